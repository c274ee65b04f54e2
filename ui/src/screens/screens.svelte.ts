// State: which screen is beside the rail.
import type { Component } from 'svelte'
import { focusIfLost } from '../parts/focus'
import { showError } from '../parts/notices.svelte'

/** The screens that replace steps and response. */
export type Page = 'first' | 'practice' | 'board' | 'history' | 'inspect' | 'import' | 'settings'
export type Screen = 'credential' | Page

class Screens {
  /** Loads the component of each screen. */
  pages!: Record<Page, () => Promise<{ default: Component }>>
  current = $state<Screen>('credential')
  /** The screen beside the rail; `null` for steps and response, which are always in the page. */
  page = $state.raw<Component | null>(null)
  /**
   * Whether the first screen has been chosen. Until then none is shown, so that nothing changes while somebody clicks.
   */
  decided = $state(false)
  /** The screen requested last, which may still be loading. */
  #wanted: Screen = 'credential'

  get wanted(): Screen {
    return this.#wanted
  }

  /** Whether steps and response are visible, so that their keyboard shortcuts apply. */
  get credential(): boolean {
    return this.current === 'credential'
  }

  /** Shows a screen. If the focused control disappears with the previous screen, the new heading takes the focus. */
  async go(screen: Screen): Promise<void> {
    if (await this.#show(screen)) await this.focusHeading()
  }

  /** Shows the first screen. Nothing had the focus before, so no heading takes it. */
  async begin(screen: Screen): Promise<void> {
    await this.#show(screen)
  }

  /** Focuses the heading of the current screen if the focused control has disappeared. */
  async focusHeading(): Promise<void> {
    await focusIfLost(() => document.querySelector<HTMLElement>('main h1'))
  }

  /** Returns whether the screen changed. If several are requested, the last one wins. */
  async #show(screen: Screen): Promise<boolean> {
    if (this.#wanted === screen) return false
    this.#wanted = screen
    // Steps and response change without waiting, so that the caller finds their fields.
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
