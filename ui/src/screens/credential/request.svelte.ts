// State of the token request: the form as typed, its preview, and sending it. Each authentication method has a state of
// its own. The Rust side judges the request.
import { SvelteMap } from 'svelte/reactivity'
import {
  asCommandError,
  commands,
  type AuthMethod,
  type Confirmed,
  type CredentialId,
  type Field,
  type FindingShown,
  type NameValue,
  type RequestForm,
  type RequestPreview,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { serverOf, type Server } from '../../words/servers'
import { answer, type ShownExchange } from '../answer/answer.svelte'
import { disclosureQuestion } from '../disclosure/disclosure.svelte'
import { vault } from '../vault/vault.svelte'
import { keyPair } from './key_pair.svelte'
import { clientSecrets } from './request/secrets/client_secrets.svelte'
import { isSecretsField, secrets } from './request/secrets/secrets.svelte'
import { isSignedJwtField, signedJwt } from './request/signed_jwt/signed_jwt.svelte'
import { steps } from './steps.svelte'

const PREVIEW_QUIET_MS = 150
const NOTHING_CONFIRMED: Confirmed = { warnings: false, disclosure: null }

class RequestState {
  /** The credential that the form belongs to; `null` while nothing can be stored. */
  credential = $state<CredentialId | null>(null)
  method = $state<AuthMethod>('signed_jwt')
  apiKey = $state('')
  kind = $state<'account_manager' | 'other' | 'practice'>('account_manager')
  tokenEndpoint = $state('')
  audience = $state('')
  /** Further form parameters for another server. */
  parameters = $state<NameValue[]>([])
  /** Certificates in PEM that are trusted for another server. */
  trusted = $state('')
  /** The user whom the JWT is for, with the JWT bearer grant; `null` with the client credentials grant. */
  jwtUser = $state<string | null>(null)
  scopes = $state('')
  connectTimeout = $state('')
  totalTimeout = $state('')
  touched = $state<Partial<Record<Field, boolean>>>({})
  /** The person has requested a token: from then on the page shows everything that is missing. */
  tried = $state(false)
  preview = $state<RequestPreview | null>(null)
  /** When it was made, in milliseconds since 1970, and in whole seconds like the claims in it. */
  previewedAt = $state(0)
  /** Requests in flight, by credential: one can run while another credential is open. */
  readonly #sending = new SvelteMap<CredentialId | null, { since: number; server: Server }>()
  sending = $derived(this.#sending.get(this.credential) ?? null)
  /** Warnings that need confirmation. */
  question = $state<FindingShown[] | null>(null)
  /** Whether the whole request is shown. */
  showing = $state(false)
  /** Whether the timeouts are unfolded. */
  waitingTimes = $state(false)

  form = $derived<RequestForm>({
    method: this.method,
    api_key: this.apiKey,
    destination:
      this.kind === 'other'
        ? {
            kind: 'other',
            token_endpoint: this.tokenEndpoint,
            audience: this.audience,
            parameters: this.parameters,
            trusted: this.trusted,
            user: this.jwtUser,
          }
        : { kind: this.kind },
    scopes: this.scopes,
    ...signedJwt.form,
    ...secrets.form,
    connect_timeout_seconds: this.connectTimeout,
    total_timeout_seconds: this.totalTimeout,
  })

  practising = $derived(this.kind === 'practice')
  server = $derived<Server>(serverOf(this.form))

  /** Called before a request is sent. */
  onsend: () => void = () => {}
  /** Whether faults of the practice Account Manager are switched on. */
  practiceHasFaults: () => boolean = () => false

  /** What the form contained before practice was left, to return to it. */
  #beforeLeaving = $state.raw<{ apiKey: string; last: ShownExchange | null } | null>(null)
  /** Practice was just left, and nothing has been typed in its place yet. */
  canReturn = $derived(this.#beforeLeaving !== null && this.kind === 'account_manager' && this.apiKey === '')

  /** The form that the preview is of, as JSON. */
  #previewedForm: string | null = null
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Fills the form from the store. */
  fill(credential: CredentialId | null, form: RequestForm): void {
    const { destination } = form
    // A preview that is still loading belongs to the previous form.
    this.#turn++
    this.credential = credential
    this.method = form.method
    this.apiKey = form.api_key
    this.kind = destination.kind
    this.tokenEndpoint = destination.kind === 'other' ? destination.token_endpoint : ''
    this.audience = destination.kind === 'other' ? destination.audience : ''
    this.parameters = destination.kind === 'other' ? destination.parameters.map((each) => ({ ...each })) : []
    this.trusted = destination.kind === 'other' ? destination.trusted : ''
    this.jwtUser = destination.kind === 'other' ? destination.user : null
    this.scopes = form.scopes
    this.connectTimeout = form.connect_timeout_seconds
    this.totalTimeout = form.total_timeout_seconds
    signedJwt.fill(form)
    secrets.fill(form)
    this.touched = {}
    this.tried = false
    this.question = null
    this.preview = null
    this.#previewedForm = null
    this.showing = false
    this.waitingTimes = false
    this.#beforeLeaving = null
  }

  /**
   * Requests a new preview shortly, even while the person keeps typing: a finding must not say that something is
   * missing once it was typed. Only the latest preview counts.
   */
  schedulePreview(): void {
    // The person did not request this preview, so its failure is not reported; the previous one stays.
    this.#timer ??= setTimeout(() => void this.#refresh().catch(() => {}), PREVIEW_QUIET_MS)
  }

  async #refresh(): Promise<void> {
    // This is the preview that was scheduled, too.
    clearTimeout(this.#timer)
    this.#timer = undefined
    const turn = ++this.#turn
    const form = $state.snapshot(this.form)
    const preview = await commands.previewRequest(this.credential, form)
    if (turn !== this.#turn) return
    signedJwt.previewed(preview)
    this.preview = preview
    this.previewedAt = Math.floor(Date.now() / 1000) * 1000
    this.#previewedForm = JSON.stringify(form)
    answer.checked(preview.findings)
  }

  /** The text of a field. Choices and groups of fields count as filled. */
  textOf(field: Field): string {
    if (isSignedJwtField(field)) return signedJwt.textOf(field)
    if (isSecretsField(field)) return secrets.textOf(field)
    switch (field) {
      case 'api_key':
        return this.apiKey
      case 'token_endpoint':
        return this.tokenEndpoint
      case 'audience':
        return this.audience
      case 'jwt_user':
        return this.jwtUser ?? ''
      // A group of fields counts as filled.
      case 'parameters':
        return field
      case 'scopes':
        return this.scopes
      case 'connect_timeout':
        return this.connectTimeout
      case 'total_timeout':
        return this.totalTimeout
    }
  }

  /** Findings to show beside a field: once it was touched and is filled, or once a token was requested. */
  findingsAt(field: Field): FindingShown[] {
    const quiet = !this.tried && (!this.touched[field] || this.textOf(field) === '')
    if (quiet || !this.preview) return []
    return this.preview.findings.filter((shown) => shown.field === field && shown.severity !== 'fine')
  }

  /** Whether the preview's findings are about the form as it is now. A correction is for the text that it was made of. */
  isPreviewed(): boolean {
    return JSON.stringify($state.snapshot(this.form)) === this.#previewedForm
  }

  /**
   * Makes the preview about the form as it is now, for a correction that was asked for. Returns whether it is: more typing
   * prevents that, and a failure, which is reported unless the preview counts no more.
   */
  async bringPreviewUpToDate(): Promise<boolean> {
    if (this.isPreviewed()) return true
    const refreshed = this.#refresh()
    const turn = this.#turn
    try {
      await refreshed
    } catch (reason) {
      if (turn === this.#turn) showError(reason)
    }
    return this.isPreviewed()
  }

  /** The person chooses another method. What was typed for the others stays. */
  chooseMethod(method: AuthMethod): void {
    if (method === this.method) return
    this.method = method
    if (method !== 'signed_jwt') void clientSecrets.load()
    steps.show('client')
    steps.formChanged('client')
    steps.formChanged('request')
  }

  /** Makes this a credential for an API client of the practice Account Manager. */
  practise(clientId: string): void {
    this.kind = 'practice'
    this.apiKey = clientId
    steps.formChanged('client')
    steps.formChanged('request')
  }

  /** Makes this a credential for the real Account Manager, without the practice client's ID and response. */
  leavePractice(): void {
    this.#beforeLeaving = { apiKey: this.apiKey, last: answer.last }
    this.kind = 'account_manager'
    this.apiKey = ''
    answer.fill(null)
    steps.show('client')
    steps.formChanged('client')
    steps.formChanged('request')
    announce(m.practice_left())
  }

  /** Secrets were locked: what can be returned to has no response any more. */
  lock(): void {
    if (this.#beforeLeaving) this.#beforeLeaving = { ...this.#beforeLeaving, last: null }
  }

  /** Undoes `leavePractice`. */
  returnToPractice(): void {
    const left = this.#beforeLeaving
    if (!left) return
    this.#beforeLeaving = null
    this.practise(left.apiKey)
    answer.fill(left.last)
    if (left.last) steps.afterAnswer(left.last.exchange)
  }

  /** Unfolds whatever contains a field. */
  reveal(field: Field): void {
    if (isSignedJwtField(field)) signedJwt.editing = true
    else if (field === 'connect_timeout' || field === 'total_timeout') this.waitingTimes = true
  }

  touch(field: Field): void {
    this.touched[field] = true
  }

  isSending(credential: CredentialId): boolean {
    return this.#sending.has(credential)
  }

  /** Returns whether a response came. */
  async send(confirmed = NOTHING_CONFIRMED): Promise<boolean> {
    if (this.sending || vault.unlocksFirst(() => this.send(confirmed))) return false
    this.#beforeLeaving = null
    this.tried = true
    this.question = null
    const { server, credential } = this
    const withFaults = this.practiceHasFaults()
    this.#sending.set(credential, { since: Date.now(), server })
    answer.cancelled = false
    announce(m.request_asking({ server: server.name }))
    try {
      const form = $state.snapshot(this.form)
      this.onsend()
      // The secret that was typed last belongs to this request.
      if (form.method !== 'signed_jwt') await clientSecrets.flush()
      const outcome = await commands.getToken(credential, form, confirmed)
      // Another credential was opened meanwhile. The response appears when this one is opened again.
      if (credential !== this.credential) return false
      switch (outcome.outcome) {
        case 'sent':
          answer.show(credential, outcome.exchange, server, withFaults)
          signedJwt.afterAnswer(outcome.exchange)
          steps.afterAnswer(outcome.exchange)
          if (keyPair.facts.rotation) void keyPair.refresh()
          return true
        case 'not_sent':
          if (outcome.findings.every((shown) => shown.severity !== 'error')) this.#ask(outcome.findings)
          else {
            // A preview that is still loading may belong to an older form.
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
      // Secrets were locked in this moment.
      const error = asCommandError(reason)
      if (error.code === 'vault' && error.error.code === 'locked') vault.handle(error.error)
      else showError(reason)
    } finally {
      this.#sending.delete(credential)
      this.schedulePreview()
    }
    return false
  }

  /** Asks the person to confirm warnings. If another server would get a JWT for Account Manager, asks exactly that. */
  #ask(warnings: FindingShown[]): void {
    for (const { finding } of warnings) {
      if (finding.code !== 'assertion_disclosed') continue
      const { disclosure, seconds } = finding
      const others = warnings.filter((shown) => shown.finding !== finding)
      const send = () => this.send({ warnings: true, disclosure })
      return disclosureQuestion.ask({ disclosure, seconds, credential: null, warnings: others, send })
    }
    this.question = warnings
  }

  async cancel(): Promise<void> {
    if (!this.sending) return
    try {
      await commands.cancelRequest(this.credential)
    } catch (reason) {
      showError(reason)
    }
  }
}

export const request = new RequestState()
