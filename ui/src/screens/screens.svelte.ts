// Which screen the window shows. An empty program begins with the first start; anything else leads to its place.
import { tick } from 'svelte'

export type Screen = 'first' | 'credential' | 'practice'

class Screens {
  current = $state<Screen>('first')

  /** Shows a screen. When the control that had the focus is gone with the one before, its heading takes it. */
  async go(screen: Screen): Promise<void> {
    if (this.current === screen) return
    this.current = screen
    await tick()
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
  }
}

export const screens = new Screens()
