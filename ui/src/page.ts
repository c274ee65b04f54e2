// Mounts the page, once the fonts, the stored data and the person's view are there or have taken too long.
import { mount } from 'svelte'
import App from './App.svelte'
import { showError } from './parts/notices.svelte'
import './screens/wiring'
import { credentials } from './screens/rail/credentials.svelte'
import { view } from './screens/window/view.svelte'
import { reportFirstFrame } from './screens/window/window_notices.svelte'
import { loadFindingWords } from './words/finding_table.svelte'

/** Fonts and stored data usually arrive within this time. After it, the page starts without them. */
const START_TIMEOUT_MS = 300
/** By this time the page has been drawn, so loading the words for findings no longer delays typing. */
const FINDING_WORDS_DELAY_MS = 1000

document.documentElement.lang = __LOCALE__

// Drawing the page first with the system's fonts, or without the stored data, would take longer than waiting for both,
// and the page would jump.
const fonts = ['14px Inter', '12px "JetBrains Mono"'].map((font) => document.fonts.load(font))
const timeout = new Promise((resolve) => setTimeout(resolve, START_TIMEOUT_MS))
void Promise.race([Promise.allSettled([...fonts, credentials.load(), view.load()]), timeout]).then(() => {
  const target = document.getElementById('app')
  if (target) mount(App, { target })
  reportFirstFrame()
  setTimeout(() => void loadFindingWords().catch(showError), FINDING_WORDS_DELAY_MS)
})
