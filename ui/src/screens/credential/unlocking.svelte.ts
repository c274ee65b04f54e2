// State of the passphrase dialog for locked keys: asks for one after the other, until all are open or the person skips
// the rest. Each passphrase goes to the Rust side once and is then cleared here.
import { commands, type CredentialId, type LoadReport, type Locked } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'

class Unlocking {
  locked = $state<Locked[]>([])
  passphrase = $state('')
  shown = $state(false)
  busy = $state(false)
  /** What the person left locked. */
  leftLocked = $state<Locked[]>([])

  #tried = $state('')
  /** The credential that the keys are for. */
  #credential: CredentialId | null = null
  /** Increased each time the person leaves keys locked. */
  #turn = 0

  current = $derived(this.locked[0] ?? null)
  refused = $derived(this.current?.refused === true && this.passphrase === this.#tried)

  /** Called with the result of reading with a passphrase. */
  onread: (report: LoadReport) => void = () => {}
  /** Called with that result instead, if the person left the keys locked meanwhile. */
  onreadlate: (report: LoadReport) => void = () => {}
  /** Whether what was read is still needed when the person leaves keys locked. */
  stillNeeded: () => boolean = () => false

  /** Takes what is locked after reading for a credential; an empty list closes the dialog. */
  ask(credential: CredentialId | null, locked: Locked[]): void {
    this.#credential = credential
    this.leftLocked = []
    const before = this.current
    this.locked = locked
    const now = this.current
    const same = before !== null && now !== null && sameLock(before, now)
    // A refused passphrase stays in the field, so that it can be corrected.
    if (!same) this.#forget()
    if (now?.refused) announce(m.unlock_refused())
  }

  async unlock(): Promise<void> {
    const { current } = this
    if (this.busy || !current || this.passphrase === '') return
    this.busy = true
    const [credential, turn, tried] = [this.#credential, this.#turn, this.passphrase]
    try {
      const report = await commands.unlockKey(credential, $state.snapshot(current.lock), tried)
      // Another credential was opened meanwhile. Opened keys belong to this one, and what was left locked is dropped
      // there.
      if (credential !== this.#credential) {
        if (turn !== this.#turn) void this.#forgetThere(credential)
        return
      }
      if (turn === this.#turn) {
        this.#tried = tried
        this.onread(report)
      } else this.#readLate(report)
    } catch (reason) {
      if (credential !== this.#credential || turn !== this.#turn) return
      this.locked = []
      this.#forget()
      showError(reason)
    } finally {
      if (turn === this.#turn) this.busy = false
    }
  }

  /** Deriving a key cannot be interrupted. Shows what it opened after all, and asks for nothing else. */
  #readLate(report: LoadReport): void {
    this.leftLocked = this.leftLocked.filter((left) => report.locked.some((locked) => sameLock(left, locked)))
    this.onreadlate(report)
    if (report.locked.length === 0) {
      // A new reading may ask for the same key meanwhile.
      this.locked = []
      this.#forget()
    } else if (this.locked.length === 0) void this.#forgetThere(this.#credential)
  }

  async leave(): Promise<void> {
    this.#turn++
    this.busy = false
    this.leftLocked = this.locked
    this.locked = []
    this.#forget()
    if (!this.stillNeeded()) await this.#forgetThere(this.#credential)
  }

  /** Has the Rust side drop the locked keys and their passphrases. */
  async #forgetThere(credential: CredentialId | null): Promise<void> {
    try {
      await commands.forgetLockedKeys(credential)
    } catch (reason) {
      showError(reason)
    }
  }

  #forget(): void {
    this.passphrase = ''
    this.#tried = ''
    this.shown = false
  }
}

function sameLock(one: Locked, other: Locked): boolean {
  const [a, b] = [one.lock, other.lock]
  return a.source === b.source && a.place === b.place && a.form === b.form && a.entry === b.entry
}

export const unlocking = new Unlocking()
