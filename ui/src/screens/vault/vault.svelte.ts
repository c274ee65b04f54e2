// State of the vault: what protects the secrets, and the dialog about it. The Rust side seals and opens them.
import {
  asCommandError,
  commands,
  type CredentialId,
  type KeychainError,
  type VaultState,
  type VaultError,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'

export type VaultQuestion =
  /** Nothing protects secrets yet, and the keychain is unavailable. */
  | { kind: 'choose'; keychain: KeychainError }
  /** The secrets are sealed with a passphrase that has not been given yet. */
  | { kind: 'unlock' }
  /** The person wants to set or change the passphrase. */
  | { kind: 'passphrase' }

class Vault {
  state = $state.raw<VaultState | null>(null)
  /** What opens the secrets again, while they are locked. */
  locked = $derived(this.state?.state === 'locked' ? this.state : null)
  question = $state.raw<VaultQuestion | null>(null)
  /** The credentials whose sealed secrets would be forgotten, while the person decides that. */
  forgetting = $state.raw<CredentialId[] | null>(null)
  busy = $state(false)
  /** Why the last attempt failed. */
  error = $state.raw<VaultError | null>(null)
  /** The typed passphrase and its repetition; both are cleared when the dialog closes. */
  passphrase = $state('')
  repeated = $state('')
  /** The form was submitted once: from then on it shows what is missing. */
  submitted = $state(false)
  /** Called when secrets can be stored or opened that could not be before. */
  onopened: () => void | Promise<void> = () => {}
  /** What the person wanted to do when secrets were locked. */
  #then: (() => unknown) | null = null

  /** Questions that were already asked, so that a closed dialog does not open again for each credential. */
  readonly #alreadyAsked = new Set<VaultQuestion['kind']>()

  async load(): Promise<void> {
    try {
      this.state = await commands.vaultState()
    } catch (reason) {
      showError(reason)
    }
  }

  /**
   * Handles a secret that could not be stored or opened. The dialog for the passphrase opens once; the choice of a
   * protection is only offered beside the key pair, so that it interrupts nobody.
   */
  handle(error: VaultError): void {
    if (error.code === 'locked') {
      // The bar above the page says it, so nobody is interrupted.
      this.state = { state: 'locked', protection: error.protection }
      return
    }
    const question = questionFor(error)
    if (question?.kind === 'unlock' && !this.#alreadyAsked.has(question.kind)) this.ask(question)
  }

  /** Asks again, because the person wants to use a secret that could not be opened. */
  askAgain(error: VaultError): void {
    const question = questionFor(error)
    if (question) this.ask(question)
  }

  /** Whether `act` has to wait: secrets are locked, and the person is asked to unlock them. It runs after that. */
  unlocksFirst(act: () => unknown): boolean {
    if (!this.locked) return false
    this.ask({ kind: 'unlock' }, act)
    return true
  }

  /** Unlocks at once if no passphrase is needed. */
  async unlockNow(): Promise<void> {
    if (this.locked?.protection === 'passphrase') this.ask({ kind: 'unlock' })
    else if (!(await this.unlockWithoutPassphrase())) {
      const { error } = this
      this.ask({ kind: 'unlock' })
      this.error = error
    }
  }

  /** Opens the dialog. `then` runs once the person has answered. */
  ask(question: VaultQuestion, then: (() => unknown) | null = null): void {
    this.#alreadyAsked.add(question.kind)
    this.#then = then
    this.#forgetTyped()
    this.error = null
    this.question = question
  }

  close(): void {
    this.#then = null
    this.#forgetTyped()
    this.question = null
    this.forgetting = null
    this.error = null
  }

  #forgetTyped(): void {
    this.passphrase = ''
    this.repeated = ''
    this.submitted = false
  }

  unlock(passphrase: string): Promise<boolean> {
    return this.#try(() => commands.unlockVault(passphrase), m.vault_unlocked())
  }

  unlockWithoutPassphrase(): Promise<boolean> {
    return this.#try(() => commands.unlockWithoutPassphrase(), m.vault_unlocked())
  }

  protectWithPassphrase(passphrase: string): Promise<boolean> {
    return this.#try(() => commands.protectWithPassphrase(passphrase), m.vault_protected())
  }

  protectWithKeychain(): Promise<boolean> {
    return this.#try(() => commands.protectWithKeychain(), m.vault_protected())
  }

  storeForSession(): Promise<boolean> {
    return this.#try(() => commands.storeForSessionOnly(), m.vault_session_only())
  }

  /** Asks whether to forget the sealed secrets, because they cannot be opened. */
  async askToForgetSealed(): Promise<void> {
    this.close()
    try {
      this.forgetting = await commands.credentialsWithSecrets()
    } catch (reason) {
      showError(reason)
    }
  }

  forgetSealed(): Promise<boolean> {
    return this.#try(() => commands.forgetSealed(), m.vault_started_over())
  }

  async #try(command: () => Promise<VaultState>, done: string): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.error = null
    try {
      this.state = await command()
      const then = this.#then
      this.close()
      announce(done)
      const opened = this.onopened()
      if (then) void Promise.resolve(opened).then(then)
      return true
    } catch (reason) {
      const error = asCommandError(reason)
      if (error.code === 'vault') this.error = error.error
      else showError(reason)
      return false
    } finally {
      this.busy = false
    }
  }
}

export const vault = new Vault()

/** Whether sealed secrets will most likely never open again. */
export function isLost({ code }: VaultError): boolean {
  return code === 'key_missing' || code === 'key_is_another' || code === 'how_sealed_lost'
}

/** The question whose answer would solve an error, if there is one. */
export function questionFor(error: VaultError): VaultQuestion | null {
  if (error.code === 'needs_choice') return { kind: 'choose', keychain: error.keychain }
  if (error.code === 'needs_passphrase' || error.code === 'locked') return { kind: 'unlock' }
  return null
}
