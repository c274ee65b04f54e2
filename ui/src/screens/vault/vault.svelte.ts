// What protects the secrets, and the questions about it: how to keep them where there is no keychain, and the
// passphrase that opens them. Sealing is the Rust side's.
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
  /** Nothing protects secrets yet, and the keychain cannot. */
  | { kind: 'choose'; keychain: KeychainError }
  /** They are sealed with a passphrase that was not given yet. */
  | { kind: 'unlock' }
  /** The person wants a passphrase (another one). */
  | { kind: 'passphrase' }

class Vault {
  state = $state.raw<VaultState | null>(null)
  question = $state.raw<VaultQuestion | null>(null)
  /** The credentials whose sealed secrets shall be forgotten, while that is asked. */
  forgetting = $state.raw<CredentialId[] | null>(null)
  busy = $state(false)
  /** Why the answer to the question was not taken. */
  refused = $state.raw<VaultError | null>(null)
  /** What is typed as the answer, and once more; neither is kept longer than its question. */
  passphrase = $state('')
  repeated = $state('')
  /** An answer was given: what is missing in it is said from then on. */
  tried = $state(false)
  /** Called when secrets may be kept or opened that could not be before. */
  onopened: () => void = () => {}

  /** Asks by itself only once: whoever put the question away is not asked again for each credential. */
  readonly #asked = new Set<VaultQuestion['kind']>()

  async load(): Promise<void> {
    try {
      this.state = await commands.vaultState()
    } catch (reason) {
      showError(reason)
    }
  }

  /**
   * A secret could not be kept or opened. The passphrase is asked for by itself, once; how to keep secrets is a question
   * that stands beside the key pair and keeps nobody from working.
   */
  met(error: VaultError): void {
    const question = questionFor(error)
    if (question?.kind === 'unlock' && !this.#asked.has(question.kind)) this.ask(question)
  }

  /** The person wants to use a secret that could not be opened: asks again. */
  again(error: VaultError): void {
    const question = questionFor(error)
    if (question) this.ask(question)
  }

  ask(question: VaultQuestion): void {
    this.#asked.add(question.kind)
    this.#forgetTyped()
    this.refused = null
    this.question = question
  }

  putAway(): void {
    this.#forgetTyped()
    this.question = null
    this.forgetting = null
    this.refused = null
  }

  #forgetTyped(): void {
    this.passphrase = ''
    this.repeated = ''
    this.tried = false
  }

  unlock(passphrase: string): Promise<boolean> {
    return this.#try(() => commands.unlockVault(passphrase), m.vault_unlocked())
  }

  protectWithPassphrase(passphrase: string): Promise<boolean> {
    return this.#try(() => commands.protectWithPassphrase(passphrase), m.vault_protected())
  }

  protectWithKeychain(): Promise<boolean> {
    return this.#try(() => commands.protectWithKeychain(), m.vault_protected())
  }

  keepForSession(): Promise<boolean> {
    return this.#try(() => commands.storeForSessionOnly(), m.vault_session_only())
  }

  /** What is sealed cannot be opened any more: asks whether it shall be forgotten. */
  async askToBeginAnew(): Promise<void> {
    this.putAway()
    try {
      this.forgetting = await commands.credentialsWithSecrets()
    } catch (reason) {
      showError(reason)
    }
  }

  beginAnew(): Promise<boolean> {
    return this.#try(() => commands.forgetSealed(), m.vault_begun_anew())
  }

  async #try(command: () => Promise<VaultState>, done: string): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.refused = null
    try {
      this.state = await command()
      this.putAway()
      announce(done)
      this.onopened()
      return true
    } catch (reason) {
      const error = asCommandError(reason)
      if (error.code === 'vault') this.refused = error.error
      else showError(reason)
      return false
    } finally {
      this.busy = false
    }
  }
}

export const vault = new Vault()

/** Whether what is sealed will hardly ever open again. */
export function isLost({ code }: VaultError): boolean {
  return code === 'key_missing' || code === 'key_is_another' || code === 'how_sealed_lost'
}

/** The question that helps against a error, if one does. */
export function questionFor(error: VaultError): VaultQuestion | null {
  if (error.code === 'needs_choice') return { kind: 'choose', keychain: error.keychain }
  if (error.code === 'needs_passphrase') return { kind: 'unlock' }
  return null
}
