// The window's content, and all that has to be there before it is shown.
import { mount } from 'svelte'
import App from './App.svelte'
import { showError } from './parts/notices.svelte'
import './screens/wiring'
import { credentials } from './screens/rail/credentials.svelte'
import { learnFindingWords } from './words/finding_table.svelte'

/** Fonts are here by then, being part of the program, and what is kept is known; if not, the page begins without. */
const PATIENCE_MS = 300
/** By then the first look at the window is over, and nothing that is typed has to wait for words nobody needs yet. */
const QUIET_MS = 1000

document.documentElement.lang = __LOCALE__

// Laying out the page first with the system's fonts, or without what is kept, would take longer than waiting for both,
// and make it jump.
const fonts = ['14px Inter', '12px "JetBrains Mono"'].map((font) => document.fonts.load(font))
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
void Promise.race([Promise.allSettled([...fonts, credentials.load()]), patience]).then(() => {
  const target = document.getElementById('app')
  if (target) mount(App, { target })
  setTimeout(() => void learnFindingWords().catch(showError), QUIET_MS)
})
