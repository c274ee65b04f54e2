// State of the tours: the whole task with the practice Account Manager, and then a token that an API refuses, one button
// per step. Each step does what the person would do, on the screen where they would do it.
import { m } from '../../words'
import { keyPair } from '../credential/key_pair.svelte'
import { ticks } from '../credential/ticks.svelte'
import { practice } from '../practice/practice.svelte'
import { screens } from '../screens.svelte'
import { apiTour } from './api_tour'
import { forgetOwn, isOwnOpen, requestWithOwn, showOwn, takeOpenAsOwn, type Stop } from './own'

const tokenTour: readonly Stop[] = [
  {
    title: m.tour_start_title,
    text: m.tour_start_text,
    button: m.practice_start,
    act: async () => {
      await screens.go('practice')
      return practice.on || practice.start()
    },
  },
  {
    title: m.tour_client_title,
    text: m.tour_client_text,
    button: m.practice_add,
    act: async () => {
      await screens.go('practice')
      return practice.add()
    },
  },
  {
    title: m.tour_key_title,
    text: m.tour_key_text,
    button: m.tour_key_button,
    act: async () => {
      if (!isOwnOpen()) {
        if (!(await practice.makeCredential())) return false
        takeOpenAsOwn()
      }
      await screens.go('credential')
      if (!keyPair.complete) await keyPair.generate()
      return keyPair.complete
    },
  },
  {
    title: m.tour_certificate_title,
    text: m.tour_certificate_text,
    button: m.tour_certificate_button,
    act: async () => {
      if (!(await showOwn()) || !keyPair.facts.certificate) return false
      await screens.go('practice')
      practice.useCertificate()
      if (!(await practice.save())) return false
      // The tour created this API client with all other settings right.
      ticks.finishPractice()
      return true
    },
  },
  { title: m.tour_token_title, text: m.tour_token_text, button: m.tour_token_button, act: requestWithOwn },
  {
    title: m.tour_break_title,
    text: m.tour_break_text,
    button: m.tour_break_button,
    act: async () => (await practice.setFaults({ another_certificate: true })) && requestWithOwn(),
  },
  {
    title: m.tour_fix_title,
    text: m.tour_fix_text,
    button: m.tour_fix_button,
    act: async () => (await practice.clearFaults()) && requestWithOwn(),
  },
  {
    title: m.tour_end_title,
    text: m.tour_end_text,
    button: m.tour_end_button,
    act: async () => {
      await screens.go('practice')
      return true
    },
  },
]

class Tour {
  #stops = $state.raw(tokenTour)
  /** Index of the current step; `null` when there is no tour. */
  at = $state<number | null>(null)
  busy = $state(false)
  count = $derived(this.#stops.length)
  stop = $derived(this.at === null ? null : (this.#stops[this.at] ?? null))
  /** Whether the second tour can begin: the first one is at its end. */
  goesOn = $derived(this.#stops === tokenTour && this.at === tokenTour.length - 1)

  begin(): void {
    this.#stops = tokenTour
    this.at = 0
    forgetOwn()
    void screens.go('practice')
  }

  /** Begins the second tour. */
  goOn(): void {
    this.#stops = apiTour
    this.at = 0
    void showOwn()
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
