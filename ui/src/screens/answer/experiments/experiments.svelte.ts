// State of the search for the cause of a refusal: what could be sent, how far it is, and what was found.
import {
  commands,
  onWindowEvent,
  type CredentialId,
  type Discovered,
  type ExperimentShown,
  type CauseFound,
  type Plan,
  type SearchStep,
  type Variation,
} from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { plain } from '../../../words/rich'
import { outcomeWords, publishedWords, searchEnds } from '../../../words/experiments'
import { vault } from '../../vault/vault.svelte'
import type { ShownExchange } from '../answer.svelte'

/** Before the first step. */
const nothing = { lookingUp: false, published: undefined, sending: null, sent: [], found: null, outdated: false }

class Search {
  /** The refusal that it is about. */
  of = $state.raw<ShownExchange | null>(null)
  plan = $state.raw<Plan | null>(null)
  running = $state(false)
  /** What the server publishes about itself is being read. */
  lookingUp = $state(false)
  published = $state.raw<Discovered | undefined>()
  /** What is being sent. */
  sending = $state.raw<Variation | null>(null)
  sent = $state.raw<ExperimentShown[]>([])
  found = $state.raw<CauseFound | null>(null)
  /** The key pair or a secret has changed since the refusal, so that nothing more can be said about it. */
  outdated = $state(false)

  /** Whether this is about a response. What is left of one whose secrets were wiped counts as another one. */
  isOf(shown: ShownExchange): boolean {
    return this.of?.credential === shown.credential && this.of.exchange.started_at === shown.exchange.started_at
  }

  /** Finds out what could be sent for a response that is shown. */
  async look(shown: ShownExchange): Promise<void> {
    if (this.isOf(shown)) return
    Object.assign(this, { of: shown, plan: null, running: false, ...nothing })
    try {
      const plan = await commands.planExperiments(shown.credential)
      if (this.of === shown) this.plan = plan
    } catch (reason) {
      showError(reason)
    }
  }

  async start(): Promise<void> {
    const { of } = this
    if (!of || this.running || vault.unlocksFirst(() => this.start())) return
    Object.assign(this, { running: true, ...nothing })
    try {
      const found = await commands.findCause(of.credential)
      if (this.of !== of) return
      this.found = found
      this.outdated = found === null
      announce(found ? searchEnds[found.end]() : m.experiments_outdated())
    } catch (reason) {
      showError(reason)
    } finally {
      if (this.of === of) Object.assign(this, { running: false, lookingUp: false, sending: null })
    }
  }

  /** Takes a step of the search. */
  stepped(credential: CredentialId | null, step: SearchStep): void {
    if (!this.running || this.of?.credential !== credential) return
    this.lookingUp = step.step === 'looking_up'
    this.sending = step.step === 'sending' ? step.variation : null
    if (step.step === 'looked_up') {
      this.published = step.published
      announce(publishedWords(step.published))
    } else if (step.step === 'sent') {
      const { experiment } = step
      this.sent = [...this.sent, experiment]
      announce(plain(outcomeWords(experiment.variation, experiment.outcome)))
    }
  }

  async cancel(): Promise<void> {
    if (this.of) await commands.cancelExperiments(this.of.credential).catch(showError)
  }
}

export const search = new Search()

onWindowEvent((event) => {
  if (event.event !== 'searched') return
  search.stepped(event.credential, event.step)
})
