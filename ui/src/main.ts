// Puts the window's content on the page. It is small, so that the fonts are on their way while all else comes.
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'

/** Fonts are here by then, being part of the program, and what is kept is known; if not, the page begins without. */
const PATIENCE_MS = 300

// Laying out the page first with the system's fonts, or without what is kept, would take longer than waiting for both,
// and make it jump.
const fonts = ['14px Inter', '12px "JetBrains Mono"'].map((font) => document.fonts.load(font))
void import('./page').then(async ({ App, credentials, mount }) => {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  await Promise.race([Promise.allSettled([...fonts, credentials.load()]), patience])
  const target = document.getElementById('app')
  if (target) mount(App, { target })
})
