// Puts the window's content on the page.
import { mount } from 'svelte'
import App from './App.svelte'
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'
import { beatWhenDriven } from './parts/driven'

/** Fonts are here by then, being part of the program; if not, the system's serve until they come. */
const FONTS_LIMIT_MS = 300

// Laying out the page first with the system's fonts would take longer than waiting for ours, and make it jump.
const fonts = ['14px Inter', '12px "JetBrains Mono"'].map((font) => document.fonts.load(font))
const limit = new Promise((resolve) => setTimeout(resolve, FONTS_LIMIT_MS))
void Promise.race([Promise.allSettled(fonts), limit]).then(() => {
  const target = document.getElementById('app')
  if (target) mount(App, { target })
})
beatWhenDriven()
