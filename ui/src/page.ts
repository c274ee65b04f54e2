// All of the page but its fonts: what `main.ts` puts into the window.
export { mount } from 'svelte'
export { default as App } from './App.svelte'
export { credentials } from './screens/rail/credentials.svelte'
