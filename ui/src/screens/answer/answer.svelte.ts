// The last answer of this window, for the answer panel and the rail.
import { commands, type BodyShown, type CredentialId, type ExchangeShown, type FindingShown } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { learnFindingWords } from '../../words/finding_table.svelte'
import { headline } from '../../words/findings'
import { plain } from '../../words/rich'
import type { Server } from '../../words/servers'

export type AnswerTab = 'token' | 'fix' | 'response' | 'request' | 'code'

export interface ShownExchange {
  /** The credential that was asked with; `null` while nothing can be stored. */
  credential: CredentialId | null
  exchange: ExchangeShown
  server: Server
  /** When it came, in milliseconds since 1970. */
  at: number
  /** From the history: nothing more can be had of it than what is here. */
  stored?: boolean
}

class AnswerState {
  last = $state.raw<ShownExchange | null>(null)
  /** How many came while they were looked at. */
  came = $state(0)
  /** Why the newest request was not sent; `null` when it was. */
  refused = $state.raw<FindingShown[] | null>(null)
  cancelled = $state(false)
  tab = $state<AnswerTab>('token')
  /** When those were sent that were answered by a practice Account Manager which was broken on purpose then. */
  #broken = new Set<number>()
  /** The body with its tokens in full, when the person asked for it. */
  revealed = $state.raw<BodyShown | null>(null)

  /** `broken`: the practice Account Manager was broken on purpose when it was asked. */
  show(credential: CredentialId | null, exchange: ExchangeShown, server: Server, broken: boolean): void {
    if (broken) this.#broken.add(exchange.started_at)
    this.last = { credential, exchange, server, at: Date.now() }
    this.came++
    this.refused = null
    this.revealed = null
    this.tab = exchange.verdict === 'token_received' ? 'token' : 'fix'
    void this.#announce(this.last)
  }

  async #announce(shown: ShownExchange): Promise<void> {
    // It is told that an answer came, whatever else does not.
    await learnFindingWords().catch(showError)
    announce(m.answer_announced({ label: m.answer_label(), headline: answerHeadline(shown) }))
  }

  /** Another credential is opened: its last answer, if it has one in this window. */
  fill(last: ShownExchange | null): void {
    this.last = last
    this.refused = null
    this.cancelled = false
    this.revealed = null
    this.tab = !last || last.exchange.verdict === 'token_received' ? 'token' : 'fix'
  }

  /** Whether this answer came from a practice Account Manager that was broken on purpose, whatever it is now. */
  wasBroken({ exchange, server }: ShownExchange): boolean {
    return server.practice === true && this.#broken.has(exchange.started_at)
  }

  notSent(findings: FindingShown[]): void {
    this.refused = findings
    announce(m.answer_not_sent())
  }

  /** The newest check of the form: what was mended since is not said any more. */
  checked(now: FindingShown[]): void {
    if (!this.refused) return
    const left = this.refused.filter(
      ({ finding, field }) =>
        finding.code === 'signing_failed' ||
        now.some((shown) => shown.finding.code === finding.code && shown.field === field),
    )
    this.refused = left.some((shown) => shown.severity === 'error') ? left : null
  }

  /** The tokens in the body are shown by their beginnings again. */
  shorten(): void {
    this.revealed = null
  }

  async reveal(): Promise<void> {
    const { last } = this
    if (!last) return
    try {
      const body = await commands.revealBody(last.credential)
      if (last === this.last) this.revealed = body
    } catch (reason) {
      showError(reason)
    }
  }
}

export const answer = new AnswerState()

/** What happened, in one sentence. */
export function answerHeadline({ exchange, server }: ShownExchange): string {
  switch (exchange.verdict) {
    case 'token_received':
      return m.answer_token_received()
    case 'refused':
      return plain(headline(exchange.findings[0], server) ?? m.answer_refused({ server: server.name }))
    case 'no_answer':
      return plain(headline(exchange.findings[0], server) ?? m.answer_no_answer())
  }
}
