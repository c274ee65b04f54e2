// State of the history: which attempts are listed, viewed and compared. The Rust side decides what is stored of an
// attempt, and ensures that no secret is in it.
import {
  commands,
  type Attempt,
  type AttemptFilter,
  type AttemptId,
  type AttemptSummary,
  type Comparison,
  type CredentialId,
  type SearchLimit,
  type Verdict,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { screens } from '../screens.svelte'

const QUIET_MS = 120

class History {
  attempts = $state.raw<AttemptSummary[]>([])
  total = $state(0)
  more = $state(false)
  loaded = $state(false)
  /** How much of the text was searched for, if not all of it. */
  limit = $state.raw<SearchLimit | null>(null)

  text = $state('')
  credential = $state<CredentialId | null>(null)
  verdict = $state<Verdict | null>(null)

  open = $state.raw<Attempt | null>(null)
  /** The attempts selected for comparing, in the order of selection; at most two. */
  chosen = $state.raw<AttemptId[]>([])
  compared = $state.raw<Comparison | null>(null)

  #turn = 0
  #opening = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  filter = $derived<AttemptFilter>({
    credential: this.credential,
    verdict: this.verdict,
    no_experiments: false,
    since: null,
    until: null,
    text: this.text,
  })
  filtered = $derived(this.credential !== null || this.verdict !== null || this.text.trim() !== '')

  /** Loads the list again, from the latest attempt on. */
  async load(): Promise<void> {
    const turn = ++this.#turn
    try {
      const page = await commands.listAttempts($state.snapshot(this.filter), null)
      if (turn !== this.#turn) return
      this.attempts = page.attempts
      this.total = page.total
      this.more = page.more
      this.limit = page.search_limit
      this.loaded = true
      const there = new Set(page.attempts.map(({ id }) => id))
      this.chosen = this.chosen.filter((id) => there.has(id))
    } catch (reason) {
      showError(reason)
    }
  }

  /** The search text changed: loads the list again after a pause in typing. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      void this.load().then(() => announce(m.history_found({ count: this.total })))
    }, QUIET_MS)
  }

  async loadMore(): Promise<void> {
    const last = this.attempts.at(-1)
    if (!last) return
    const turn = ++this.#turn
    try {
      const page = await commands.listAttempts($state.snapshot(this.filter), last.id)
      if (turn !== this.#turn) return
      this.attempts = [...this.attempts, ...page.attempts]
      this.more = page.more
    } catch (reason) {
      showError(reason)
    }
  }

  /** Lists the attempts of one credential. */
  async showOf(credential: CredentialId): Promise<void> {
    Object.assign(this, { text: '', credential, verdict: null })
    void screens.go('history')
    await this.load()
  }

  /** Shows the latest attempt of a credential. */
  async showLatestOf(credential: CredentialId): Promise<void> {
    const turn = ++this.#opening
    const shown = this.showOf(credential)
    try {
      // Loaded separately: the screen that opens reloads the list, and the later list counts.
      const { attempts } = await commands.listAttempts($state.snapshot(this.filter), null)
      await shown
      const latest = attempts[0]
      // Another attempt was chosen, or another screen opened, meanwhile.
      if (!latest || turn !== this.#opening || screens.wanted !== 'history') return
      await this.show(latest.id)
    } catch (reason) {
      showError(reason)
    }
  }

  async show(id: AttemptId): Promise<void> {
    const turn = ++this.#opening
    try {
      const attempt = await commands.openAttempt(id)
      if (turn !== this.#opening) return
      this.compared = null
      this.open = attempt
    } catch (reason) {
      showError(reason)
    }
  }

  choose(id: AttemptId, chosen: boolean): void {
    this.chosen = chosen ? [...this.chosen, id].slice(-2) : this.chosen.filter((other) => other !== id)
  }

  async compare(): Promise<void> {
    const [first, second] = this.chosen
    if (first === undefined || second === undefined) return
    // The earlier one is on the left.
    const [left, right] = first < second ? [first, second] : [second, first]
    const turn = ++this.#opening
    try {
      const compared = await commands.compareAttempts(left, right)
      if (turn !== this.#opening) return
      this.open = null
      this.compared = compared
    } catch (reason) {
      showError(reason)
    }
  }

  close(): void {
    this.#opening++
    this.open = null
    this.compared = null
  }

  async delete(id: AttemptId): Promise<void> {
    try {
      await commands.deleteAttempt(id)
      if (this.open?.summary.id === id) this.open = null
      if (this.compared && [this.compared.left.id, this.compared.right.id].includes(id)) this.compared = null
      await this.load()
      announce(m.history_deleted())
    } catch (reason) {
      showError(reason)
    }
  }

  /** A credential, or with `null` every credential, was deleted: it can no longer be filtered by. */
  forget(credential: CredentialId | null): void {
    if (this.credential === null || (credential !== null && credential !== this.credential)) return
    this.credential = null
    if (screens.current === 'history') this.changed()
  }

  /** Deletes the attempts of one credential, or with `null` of all. */
  async deleteAll(credential: CredentialId | null): Promise<void> {
    try {
      await commands.deleteAttempts(credential)
      this.close()
      await this.load()
      announce(m.history_deleted())
    } catch (reason) {
      showError(reason)
    }
  }
}

export const history = new History()
