// State of locking: asking for it, the private keys that would be lost, and what is still in memory. The Rust side
// locks, and decides when.
import { commands, type KeyInMemory, type LockCause, type WindowEvent } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { vault } from './vault.svelte'

/** How often the Rust side hears at most that the person is there. */
const PRESENCE_MS = 15_000

class Locking {
  /** Why secrets were locked last. */
  cause = $state<LockCause>('person')
  /** The private keys that are still in memory, because they are in memory only. */
  inMemory = $state.raw<KeyInMemory[]>([])
  /** The private keys that would be lost, while the person decides that. */
  wouldLose = $state.raw<KeyInMemory[] | null>(null)
  busy = $state(false)
  /** Called when secrets were locked. */
  onlocked: () => void = () => {}

  #noted = 0

  /** Locks, or asks first if private keys would be lost. */
  async lockNow(loseKeys = false): Promise<void> {
    if (this.busy || vault.locked) return
    this.busy = true
    try {
      const outcome = await commands.lockNow(loseKeys)
      this.wouldLose = outcome.outcome === 'would_lose' ? outcome.keys : null
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = false
    }
  }

  /** Secrets were locked. */
  locked({ cause, state, in_memory }: Extract<WindowEvent, { event: 'locked' }>): void {
    this.cause = cause
    this.inMemory = in_memory
    this.wouldLose = null
    vault.close()
    vault.state = state
    announce(m.locked_announced())
    this.onlocked()
  }

  /** The person uses the window. */
  notePresence(): void {
    const now = Date.now()
    if (now - this.#noted < PRESENCE_MS) return
    this.#noted = now
    // The next one tries again.
    commands.notePresence().catch(() => {})
  }
}

export const locking = new Locking()
