// What is typed is saved as it is typed: a moment after the last letter, and at once before anything is sent, another
// credential is opened or the window closes. What could not be saved is kept here and tried again by itself. Drafts go to
// the store one after the other, so that an older one never comes after a newer one.
import { asCommandError, commands, type CommandError, type CredentialId, type Draft } from '../../backend'
import { announce } from '../../parts/notices.svelte'
import { m } from '../../words'

const QUIET_MS = 250
/** Whoever types without a pause does not have to make one. */
const LATEST_MS = 1000
const AGAIN_MS = 4000

class Saving {
  /** Why the last try failed; `null` when everything is saved. */
  error = $state.raw<CommandError | null>(null)

  /** The person wants to close the window, but something is not saved. */
  closeAsked = $state(false)

  /** What is not saved yet, by credential; the newest draft of each. */
  readonly #waiting = new Map<CredentialId, Draft>()
  /** When the first change came that no try has taken along yet. */
  #since: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null

  /** Saves this draft of the credential soon. */
  schedule(id: CredentialId, draft: Draft): void {
    this.#waiting.set(id, draft)
    this.#since ??= Date.now()
    // After a failure the next try is planned already; who goes on typing must not put it off.
    if (!this.error) this.#plan(Math.min(QUIET_MS, Math.max(0, this.#since + LATEST_MS - Date.now())))
  }

  /** A draft that is not saved yet: newer than what the store has. */
  waiting(id: CredentialId): Draft | undefined {
    return this.#waiting.get(id)
  }

  /** Nothing of this credential is to be saved any more: it was deleted. */
  forget(id: CredentialId): void {
    this.#waiting.delete(id)
  }

  /** Everything that is stored is about to be deleted. */
  forgetAll(): void {
    clearTimeout(this.#timer)
    this.#since = null
    this.#waiting.clear()
  }

  /** Saves everything now. Whether it is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    while (this.#running) await this.#running
    if (this.#waiting.size > 0) {
      this.#running = this.#saveAll()
      await this.#running
    } else this.error = null
    return this.#waiting.size === 0
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), ms)
  }

  async #saveAll(): Promise<void> {
    this.#since = null
    let error: CommandError | null = null
    for (const [id, draft] of [...this.#waiting]) {
      try {
        await commands.saveDraft(id, draft)
        // What was typed meanwhile waits for its own turn.
        if (this.#waiting.get(id) === draft) this.#waiting.delete(id)
      } catch (reason) {
        // That one credential cannot be saved must not keep the others from it.
        error ??= asCommandError(reason)
      }
    }
    this.#running = null
    if (this.error && !error) announce(m.saving_again())
    this.error = error
    if (this.#waiting.size > 0) this.#plan(error ? AGAIN_MS : QUIET_MS)
  }
}

export const saving = new Saving()
