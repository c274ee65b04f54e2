// State of the tour: the whole task with the practice Account Manager, one button per step. Each step does what the
// person would do, on the screen where they would do it.
import type { CredentialId } from '../../backend'
import { m } from '../../words'
import { keyPair } from '../credential/key_pair.svelte'
import { request } from '../credential/request.svelte'
import { ticks } from '../credential/ticks.svelte'
import { practice } from '../practice/practice.svelte'
import { credentials } from '../rail/credentials.svelte'
import { screens } from '../screens.svelte'

interface Stop {
  title: () => string
  text: () => string
  button: () => string
  /** Returns whether it succeeded; if not, the tour stays at this step. */
  act: () => Promise<boolean>
}

/** The credential that the tour created. */
let own: CredentialId | null = null

/**
 * Opens the tour's credential. Returns whether it is open and still for practice: the person may have deleted or
 * changed it.
 */
async function showOwn(): Promise<boolean> {
  if (own === null) return false
  await credentials.show(own)
  return own === credentials.openId && request.practising
}

/** Requests a token with the tour's credential and no other. Returns whether a response came. */
async function send(): Promise<boolean> {
  return (await showOwn()) && request.send()
}

const stops: readonly Stop[] = [
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
      if (own === null || own !== credentials.openId || !request.practising) {
        if (!(await practice.makeCredential())) return false
        own = credentials.openId
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
  { title: m.tour_token_title, text: m.tour_token_text, button: m.tour_token_button, act: send },
  {
    title: m.tour_break_title,
    text: m.tour_break_text,
    button: m.tour_break_button,
    act: async () => (await practice.setFaults({ another_certificate: true })) && send(),
  },
  {
    title: m.tour_fix_title,
    text: m.tour_fix_text,
    button: m.tour_fix_button,
    act: async () => (await practice.clearFaults()) && send(),
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
  /** Index of the current step; `null` when there is no tour. */
  at = $state<number | null>(null)
  busy = $state(false)
  stop = $derived(this.at === null ? null : (stops[this.at] ?? null))
  readonly count = stops.length

  begin(): void {
    this.at = 0
    own = null
    void screens.go('practice')
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
