// State of the search for the cause of a refusal: what could be sent, how far it is, and what was found.
import {
  commands,
  onWindowEvent,
  type CredentialId,
  type ExperimentShown,
  type CauseFound,
  type Plan,
  type Variation,
} from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { plain } from '../../../words/rich'
import { outcomeWords, searchEnds } from '../../../words/experiments'
import { vault } from '../../vault/vault.svelte'
import type { ShownExchange } from '../answer.svelte'

class Search {
  /** The refusal that it is about. */
  of = $state.raw<ShownExchange | null>(null)
  plan = $state.raw<Plan | null>(null)
  running = $state(false)
  /** What is being sent. */
  sending = $state.raw<Variation | null>(null)
  sent = $state.raw<ExperimentShown[]>([])
  found = $state.raw<CauseFound | null>(null)

  /** Whether this is about a response. What is left of one whose secrets were wiped counts as another one. */
  isOf(shown: ShownExchange): boolean {
    return this.of?.credential === shown.credential && this.of.exchange.started_at === shown.exchange.started_at
  }

  /** Finds out what could be sent for a response that is shown. */
  async look(shown: ShownExchange): Promise<void> {
    if (this.isOf(shown)) return
    Object.assign(this, { of: shown, plan: null, running: false, sending: null, sent: [], found: null })
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
    Object.assign(this, { running: true, sending: null, sent: [], found: null })
    try {
      const found = await commands.findCause(of.credential)
      if (this.of !== of) return
      this.found = found
      if (found) announce(searchEnds[found.end]())
    } catch (reason) {
      showError(reason)
    } finally {
      if (this.of === of) Object.assign(this, { running: false, sending: null })
    }
  }

  /** Takes a step of the search. */
  stepped(credential: CredentialId | null, sending: Variation | null, sent: ExperimentShown | null): void {
    if (!this.running || this.of?.credential !== credential) return
    this.sending = sending
    if (!sent) return
    this.sent = [...this.sent, sent]
    announce(plain(outcomeWords(sent.variation, sent.outcome)))
  }

  async cancel(): Promise<void> {
    if (this.of) await commands.cancelExperiments(this.of.credential).catch(showError)
  }
}

export const search = new Search()

onWindowEvent((event) => {
  if (event.event !== 'searched') return
  const { credential, step } = event
  if (step.step === 'sending') search.stepped(credential, step.variation, null)
  else search.stepped(credential, null, step.experiment)
})
