// State of the open credential's secrets: which there are, where they are stored, and what the person is typing. Rust has
// the secrets; one is here only while the person looks at it.
import { SvelteMap } from 'svelte/reactivity'
import {
  asCommandError,
  commands,
  type AuthMethod,
  type ClientSecretKind,
  type ClientSecretShown,
  type CredentialId,
  type SecretCorrection,
} from '../../../../backend'
import { announce, showError } from '../../../../parts/notices.svelte'
import { m } from '../../../../words'
import { vault } from '../../../vault/vault.svelte'

/** The pause in typing after which a secret is stored. */
const PAUSE_MS = 400

/** What was typed and Rust does not have yet. */
interface Typed {
  credential: CredentialId | null
  kind: ClientSecretKind
  text: string
}

class ClientSecretsState {
  /** Increased each time another credential opens, whose fields begin empty. */
  turn = $state(0)
  #credential: CredentialId | null = null
  #shown = $state.raw<ClientSecretShown[]>([])
  /** Secrets that the person looks at. */
  readonly revealed = new SvelteMap<ClientSecretKind, string>()

  /** Called when there may be other secrets than before. */
  onchange: () => void = () => {}

  /** In the order in which they were typed; only the last text of each secret. */
  #typed: Typed[] = []
  #isSending = false
  /** Fulfilled once what was being sent has arrived. */
  #sent = Promise.resolve()
  /** Credentials with secrets that Rust has not been told to store. */
  readonly #unstored = new Set<CredentialId>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Another credential opens. Its secrets are opened if its method needs them. */
  begin(credential: CredentialId | null, method: AuthMethod): void {
    this.turn++
    this.#credential = credential
    this.#shown = []
    this.revealed.clear()
    if (method !== 'signed_jwt') void this.load()
  }

  /** What was typed without a credential belongs to this one now. */
  adopted(credential: CredentialId): void {
    this.#credential = credential
    this.#unstored.add(credential)
    this.#storeSoon()
  }

  /** Opens the stored secrets, or shows where they are now. This can take long: secrets may have to be unlocked first. */
  async load(): Promise<void> {
    const credential = this.#credential
    try {
      this.#take(credential, await commands.clientSecrets(credential))
    } catch (reason) {
      showError(reason)
    }
  }

  /** Secrets were locked: shows none of them any more. */
  lock(): void {
    this.revealed.clear()
    if (this.#shown.length > 0) void this.load()
  }

  /** Secrets can be opened or stored that could not be before. */
  async reopen(): Promise<void> {
    if (this.#shown.length > 0) await this.load()
  }

  #take(credential: CredentialId | null, shown: ClientSecretShown[]): void {
    if (credential !== this.#credential) return
    this.#shown = shown
    const failed = shown.find(({ home }) => 'error' in home)?.home
    if (failed && 'error' in failed) vault.handle(failed.error)
    this.onchange()
  }

  /** What is known of a secret; `null` while it is not known. */
  of(kind: ClientSecretKind): ClientSecretShown | null {
    return this.#shown.find((secret) => secret.kind === kind) ?? null
  }

  /** Whether there is a secret that can be used now. */
  has(kind: ClientSecretKind): boolean {
    return this.of(kind)?.characters != null
  }

  /** The person types a secret. */
  type(kind: ClientSecretKind, text: string): void {
    this.revealed.delete(kind)
    const credential = this.#credential
    this.#typed = this.#typed.filter((typed) => typed.credential !== credential || typed.kind !== kind)
    this.#typed.push({ credential, kind, text })
    this.#send()
  }

  /** Sends what was typed, one text after the other, so that an older one never replaces a newer one. */
  #send(): void {
    if (!this.#isSending) this.#sent = this.#sendAll()
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true
    try {
      // More may be typed while the result is read.
      while (this.#typed.length > 0) {
        if (!(await this.#sendTyped())) return
        await this.load()
      }
      this.#storeSoon()
    } finally {
      // At once after the last look at what was typed: nothing can be typed in between.
      this.#isSending = false
    }
  }

  /** Returns whether everything was sent. If secrets were locked in this moment, it waits until they are unlocked. */
  async #sendTyped(): Promise<boolean> {
    for (let typed = this.#typed[0]; typed; typed = this.#typed[0]) {
      try {
        await commands.typeClientSecret(typed.credential, typed.kind, typed.text)
        if (typed.credential !== null) this.#unstored.add(typed.credential)
      } catch (reason) {
        const error = asCommandError(reason)
        if (error.code === 'vault' && vault.unlocksFirst(() => this.#send())) return false
        showError(reason)
      }
      this.#typed = this.#typed.filter((other) => other !== typed)
    }
    return true
  }

  #storeSoon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS)
  }

  /** Has Rust take and store what was typed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    while (this.#isSending) await this.#sent
    for (const id of [...this.#unstored]) {
      this.#unstored.delete(id)
      try {
        this.#take(id, await commands.storeClientSecrets(id))
      } catch (reason) {
        showError(reason)
      }
    }
  }

  /** Removes what was copied along with a secret. */
  async correct(kind: ClientSecretKind, correction: SecretCorrection): Promise<void> {
    const credential = this.#credential
    await this.flush()
    try {
      await commands.correctClientSecret(credential, kind, correction)
      if (credential !== null) this.#unstored.add(credential)
      this.revealed.delete(kind)
      await this.flush()
    } catch (reason) {
      showError(reason)
    }
    await this.load()
  }

  /** Rust has another secret for the open credential, which nobody typed. */
  async given(): Promise<void> {
    if (this.#credential !== null) this.#unstored.add(this.#credential)
    await this.flush()
    await this.load()
  }

  async reveal(kind: ClientSecretKind): Promise<void> {
    if (vault.unlocksFirst(() => this.reveal(kind))) return
    const { turn } = this
    await this.flush()
    try {
      const text = await commands.revealClientSecret(this.#credential, kind)
      if (turn === this.turn) this.revealed.set(kind, text)
    } catch (reason) {
      showError(reason)
    }
  }

  async remove(kind: ClientSecretKind): Promise<void> {
    this.type(kind, '')
    await this.flush()
    announce(m.secret_removed())
  }
}

export const clientSecrets = new ClientSecretsState()
