// State of step 4, "Try the token": where the APIs are as typed, the request that would be sent, and what came of it. The
// Rust side makes the request, has the token and judges the answer.
import { tick } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import {
  asCommandError,
  commands,
  type ApiPlaces,
  type CredentialId,
  type PlaceField,
  type PlaceNoteShown,
  type SettingsWanted,
  type TriedApi,
  type TriedOne,
  type TrialPreview,
  type TrialShown,
} from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { apiNames } from '../../../words/apis'
import { plain } from '../../../words/rich'
import { answer } from '../../answer/answer.svelte'
import { vault } from '../../vault/vault.svelte'
import { request } from '../request.svelte'

const PREVIEW_QUIET_MS = 150

/** What is being tried: one API, or all three. */
type Trying = TriedApi | 'all'
/** What the response panel shows of it: a trial, the three at a glance, or one of them. */
type View = { one: TrialShown; all: TriedOne[] | null } | { one: null; all: TriedOne[] }

export const noPlaces = (): ApiPlaces => ({
  chosen: 'scapi',
  short_code: '',
  organization: '',
  scapi_scope: '',
  instance_host: '',
  ocapi_version: '',
  web_dav_host: '',
  other_url: '',
})

class Trial {
  places = $state(noPlaces())
  preview = $state.raw<TrialPreview | null>(null)
  /** What the response panel shows instead of the token; `null`: the token. */
  view = $state.raw<View | null>(null)
  /** Counts what arrived while the panel showed its credential. */
  arrivals = $state(0)
  /** The last trial of each API in this window with the open credential. */
  #last = $state.raw<ReadonlyMap<TriedApi, TrialShown>>(new Map())
  readonly #sending = new SvelteMap<CredentialId | null, { since: number; what: Trying }>()
  sending = $derived(this.#sending.get(request.credential) ?? null)
  /** Requests were sent with these places: from then on everything that is missing is shown. */
  tried = $state(false)
  /** The host that has to be confirmed. */
  question = $state<string | null>(null)
  /** The settings that something is to be added to. */
  merging = $state.raw<SettingsWanted | null>(null)
  /** Whether the whole request is shown. */
  showing = $state(false)

  /** Whether there is a token to try. It was wiped if secrets were locked. */
  hasToken = $derived(answer.last?.exchange.token != null && !answer.last.stored)
  last = $derived(this.#last.get(this.places.chosen) ?? null)

  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Another credential opens. */
  begin(places: ApiPlaces): void {
    this.places = { ...places }
    this.preview = null
    this.view = null
    this.#last = new Map()
    this.tried = false
    this.question = null
    this.merging = null
    this.showing = false
    this.#turn++
    void this.#load(request.credential)
  }

  async #load(credential: CredentialId | null): Promise<void> {
    try {
      const trials = await commands.lastTrials(credential)
      if (credential === request.credential)
        this.#last = new Map([...trials.map((it) => [it.api, it] as const), ...this.#last])
    } catch {
      // The person did not request it; nothing was tried, as far as the window shows.
    }
  }

  choose(api: TriedApi): void {
    this.places.chosen = api
    this.preview = null
    this.showing = false
  }

  /** Requests a new preview shortly. Only the latest counts. */
  schedulePreview(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#refresh()
    }, PREVIEW_QUIET_MS)
  }

  async #refresh(): Promise<void> {
    const turn = ++this.#turn
    const { credential } = request
    try {
      const places = $state.snapshot(this.places)
      const preview = await commands.previewTrial(credential, places.chosen, places, $state.snapshot(request.form))
      if (turn === this.#turn) this.preview = preview
    } catch {
      // The person did not request the preview, so its failure is not reported; the previous one stays.
    }
  }

  /** What is to be said about a field. What is missing is said once a request was sent. */
  notesAt(field: PlaceField | null): PlaceNoteShown[] {
    const notes = this.preview?.notes ?? []
    return notes.filter((shown) => shown.field === field && (this.tried || shown.note.code !== 'missing'))
  }

  /** Tries the token on the chosen API. */
  async send(confirmedHost: string | null = null): Promise<void> {
    if (this.sending || vault.unlocksFirst(async () => this.send(confirmedHost))) return
    this.tried = true
    this.question = null
    const api = this.places.chosen
    await this.#run(api, async (credential) => {
      const outcome = await commands.tryToken(
        credential,
        api,
        $state.snapshot(this.places),
        $state.snapshot(request.form),
        confirmedHost,
      )
      if (credential !== request.credential) return
      switch (outcome.outcome) {
        case 'sent':
          this.#show({ one: outcome.trial, all: null })
          break
        case 'not_sent':
          this.#notSent(outcome.notes)
          break
        case 'no_token':
          announce(m.trial_wiped())
          break
        case 'token_ended':
          announce(m.trial_ended())
          break
        case 'cancelled':
          announce(m.trial_cancelled())
      }
    })
  }

  /** Tries the token on all three. */
  async sendAll(): Promise<void> {
    if (this.sending || vault.unlocksFirst(async () => this.sendAll())) return
    await this.#run('all', async (credential) => {
      const all = await commands.tryAll(credential, $state.snapshot(this.places), $state.snapshot(request.form))
      if (credential !== request.credential) return
      if (all.some(({ outcome }) => outcome.outcome === 'cancelled')) announce(m.trial_cancelled())
      this.#show({ one: null, all })
    })
  }

  async #run(what: Trying, work: (credential: CredentialId | null) => Promise<void>): Promise<void> {
    const { credential } = request
    this.#sending.set(credential, { since: Date.now(), what })
    announce(what === 'all' ? m.trial_sending_all() : m.trial_sending({ api: apiNames[what]() }))
    try {
      await work(credential)
    } catch (reason) {
      // Secrets were locked in this moment.
      const error = asCommandError(reason)
      if (error.code === 'vault' && error.error.code === 'locked') vault.handle(error.error)
      else showError(reason)
    } finally {
      this.#sending.delete(credential)
      this.schedulePreview()
    }
  }

  #show(view: View): void {
    const trials = view.one
      ? [view.one]
      : view.all.flatMap(({ outcome }) => (outcome.outcome === 'sent' ? [outcome.trial] : []))
    this.#last = new Map([...this.#last, ...trials.map((it) => [it.api, it] as const)])
    this.view = view
    this.arrivals++
    void this.#announce(view)
  }

  async #announce({ one, all }: View): Promise<void> {
    let headline = m.trial_all_title()
    if (one) {
      const { trialHeadline } = await import('../../../words/api_findings')
      const server = { name: apiNames[one.api](), accountManager: false }
      const place = { api: one.api, server, scopes: request.scopes }
      headline = plain(trialHeadline({ ...one, finding: one.findings[0]?.finding ?? null }, place))
    } else {
      const opens = all.filter(({ outcome }) => outcome.outcome === 'sent' && outcome.trial.verdict === 'opens')
      headline = `${headline}. ${m.trial_all_sum({ opens: opens.length })}`
    }
    announce(m.trial_announced({ label: m.answer_label(), headline }))
  }

  /** Asks the person to confirm the host if that is all; otherwise leads to the first field. */
  #notSent(notes: PlaceNoteShown[]): void {
    const first = notes.find((shown) => shown.severity === 'error')
    if (first) return void this.goTo(first.field)
    for (const { note } of notes) if (note.code === 'not_commerce_host') this.question = note.host
  }

  /** Shows one of the three. */
  showOne(one: TrialShown): void {
    this.view = { one, all: this.view?.all ?? null }
  }

  /** Shows the three at a glance again, or the token. */
  back(): void {
    this.view = this.view?.one && this.view.all ? { one: null, all: this.view.all } : null
  }

  /** Brings the person to a field of an API, or to the choice. */
  async goTo(field: PlaceField | null = null, api: TriedApi = this.places.chosen): Promise<void> {
    if (api !== this.places.chosen) this.choose(api)
    await tick()
    const place = field && document.querySelector<HTMLElement>(`#place-${field}`)
    const target = place ?? document.querySelector<HTMLElement>('#step-trial input:checked')
    target?.focus()
    document.querySelector('#step-trial')?.scrollIntoView({ block: 'nearest' })
    target?.scrollIntoView({ block: 'nearest' })
  }

  async cancel(): Promise<void> {
    if (!this.sending) return
    try {
      await commands.cancelTrial(request.credential)
    } catch (reason) {
      showError(reason)
    }
  }
}

export const trial = new Trial()
