// State of the practice Account Manager: whether it runs, its API clients, the open form, and the faults switched on.
// The Rust side decides everything about it.
import {
  commands,
  type ApiClientForm,
  type ApiClientProblem,
  type ApiClientShown,
  type Faults,
  type InstanceFaults,
  type PracticeSettings,
  type PracticeState,
  type SaveApiClientOutcome,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { keyPair } from '../credential/key_pair.svelte'
import { request } from '../credential/request.svelte'
import { clientSecrets } from '../credential/request/secrets/client_secrets.svelte'
import { secrets } from '../credential/request/secrets/secrets.svelte'
import { ticks } from '../credential/ticks.svelte'
import { credentials } from '../rail/credentials.svelte'
import { screens } from '../screens.svelte'
import { vault } from '../vault/vault.svelte'

const noFaults: Faults = {
  another_certificate: false,
  stray_characters: false,
  inactive: false,
  other_auth_method: false,
  clock_minutes: 0,
  strict_audience: false,
  scope_not_allowed: false,
  gateway: 'nobody',
  header: 'intact',
  instance: { grant: 'nothing', token_not_accepted: false, ocapi: 'nothing' },
}

class Practice {
  known = $state.raw<PracticeState>({
    running_at: null,
    api_clients: [],
    instance: {
      form: { ocapi_settings: '', webdav_permissions: '', login: '' },
      has_access_key: false,
      can_copy_access_key: false,
    },
    settings: { wording: 'as_of_2026', faults: noFaults },
    not_stored: null,
  })
  /** Client ID of the API client whose form is open. */
  openId = $state<string | null>(null)
  form = $state<ApiClientForm | null>(null)
  problems = $state.raw<ApiClientProblem[]>([])
  /** The form was saved and has not been changed since. */
  saved = $state(false)
  busy = $state(false)

  /** Called when the state has been loaded or has changed. */
  onknown: () => void = () => {}

  /** Settles when the last change of the settings is stored, or refused. */
  #changing: Promise<unknown> = Promise.resolve()

  on = $derived(this.known.running_at !== null)
  client = $derived(this.known.api_clients.find((client) => client.client_id === this.openId) ?? null)
  faults = $derived(this.known.settings.faults)
  hasFaults = $derived(JSON.stringify(this.faults) !== JSON.stringify(noFaults))

  /** Shows what the Rust side says. */
  take(known: PracticeState): void {
    this.known = known
    if (this.client === null) this.open(known.api_clients.at(0)?.client_id ?? null)
    this.onknown()
  }

  async #run(command: () => Promise<PracticeState>): Promise<boolean> {
    try {
      this.take(await command())
      return true
    } catch (reason) {
      showError(reason)
      return false
    }
  }

  /** Loads the state, with what is stored. Not before somebody wants to see or use it. */
  async load(): Promise<void> {
    await this.#run(commands.practiceState)
  }

  /** Loads the state again, after everything was deleted. */
  async reset(): Promise<void> {
    if (this.on || this.known.api_clients.length > 0) await this.load()
  }

  async start(): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const started = await this.#run(commands.startPractice)
    this.busy = false
    if (started) announce(m.practice_running({ address: this.known.running_at ?? '' }))
    return started
  }

  async stop(): Promise<void> {
    if (await this.#run(commands.stopPractice)) announce(m.practice_off())
  }

  /** The form was changed. */
  changed(): void {
    this.saved = false
  }

  /** The problems of one field, selected by their codes. */
  problemsOf(codes: readonly ApiClientProblem['code'][]): ApiClientProblem[] {
    return this.problems.filter((problem) => codes.includes(problem.code))
  }

  /** Whether the form has unsaved changes. */
  get typed(): boolean {
    return (
      this.form !== null && this.client !== null && JSON.stringify(this.form) !== JSON.stringify(formOf(this.client))
    )
  }

  /** Saves unsaved changes before another API client is opened. Returns whether there are none left. */
  async #saveTyped(): Promise<boolean> {
    // Again for what is typed during a save.
    while (this.typed) if (!(await this.save())) return false
    return true
  }

  /** Opens the form of another API client, unless unsaved changes cannot be saved. */
  async choose(clientId: string): Promise<void> {
    if (await this.#saveTyped()) this.open(clientId)
  }

  /** Opens the form of an API client as saved. */
  open(clientId: string | null): void {
    this.openId = clientId
    const client = this.known.api_clients.find((client) => client.client_id === clientId)
    this.form = client ? formOf(client) : null
    this.problems = []
    this.saved = false
  }

  async add(): Promise<boolean> {
    if (!(await this.#saveTyped())) return false
    const added = await this.#saving(commands.addApiClient)
    if (added) announce(m.practice_added())
    return added
  }

  async save(): Promise<boolean> {
    const { form, openId } = this
    if (!form || openId === null) return false
    const saved = await this.#saving(() => commands.saveApiClient(openId, $state.snapshot(form)))
    if (saved) announce(m.practice_saved())
    return saved
  }

  async #saving(command: () => Promise<SaveApiClientOutcome>): Promise<boolean> {
    const { openId } = this
    const before = JSON.stringify(this.form)
    try {
      const outcome = await command()
      const same = this.openId === openId
      if (outcome.outcome === 'invalid') {
        if (!same) return false
        this.problems = outcome.problems
        // A private key must not stay in the page any longer.
        if (this.form && this.problems.some(({ code }) => code === 'public_key_is_private')) {
          this.form.public_key = this.client?.public_key ?? ''
        }
        return false
      }
      const unchanged = same && JSON.stringify(this.form) === before
      this.take(outcome.state)
      if (outcome.client_id !== openId) {
        // What was typed meanwhile is saved before the form of the added API client opens.
        if (!(await this.#saveTyped())) return false
      } else if (!unchanged) {
        // What was typed meanwhile stays, as does another form that was opened.
        if (same) this.problems = []
        return true
      }
      this.open(outcome.client_id)
      this.saved = true
      return true
    } catch (reason) {
      showError(reason)
      return false
    }
  }

  async remove(): Promise<boolean> {
    const { openId } = this
    if (openId === null || !(await this.#run(() => commands.deleteApiClient(openId)))) return false
    announce(m.practice_deleted())
    return true
  }

  /** Inserts the certificate of the open credential into the form. */
  useCertificate(): void {
    if (!this.form || !keyPair.facts.certificate) return
    this.form.public_key = keyPair.facts.certificate.pem
    this.saved = false
  }

  async change(change: Partial<PracticeSettings>): Promise<boolean> {
    return this.#change((settings) => ({ ...settings, ...change }))
  }

  async setFaults(change: Partial<Faults>): Promise<boolean> {
    return this.#change((settings) => ({ ...settings, faults: { ...settings.faults, ...change } }))
  }

  async setInstanceFaults(change: Partial<InstanceFaults>): Promise<boolean> {
    return this.#change((settings) => ({
      ...settings,
      faults: { ...settings.faults, instance: { ...settings.faults.instance, ...change } },
    }))
  }

  async clearFaults(): Promise<boolean> {
    return this.change({ faults: noFaults })
  }

  /** All settings are sent with each change, so a change waits until those before it are stored. */
  #change(change: (settings: PracticeSettings) => PracticeSettings): Promise<boolean> {
    const store = () => this.#run(() => commands.setPracticeSettings(change(this.known.settings)))
    const stored = this.#changing.then(store)
    this.#changing = stored
    return stored
  }

  /** Makes the open credential one for a new API client, and gives it that client's secret. */
  async practiseWithSecret(): Promise<boolean> {
    if (this.busy || vault.unlocksFirst(() => this.practiseWithSecret())) return false
    this.busy = true
    try {
      await clientSecrets.flush()
      const { credential } = request
      const outcome = await commands.addApiClientWithSecret(credential, secrets.placement)
      if (outcome.outcome === 'invalid') return false
      this.take(outcome.state)
      if (credential !== request.credential) return false
      request.practise(outcome.client_id)
      ticks.finishPractice()
      await clientSecrets.given()
      announce(m.practice_added())
      return true
    } catch (reason) {
      showError(reason)
      return false
    } finally {
      this.busy = false
    }
  }

  /** Creates a credential for the open API client and opens it. Other credentials stay as they are. */
  async makeCredential(): Promise<boolean> {
    const { openId } = this
    if (openId === null || !(await this.#saveTyped())) return false
    // The open credential may be for this API client already.
    if (!request.practising || request.apiKey !== openId) {
      if (!(await credentials.openBlank())) return false
      request.practise(openId)
    }
    await screens.go('credential')
    return true
  }
}

function formOf(client: ApiClientShown): ApiClientForm {
  const { display_name, public_key, auth_method, token_format, authentication_type, active, allowed_scopes, roles } =
    client
  return {
    display_name,
    password: null,
    public_key,
    auth_method,
    token_format,
    authentication_type,
    active,
    allowed_scopes,
    roles: roles.map((role) => ({ ...role })),
  }
}

export const practice = new Practice()
