// State of the response panel: the last exchange of this window, or why nothing was sent.
import {
  commands,
  type AttemptId,
  type BodyShown,
  type CredentialId,
  type ExchangeShown,
  type FindingShown,
  type ResponseTab,
} from '../../backend'
import { focusIfLost } from '../../parts/focus'
import { announce, showDone, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { loadFindingWords } from '../../words/finding_table.svelte'
import { headline } from '../../words/findings'
import { plain } from '../../words/rich'
import type { Server } from '../../words/servers'

export type AnswerTab = ResponseTab | 'fix'

export interface ShownExchange {
  /** The credential that the request used; `null` while nothing can be stored. */
  credential: CredentialId | null
  exchange: ExchangeShown
  server: Server
  /** When it arrived, in milliseconds since 1970. */
  at: number
  /** It comes from the history: no token or full body can be fetched for it. */
  stored?: boolean
  /** Its ID in the history, if it comes from there. */
  attempt?: AttemptId
}

class AnswerState {
  last = $state.raw<ShownExchange | null>(null)
  /** Counts the responses that arrived while the panel showed their credential. */
  arrivals = $state(0)
  /** Why the latest request was not sent; `null` when it was sent. */
  blockedBy = $state.raw<FindingShown[] | null>(null)
  cancelled = $state(false)
  #tab = $state<AnswerTab>('token')
  /** The tab that the person chose last for a response with a token. */
  tabOfToken: ResponseTab = 'token'
  /** Called when the person has chosen it. */
  ontab: (tab: ResponseTab) => void = () => {}
  /** Start times of the requests that the practice Account Manager answered while faults were switched on. */
  #withFaults = new Set<number>()
  /** The body with its tokens in full, once the person has requested that. */
  revealed = $state.raw<BodyShown | null>(null)

  get tab(): AnswerTab {
    return this.#tab
  }
  /** The person chooses a tab. */
  set tab(tab: AnswerTab) {
    this.#tab = tab
    if (tab === 'fix' || this.last?.exchange.verdict !== 'token_received') return
    this.tabOfToken = tab
    this.ontab(tab)
  }

  /** The tab that a response opens with. One without a token always opens with what to fix. */
  #firstTab(shown: ShownExchange | null): AnswerTab {
    if (shown && shown.exchange.verdict !== 'token_received') return 'fix'
    return shown?.stored && this.tabOfToken === 'code' ? 'token' : this.tabOfToken
  }

  /** `withFaults`: faults of the practice Account Manager were switched on when it answered. */
  show(credential: CredentialId | null, exchange: ExchangeShown, server: Server, withFaults: boolean): void {
    if (withFaults) this.#withFaults.add(exchange.started_at)
    this.last = { credential, exchange, server, at: Date.now() }
    this.arrivals++
    this.blockedBy = null
    this.revealed = null
    this.#tab = this.#firstTab(this.last)
    void this.#announce(this.last)
  }

  async #announce(shown: ShownExchange): Promise<void> {
    // A response is announced even if the words for findings cannot be loaded.
    await loadFindingWords().catch(showError)
    announce(m.answer_announced({ label: m.answer_label(), headline: answerHeadline(shown) }))
  }

  /** Shows the last exchange of the credential that was opened, if this window has one. */
  fill(last: ShownExchange | null): void {
    this.last = last
    this.blockedBy = null
    this.cancelled = false
    this.revealed = null
    this.#tab = this.#firstTab(last)
  }

  /** Whether faults were switched on when the practice Account Manager answered, no matter whether they still are. */
  hadFaults({ exchange, server }: ShownExchange): boolean {
    return server.practice === true && this.#withFaults.has(exchange.started_at)
  }

  /** Forgets what was shown of secrets, because they were locked. The exchange without them comes later. */
  lock(): void {
    this.revealed = null
    if (this.#tab === 'code') this.#tab = 'request'
    if (this.last) this.last = { ...this.last, stored: true }
  }

  /** Shows what is left of the last exchange of a credential; `null`: nothing. */
  withoutSecrets(credential: CredentialId | null, exchange: ExchangeShown | null): void {
    if (this.last?.credential !== credential) return
    this.last = exchange && { ...this.last, exchange, stored: true }
  }

  notSent(findings: FindingShown[]): void {
    this.blockedBy = findings
    announce(m.answer_not_sent())
  }

  /** Takes the latest findings of the form: drops what was fixed since then. */
  checked(now: FindingShown[]): void {
    if (!this.blockedBy) return
    const left = this.blockedBy.filter(
      ({ finding, field }) =>
        finding.code === 'signing_failed' ||
        now.some((shown) => shown.finding.code === finding.code && shown.field === field),
    )
    this.blockedBy = left.some((shown) => shown.severity === 'error') ? left : null
  }

  /** Shows the request in code. The tab takes the focus, because what was pressed is gone. */
  openCode(): void {
    this.tab = 'code'
    void focusIfLost(() => document.querySelector<HTMLElement>('.answer [role="tab"][aria-selected="true"]'))
  }

  /** Copies the token. The message says so, because no button was pressed that could. */
  async copyToken(): Promise<void> {
    const { last } = this
    if (!last?.exchange.token || last.stored) return announce(m.token_none_to_copy())
    try {
      const { seconds } = await commands.copyToken(last.credential)
      showDone(seconds === null ? m.token_copied() : m.token_copied_for({ seconds }))
    } catch (reason) {
      showError(reason)
    }
  }

  /** Shortens the tokens in the body again. */
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

/** What happened, in one sentence. Of a refusal it is what the server said, which is certain, and no cause of it. */
export function answerHeadline({ exchange, server }: ShownExchange): string {
  // Attempts from before there was a diagnosis have only findings, the first of which is what the server said.
  const said = exchange.diagnosis?.said ?? exchange.findings[0]?.finding
  switch (exchange.verdict) {
    case 'token_received':
      return m.answer_token_received()
    case 'refused':
      return plain(headline(said, server) ?? m.answer_refused({ server: server.name }))
    case 'no_answer':
      return plain(headline(said, server) ?? m.answer_no_answer())
  }
}
