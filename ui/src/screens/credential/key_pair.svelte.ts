// State of the open credential's key pair: its facts, making it, and changing it. The Rust side makes and judges keys;
// the private key itself is never here.
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import {
  commands,
  type CredentialId,
  type KeyPairFacts,
  type KeyPairOptions,
  type KeyStorage,
  type LoadReport,
  type MakeKeyPairOutcome,
  type NewKey,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { vault } from '../vault/vault.svelte'
import { keepFocus } from './key_pair/keep_focus'
import { reading } from './key_pair/reading.svelte'
import { newPair, type NewPair } from './new_pair.svelte'

type MakePair = (credential: CredentialId | null, options: KeyPairOptions) => Promise<MakeKeyPairOutcome>

const nothing: KeyPairFacts = {
  private_key: null,
  certificate: null,
  certificate_origin: null,
  belong_together: null,
  can_restore_previous: false,
  rotation: null,
}

const nowhere: KeyStorage = { home: { state: 'nothing' }, files: [] }

class KeyPairState {
  /** The credential that owns the key pair; `null` while nothing can be stored. */
  credential = $state<CredentialId | null>(null)
  /** Where the private key is stored between runs of the program. */
  storage = $state.raw<KeyStorage>(nowhere)
  /** When loading the stored key pair began (milliseconds since 1970); `null` once it is loaded. */
  openingSince = $state<number | null>(null)
  facts = $state<KeyPairFacts>(nothing)
  /** Key pairs being made, by credential: the kind of key, and the start in milliseconds since 1970. */
  readonly #makings = new SvelteMap<CredentialId | null, { key: NewKey; since: number }>()
  /** There is a private key, but it is sealed or in files that cannot be opened now. */
  unavailable = $derived(
    this.facts.private_key === null &&
      (this.storage.home.state === 'unavailable' || this.storage.home.state === 'files'),
  )
  making = $derived(this.#makings.get(this.credential) ?? null)
  makingFailed = $state(false)
  /** Credentials whose pair is being changed by `change`. */
  readonly #changings = new SvelteSet<CredentialId | null>()
  changing = $derived(this.#changings.has(this.credential))
  complete = $derived(this.facts.private_key !== null && this.facts.certificate !== null)
  empty = $derived(this.facts.private_key === null && this.facts.certificate === null)

  /** Called when the key pair has changed. */
  onchange: () => void = () => {}
  /** Called when the stored key pair has been loaded. */
  onopened: () => void = () => {}

  update(facts: KeyPairFacts): void {
    this.facts = facts
    this.onchange()
  }

  /** Another credential opens; its key pair is still loading. */
  begin(credential: CredentialId | null): void {
    this.credential = credential
    this.facts = nothing
    this.storage = nowhere
    this.openingSince = Date.now()
    this.makingFailed = false
    newPair.reset()
    reading.begin(credential)
  }

  /** The stored key pair has been loaded. */
  opened(facts: KeyPairFacts, storage: KeyStorage): void {
    this.openingSince = null
    this.facts = facts
    this.storage = storage
    if ('error' in storage.home) vault.handle(storage.home.error)
    this.onopened()
  }

  /** A private key was stored, or could not be. */
  stored(credential: CredentialId, facts: KeyPairFacts, storage: KeyStorage): void {
    if (credential === this.credential) this.opened(facts, storage)
  }

  /** Makes a new pair with the options: the first one, or with another command one that replaces the current pair. */
  async generate(wanted: NewPair = newPair, make: MakePair = commands.makeKeyPair): Promise<void> {
    if (this.making) return
    const { credential } = this
    this.#makings.set(credential, { key: wanted.key, since: Date.now() })
    this.makingFailed = false
    wanted.problems = []
    wanted.open = false
    reading.report = null
    try {
      const outcome = await make(credential, $state.snapshot(wanted.options))
      // Another credential was opened meanwhile. The new pair belongs to this one.
      if (credential !== this.credential) return
      switch (outcome.outcome) {
        case 'made':
          reading.pasted = ''
          this.update(outcome.key_pair)
          announce(m.key_made())
          break
        case 'invalid':
          void wanted.refuse(outcome.problems)
          break
        case 'cancelled':
          announce(m.key_making_cancelled())
          break
        case 'failed':
          this.makingFailed = true
      }
    } catch (reason) {
      showError(reason)
    } finally {
      this.#makings.delete(credential)
      void keepFocus()
    }
  }

  async cancelMaking(): Promise<void> {
    await attempt(() => commands.cancelMakingKeyPair(this.credential))
  }

  /** Takes the result of reading files or text. */
  handleReport({ took_private_key, took_certificate, key_pair }: LoadReport): void {
    if (!took_private_key && !took_certificate) return
    this.update(key_pair)
    if (took_private_key && took_certificate) announce(m.key_both_read())
    else announce(took_private_key ? m.key_read() : m.key_certificate_read())
  }

  /**
   * Runs a command that changes the pair, and shows the result if the same credential is still open. A second call
   * while it runs does nothing: it would undo the first.
   */
  async change(
    command: (credential: CredentialId | null) => Promise<KeyPairFacts>,
    done: string | null = null,
  ): Promise<void> {
    if (this.changing) return
    const { credential } = this
    this.#changings.add(credential)
    await attempt(async () => {
      const facts = await command(credential)
      if (credential !== this.credential) return
      this.update(facts)
      if (done !== null) announce(done)
    })
    this.#changings.delete(credential)
  }

  async replace(): Promise<void> {
    await this.change(commands.removeKeyPair)
    reading.report = null
    void keepFocus()
  }

  /** Deletes the stored key of a pair that was removed. */
  async deleteStored(): Promise<void> {
    const { credential } = this
    if (credential === null) return
    await attempt(async () => {
      await commands.forgetKeyPair(credential)
      announce(m.kept_forgotten())
    })
    void keepFocus()
  }

  async restore(): Promise<void> {
    await this.change(commands.restoreKeyPair, m.key_restored())
    reading.report = null
    void keepFocus()
  }

  /** Loads the facts again: they may have changed on the Rust side, because a token proves the new key. */
  async refresh(): Promise<void> {
    const { credential } = this
    await attempt(async () => {
      const facts = await commands.currentKeyPair(credential)
      if (credential === this.credential) this.facts = facts
    })
  }
}

export const keyPair = new KeyPairState()

async function attempt(command: () => Promise<unknown>): Promise<void> {
  try {
    await command()
  } catch (reason) {
    showError(reason)
  }
}
