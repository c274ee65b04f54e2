// Which screen stands beside the rail. A program with nothing in it yet shows the ways to begin.
import type { Component } from 'svelte'
import { focusIfLost } from '../parts/focus'
import { showError } from '../parts/notices.svelte'

/** The screens that take the place of steps and answer. */
export type Page = 'first' | 'practice' | 'board' | 'history' | 'settings'
export type Screen = 'credential' | Page

class Screens {
  /** Where the code of each comes from, when it is first shown. */
  pages!: Record<Page, () => Promise<{ default: Component }>>
  current = $state<Screen>('credential')
  /** What is shown beside the rail; `null` for steps and answer, which are always there. */
  page = $state.raw<Component | null>(null)
  /** Whether it is known what to begin with. Until then none is shown: what is pressed must not change under the hand. */
  decided = $state(false)
  /** What was asked for last: it may still be on its way. */
  #wanted: Screen = 'credential'

  /** Whether steps and answer can be seen, so that keys are meant for them. */
  get credential(): boolean {
    return this.current === 'credential'
  }

  /** Shows a screen. When the control that had the focus is gone with the one before, its heading takes it. */
  async go(screen: Screen): Promise<void> {
    if (await this.#show(screen)) await this.focusHeading()
  }

  /** Begins with a screen: nobody's place is lost, so no heading takes the focus. */
  async begin(screen: Screen): Promise<void> {
    await this.#show(screen)
  }

  /** Gives the focus to the heading of the screen that is shown, when what had it is gone. */
  async focusHeading(): Promise<void> {
    await focusIfLost(() => document.querySelector<HTMLElement>('main h1'))
  }

  /** Whether another screen came; the one that was asked for last wins. */
  async #show(screen: Screen): Promise<boolean> {
    if (this.#wanted === screen) return false
    this.#wanted = screen
    // Steps and answer are there at once, so that what follows finds its fields.
    let page: Component | null = null
    if (screen !== 'credential') {
      try {
        page = (await this.pages[screen]()).default
      } catch (reason) {
        if (this.#wanted === screen) this.#wanted = this.current
        showError(reason)
        return false
      }
      if (this.#wanted !== screen) return false
    }
    this.current = screen
    this.page = page
    return true
  }
}

export const screens = new Screens()
