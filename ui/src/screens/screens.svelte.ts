// Which screen stands beside the rail. A program with nothing in it yet shows the ways to begin.
import { focusIfLost } from '../parts/focus'

export type Screen = 'first' | 'credential' | 'practice' | 'board' | 'history' | 'settings'

class Screens {
  current = $state<Screen>('credential')
  /** Whether it is known what to begin with. Until then none is shown: what is pressed must not change under the hand. */
  decided = $state(false)

  /** Whether steps and answer can be seen, so that keys are meant for them. */
  get credential(): boolean {
    return this.current === 'credential'
  }

  /** Shows a screen. When the control that had the focus is gone with the one before, its heading takes it. */
  async go(screen: Screen): Promise<void> {
    if (this.current === screen) return
    this.current = screen
    await this.focusHeading()
  }

  /** Gives the focus to the heading of the screen that is shown, when what had it is gone. */
  async focusHeading(): Promise<void> {
    await focusIfLost(() => document.querySelector<HTMLElement>('main h1'))
  }
}

export const screens = new Screens()
