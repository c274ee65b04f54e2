// Passphrases for what was read and is locked: one after the other, until all is open or the person leaves it. A
// passphrase goes to the Rust side once and is forgotten here.
import { commands, type CredentialId, type LoadReport, type Locked } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'

class Unlocking {
  locked = $state<Locked[]>([])
  passphrase = $state('')
  shown = $state(false)
  busy = $state(false)
  /** What the person left locked. */
  left = $state<Locked[]>([])

  #tried = $state('')
  /** The credential that was read for. */
  #credential: CredentialId | null = null
  /** Another with each time that the person leaves it locked. */
  #turn = 0

  current = $derived(this.locked[0] ?? null)
  refused = $derived(this.current?.refused === true && this.passphrase === this.#tried)

  /** Called with what a reading with a passphrase brought. */
  onread: (report: LoadReport) => void = () => {}
  /** Called with the same when the person has left it locked meanwhile. */
  onreadlate: (report: LoadReport) => void = () => {}

  /** A reading for a credential ended with these locked; none: nothing to ask (any more). */
  ask(credential: CredentialId | null, locked: Locked[]): void {
    this.#credential = credential
    this.left = []
    const before = this.current
    this.locked = locked
    const now = this.current
    const same = before !== null && now !== null && sameLock(before, now)
    // A passphrase that was refused stays, to be looked at and corrected.
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
      // Another credential was opened meanwhile; what was unlocked is with its own, and what was left is left there.
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

  /** Hashing is not interrupted: what was opened by it all the same is shown, and what was not is asked for no more. */
  #readLate(report: LoadReport): void {
    this.left = this.left.filter((left) => report.locked.some((locked) => sameLock(left, locked)))
    this.onreadlate(report)
    if (report.locked.length === 0) {
      // It may have been asked for again meanwhile.
      this.locked = []
      this.#forget()
    } else if (this.locked.length === 0) void this.#forgetThere(this.#credential)
  }

  async leave(): Promise<void> {
    this.#turn++
    this.busy = false
    this.left = this.locked
    this.locked = []
    this.#forget()
    await this.#forgetThere(this.#credential)
  }

  /** The Rust side forgets what is locked, and the passphrases for it. */
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
