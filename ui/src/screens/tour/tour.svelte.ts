// State of the tours: the whole task with the practice Account Manager, and then a token that an API refuses, one button
// per step. Each step does what the person would do, on the screen where they would do it. The steps load when a tour
// begins.
import { showError } from '../../parts/notices.svelte'
import { screens } from '../screens.svelte'
import type { Stop, StopsOfTour } from './own'

class Tour {
  #stops = $state.raw<readonly Stop[]>([])
  /** Whether it is the first tour, which the second one continues. */
  #first = $state(true)
  /** Index of the current step; `null` when there is no tour. */
  at = $state<number | null>(null)
  busy = $state(false)
  count = $derived(this.#stops.length)
  stop = $derived(this.at === null ? null : (this.#stops[this.at] ?? null))
  /** Whether the second tour can begin: the first one is at its end. */
  goesOn = $derived(this.#first && this.count > 0 && this.at === this.count - 1)

  async begin(): Promise<void> {
    await this.#start(true, async () => (await import('./token_tour')).tokenTour)
  }

  /** Begins the second tour. */
  async goOn(): Promise<void> {
    await this.#start(false, async () => (await import('./api_tour')).apiTour)
  }

  async #start(first: boolean, load: () => Promise<StopsOfTour>): Promise<void> {
    try {
      const { stops, begin } = await load()
      this.#stops = stops
      this.#first = first
      this.at = 0
      begin()
    } catch (reason) {
      showError(reason)
    }
  }

  async next(): Promise<void> {
    const { stop, at } = this
    if (!stop || at === null || this.busy) return
    this.busy = true
    try {
      // The person may have left the tour meanwhile.
      if (!(await stop.act()) || this.at !== at) return
      if (at + 1 < this.count) this.at = at + 1
      else await this.leave()
    } finally {
      this.busy = false
    }
  }

  /** Ends the tour. The pressed button disappears with the bar, so the heading takes the focus. */
  async leave(): Promise<void> {
    this.at = null
    await screens.focusHeading()
  }
}

export const tour = new Tour()
