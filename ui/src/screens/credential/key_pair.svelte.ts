// The key pair of the open credential: what it is, making it, and changing it. Making and judging keys is the Rust side's;
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
  unsaved: null,
  can_restore_previous: false,
  rotation: null,
}

const nowhere: KeyStorage = { home: { state: 'nothing' }, files: [] }

class KeyPairState {
  /** The credential that it belongs to; `null` while nothing can be stored. */
  credential = $state<CredentialId | null>(null)
  /** Where the private key is between two starts of the program. */
  storage = $state.raw<KeyStorage>(nowhere)
  /** What is stored of it is not here yet, since then (milliseconds since 1970). */
  openingSince = $state<number | null>(null)
  facts = $state<KeyPairFacts>(nothing)
  /** The key pairs that are being made, by credential: what kind, and since when (milliseconds since 1970). */
  readonly #makings = new SvelteMap<CredentialId | null, { key: NewKey; since: number }>()
  /** There is a private key, but not here: sealed, or in files, and not to be opened now. */
  unavailable = $derived(
    this.facts.private_key === null &&
      (this.storage.home.state === 'unavailable' || this.storage.home.state === 'files'),
  )
  making = $derived(this.#makings.get(this.credential) ?? null)
  makingFailed = $state(false)
  /** The credentials whose pair is just being changed by `change`. */
  readonly #changings = new SvelteSet<CredentialId | null>()
  changing = $derived(this.#changings.has(this.credential))
  complete = $derived(this.facts.private_key !== null && this.facts.certificate !== null)
  empty = $derived(this.facts.private_key === null && this.facts.certificate === null)

  /** Called after the key pair became another. */
  onchange: () => void = () => {}
  /** Called when what is stored of it is here. */
  onopened: () => void = () => {}

  take(facts: KeyPairFacts): void {
    this.facts = facts
    this.onchange()
  }

  /** Another credential is opened; its key pair will follow. */
  begin(credential: CredentialId | null): void {
    this.credential = credential
    this.facts = nothing
    this.storage = nowhere
    this.openingSince = Date.now()
    this.makingFailed = false
    newPair.reset()
    reading.begin(credential)
  }

  /** The key pair of the opened credential is here. */
  opened(facts: KeyPairFacts, storage: KeyStorage): void {
    this.openingSince = null
    this.facts = facts
    this.storage = storage
    if ('error' in storage.home) vault.met(storage.home.error)
    this.onopened()
  }

  /** What became of the private key of a credential: sealed, or why not. */
  stored(credential: CredentialId, facts: KeyPairFacts, storage: KeyStorage): void {
    if (credential === this.credential) this.opened(facts, storage)
  }

  /** Makes a new pair as wanted: the first, or with another command one in the place of the current. */
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
      // Another credential was opened meanwhile; the key pair is with this one.
      if (credential !== this.credential) return
      switch (outcome.outcome) {
        case 'made':
          reading.pasted = ''
          this.take(outcome.key_pair)
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

  /** A reading brought these. */
  took({ took_private_key, took_certificate, key_pair }: LoadReport): void {
    if (!took_private_key && !took_certificate) return
    this.take(key_pair)
    if (took_private_key && took_certificate) announce(m.key_both_read())
    else announce(took_private_key ? m.key_read() : m.key_certificate_read())
  }

  /**
   * Does something with the pair of the open credential; what came of it is shown where that is still open. Pressed
   * twice it is done once: a second time would undo the first, or find nothing there any more.
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
      this.take(facts)
      if (done !== null) announce(done)
    })
    this.#changings.delete(credential)
  }

  async replace(): Promise<void> {
    await this.change(commands.removeKeyPair)
    reading.report = null
    void keepFocus()
  }

  /** What is stored of a pair that was put aside goes as well. */
  async forget(): Promise<void> {
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

  /** What is known of the pair may have changed on the Rust side: a token that arrived proves the new key. */
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
