// The token request of this window: the form as typed, its preview, and the request on its way. What is right and
// wrong about it is the Rust side's to say.
import { SvelteMap } from 'svelte/reactivity'
import {
  commands,
  type ClaimEdit,
  type CredentialId,
  type Field,
  type FindingShown,
  type HeaderParameters,
  type RequestForm,
  type RequestPreview,
  type SigningAlgorithm,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { serverOf, type Server } from '../../words/servers'
import { answer, type ShownExchange } from '../answer/answer.svelte'
import { keyPair } from './key_pair.svelte'
import { steps } from './steps.svelte'

export interface EditRow {
  id: number
  edit: ClaimEdit['edit']
  name: string
  text: string
  /** Added by the person: its name can be changed, too. */
  added: boolean
}

const PREVIEW_QUIET_MS = 150

class RequestState {
  /** Whose form it is; `null`: nobody's, while nothing can be stored. */
  of = $state<CredentialId | null>(null)
  apiKey = $state('')
  kind = $state<'account_manager' | 'other' | 'practice'>('account_manager')
  tokenEndpoint = $state('')
  audience = $state('')
  scopes = $state('')
  lifetime = $state('')
  connectTimeout = $state('')
  totalTimeout = $state('')
  edits = $state<EditRow[]>([])
  algorithm = $state<SigningAlgorithm>('RS256')
  header = $state<HeaderParameters>({ kid: '', x5t: false, x5t_s256: false, x5c: false })

  touched = $state<Partial<Record<Field, boolean>>>({})
  /** The person asked for a token: from then on everything that is missing is said. */
  tried = $state(false)
  preview = $state<RequestPreview | null>(null)
  /** The requests on their way, by credential: one may go on while another credential is looked at. */
  readonly asking = new SvelteMap<CredentialId | null, { since: number; server: Server }>()
  running = $derived(this.asking.get(this.of) ?? null)
  /** Warnings to confirm. */
  question = $state<FindingShown[] | null>(null)
  /** The claims editor and the whole request are open. */
  editing = $state(false)
  showing = $state(false)
  /** The waiting times are open. */
  waitingTimes = $state(false)

  form = $derived<RequestForm>({
    api_key: this.apiKey,
    destination:
      this.kind === 'other'
        ? { kind: 'other', token_endpoint: this.tokenEndpoint, audience: this.audience }
        : { kind: this.kind },
    scopes: this.scopes,
    lifetime_seconds: this.lifetime,
    claims: this.edits.map(({ edit, name, text }) => (edit === 'set' ? { edit, name, text } : { edit, name })),
    algorithm: this.algorithm,
    header: this.header,
    connect_timeout_seconds: this.connectTimeout,
    total_timeout_seconds: this.totalTimeout,
  })

  practising = $derived(this.kind === 'practice')
  server = $derived<Server>(serverOf(this.form.destination))

  /** Called before a request goes out. */
  onsend: () => void = () => {}
  /** Asks whether the practice Account Manager is broken on purpose. */
  isPracticeBroken: () => boolean = () => false

  /** What was here until the practice was left, for the way back. */
  #left = $state.raw<{ apiKey: string; last: ShownExchange | null } | null>(null)
  /** The practice was left just now, and nothing came in its place yet. */
  canReturn = $derived(this.#left !== null && this.kind === 'account_manager' && this.apiKey === '')

  #nextId = 1
  #turn = 0
  #unsorted = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Puts a stored form in the place of this one. */
  fill(of: CredentialId | null, form: RequestForm): void {
    const { destination } = form
    // A preview that is on its way is of the form before.
    this.#turn++
    this.of = of
    this.apiKey = form.api_key
    this.kind = destination.kind
    this.tokenEndpoint = destination.kind === 'other' ? destination.token_endpoint : ''
    this.audience = destination.kind === 'other' ? destination.audience : ''
    this.scopes = form.scopes
    this.lifetime = form.lifetime_seconds
    this.connectTimeout = form.connect_timeout_seconds
    this.totalTimeout = form.total_timeout_seconds
    this.edits = form.claims.map((claim) => ({
      id: this.#nextId++,
      edit: claim.edit,
      name: claim.name,
      text: claim.edit === 'set' ? claim.text : '',
      added: false,
    }))
    this.algorithm = form.algorithm
    this.header = { ...form.header }
    this.#unsorted = form.claims.length > 0
    this.touched = {}
    this.tried = false
    this.question = null
    this.preview = null
    this.editing = false
    this.showing = false
    this.#left = null
  }

  /** Of a stored form, the core says which claims are there anyway; the others are the person's own. */
  #sortEdits(preview: RequestPreview): void {
    if (!this.#unsorted) return
    this.#unsorted = false
    // One whose text cannot be read is in no preview, and has to be seen to be mended.
    const given = new Set(preview.claims.filter((claim) => claim.source !== 'added').map((claim) => claim.name))
    for (const edit of this.edits) edit.added = edit.edit === 'set' && !given.has(edit.name)
  }

  /**
   * Asks for a new preview in a moment, also while typing goes on: what is said to be missing must not stand beside what
   * is there. Only the last answer counts.
   */
  schedulePreview(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#refresh()
    }, PREVIEW_QUIET_MS)
  }

  async #refresh(): Promise<void> {
    const turn = ++this.#turn
    try {
      const preview = await commands.previewRequest(this.of, $state.snapshot(this.form))
      if (turn !== this.#turn) return
      this.#sortEdits(preview)
      this.preview = preview
      answer.checked(preview.findings)
    } catch {
      // A preview is a help, not an action of the person's: the one before stays.
    }
  }

  /** What stands in a field; choices and what is several fields count as filled. */
  textOf(field: Field): string {
    switch (field) {
      case 'api_key':
        return this.apiKey
      case 'token_endpoint':
        return this.tokenEndpoint
      case 'audience':
        return this.audience
      case 'scopes':
        return this.scopes
      case 'lifetime':
        return this.lifetime
      case 'connect_timeout':
        return this.connectTimeout
      case 'total_timeout':
        return this.totalTimeout
      case 'claims':
      case 'algorithm':
      case 'header':
        return field
    }
  }

  /** Findings to show beside a field: only when it was touched and is filled, or a token was asked for. */
  findingsAt(field: Field): FindingShown[] {
    const quiet = !this.tried && (!this.touched[field] || this.textOf(field) === '')
    if (quiet || !this.preview) return []
    return this.preview.findings.filter((shown) => shown.field === field && shown.severity !== 'fine')
  }

  /** Makes this a credential for an API client of the practice Account Manager. */
  practise(clientId: string): void {
    this.kind = 'practice'
    this.apiKey = clientId
    steps.formChanged('client')
    steps.formChanged('request')
  }

  /** Makes it one for the real Account Manager again; the practice client's ID and answer do not go with it. */
  leavePractice(): void {
    this.#left = { apiKey: this.apiKey, last: answer.last }
    this.kind = 'account_manager'
    this.apiKey = ''
    answer.fill(null)
    steps.folded.client = false
    steps.formChanged('client')
    steps.formChanged('request')
    announce(m.practice_left())
  }

  /** The practice was left by mistake. */
  returnToPractice(): void {
    const left = this.#left
    if (!left) return
    this.#left = null
    this.practise(left.apiKey)
    answer.fill(left.last)
    if (left.last) steps.afterAnswer(left.last.exchange)
  }

  /** Opens what is closed by default around a field. */
  reveal(field: Field): void {
    switch (field) {
      case 'claims':
      case 'lifetime':
      case 'algorithm':
      case 'header':
        this.editing = true
        break
      case 'connect_timeout':
      case 'total_timeout':
        this.waitingTimes = true
    }
  }

  touch(field: Field): void {
    this.touched[field] = true
  }

  setClaim(name: string, text: string): void {
    const row = this.edits.find((edit) => edit.name === name && !edit.added)
    if (row) Object.assign(row, { edit: 'set', text })
    else this.edits.push({ id: this.#nextId++, edit: 'set', name, text, added: false })
  }

  leaveOutClaim(name: string): void {
    this.resetClaim(name)
    this.edits.push({ id: this.#nextId++, edit: 'leave_out', name, text: '', added: false })
  }

  resetClaim(name: string): void {
    this.edits = this.edits.filter((edit) => edit.name !== name)
  }

  addClaim(): number {
    const id = this.#nextId++
    this.edits.push({ id, edit: 'set', name: '', text: '', added: true })
    return id
  }

  removeEdit(id: number): void {
    this.edits = this.edits.filter((edit) => edit.id !== id)
  }

  /** Whether an answer came. */
  async send(confirmed = false): Promise<boolean> {
    if (this.running) return false
    this.#left = null
    this.tried = true
    this.question = null
    const { server, of } = this
    const practiceBroken = this.isPracticeBroken()
    this.asking.set(of, { since: Date.now(), server })
    answer.cancelled = false
    announce(m.request_asking({ server: server.name }))
    try {
      const form = $state.snapshot(this.form)
      this.onsend()
      const outcome = await commands.getToken(of, form, confirmed)
      // Another credential was opened meanwhile; the answer is there when this one is opened again.
      if (of !== this.of) return false
      switch (outcome.outcome) {
        case 'sent':
          answer.show(of, outcome.exchange, server, practiceBroken)
          steps.afterAnswer(outcome.exchange)
          if (keyPair.facts.rotation) void keyPair.refresh()
          return true
        case 'not_sent':
          if (outcome.findings.every((shown) => shown.severity !== 'error')) this.question = outcome.findings
          else {
            // A preview that is under way may be of an older form.
            this.#turn++
            answer.notSent(outcome.findings)
            const first = outcome.findings.find((shown) => shown.severity === 'error')
            if (first) void steps.goTo(first)
          }
          break
        case 'cancelled':
          answer.cancelled = true
          announce(m.answer_cancelled())
      }
    } catch (reason) {
      showError(reason)
    } finally {
      this.asking.delete(of)
      this.schedulePreview()
    }
    return false
  }

  async cancel(): Promise<void> {
    if (!this.running) return
    try {
      await commands.cancelRequest(this.of)
    } catch (reason) {
      showError(reason)
    }
  }
}

export const request = new RequestState()
