// What is typed is saved as it is typed: a moment after the last letter, and at once before anything is sent, another
// credential is opened or the window closes. What could not be saved is kept here and tried again by itself.
import { asCommandError, commands, type CommandError, type CredentialId, type Draft } from '../../backend'
import { announce } from '../../parts/notices.svelte'
import { m } from '../../words'

const QUIET_MS = 250
const AGAIN_MS = 4000

class Saving {
  /** Why the last try failed; `null` when everything is saved. */
  trouble = $state.raw<CommandError | null>(null)

  /** The person wants to close the window, but something is not saved. */
  closeAsked = $state(false)

  /** What is not saved yet, by credential; the newest draft of each. */
  readonly #waiting = new Map<CredentialId, Draft>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null

  /** Saves this draft of the credential soon. */
  schedule(id: CredentialId, draft: Draft): void {
    this.#waiting.set(id, draft)
    this.#plan(this.trouble ? AGAIN_MS : QUIET_MS)
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
    this.#waiting.clear()
  }

  /** Saves everything now. Whether it is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    // One after the other, so that an older draft never comes after a newer one.
    while (this.#running) await this.#running
    if (this.#waiting.size > 0) {
      this.#running = this.#saveAll()
      await this.#running
    }
    return this.#waiting.size === 0
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), ms)
  }

  async #saveAll(): Promise<void> {
    try {
      for (const [id, draft] of [...this.#waiting]) {
        await commands.saveDraft(id, draft)
        // What was typed meanwhile waits for its own turn.
        if (this.#waiting.get(id) === draft) this.#waiting.delete(id)
      }
      if (this.trouble) announce(m.saving_again())
      this.trouble = null
    } catch (reason) {
      this.trouble = asCommandError(reason)
      this.#plan(AGAIN_MS)
    } finally {
      this.#running = null
    }
  }
}

export const saving = new Saving()
