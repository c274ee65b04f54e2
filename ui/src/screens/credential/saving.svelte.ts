// Saves what is typed: after a short pause in typing, and at once before a request is sent, another credential opens or
// the window closes. A draft that could not be saved is retried. Drafts go to the store one after the other, so that an
// older one never overwrites a newer one.
import { asCommandError, commands, type CommandError, type CredentialId, type Draft } from '../../backend'
import { announce } from '../../parts/notices.svelte'
import { m } from '../../words'
import { imported } from '../import/imported.svelte'

const PAUSE_MS = 250
/** The longest delay, for typing without a pause. */
const MAX_DELAY_MS = 1000
const RETRY_MS = 4000

class Saving {
  /** Why the last attempt failed; `null` when everything is saved. */
  error = $state.raw<CommandError | null>(null)

  /** The person wants to close the window, but something is not saved. */
  closeRequested = $state(false)

  /** The latest unsaved draft of each credential. */
  readonly #drafts = new Map<CredentialId, Draft>()
  /** When the oldest change that no attempt has included was made. */
  #since: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null

  /** Saves a draft soon. */
  schedule(id: CredentialId, draft: Draft): void {
    imported.changed(id)
    this.#drafts.set(id, draft)
    this.#since ??= Date.now()
    // After a failure a retry is scheduled already, and typing must not delay it.
    if (!this.error) this.#plan(Math.min(PAUSE_MS, Math.max(0, this.#since + MAX_DELAY_MS - Date.now())))
  }

  /** The unsaved draft of a credential, which is newer than the store's. */
  unsaved(id: CredentialId): Draft | undefined {
    return this.#drafts.get(id)
  }

  /** Drops the draft of a deleted credential. */
  forget(id: CredentialId): void {
    this.#drafts.delete(id)
  }

  /** Drops all drafts. */
  forgetAll(): void {
    clearTimeout(this.#timer)
    this.#since = null
    this.#drafts.clear()
    this.error = null
  }

  /** Deletes everything in the store, and then the drafts, which stay if it fails. Saves nothing meanwhile. */
  async deleteEverything<Result>(deletion: () => Promise<Result>): Promise<Result> {
    while (this.#running) await this.#running
    // Takes the place of a save, so that the next one waits.
    let end = () => {}
    this.#running = new Promise((resolve) => (end = resolve))
    try {
      const deleted = await deletion()
      this.forgetAll()
      return deleted
    } finally {
      this.#running = null
      end()
    }
  }

  /** Saves everything now. Returns whether that succeeded. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    while (this.#running) await this.#running
    if (this.#drafts.size > 0) {
      this.#running = this.#saveAll()
      await this.#running
    } else this.error = null
    return this.#drafts.size === 0
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), ms)
  }

  async #saveAll(): Promise<void> {
    this.#since = null
    let error: CommandError | null = null
    for (const [id, draft] of [...this.#drafts]) {
      try {
        await commands.saveDraft(id, draft)
        // A draft that was typed meanwhile is saved next.
        if (this.#drafts.get(id) === draft) this.#drafts.delete(id)
      } catch (reason) {
        // A failure for one credential must not prevent saving the others.
        error ??= asCommandError(reason)
      }
    }
    this.#running = null
    // The last credential that could not be saved was deleted meanwhile.
    if (this.#drafts.size === 0) error = null
    if (this.error && !error) announce(m.saving_again())
    this.error = error
    if (this.#drafts.size > 0) this.#plan(error ? RETRY_MS : PAUSE_MS)
  }
}

export const saving = new Saving()
