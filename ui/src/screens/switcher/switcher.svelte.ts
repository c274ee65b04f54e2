// State of the quick switcher: a dialog in which a credential is found by a few letters and opened. The Rust side
// searches.
import { commands, type CredentialId, type CredentialSummary } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { credentials } from '../rail/credentials.svelte'

class Switcher {
  open = $state(false)
  text = $state('')
  /** The matches; `null`: all. */
  #found = $state.raw<ReadonlySet<CredentialId> | null>(null)
  /** Position of the chosen one among those that are shown. */
  at = $state(0)
  shown = $derived.by((): CredentialSummary[] => {
    const found = this.#found
    return found ? credentials.list.filter(({ id }) => found.has(id)) : credentials.list
  })
  chosen = $derived(this.shown[Math.min(this.at, this.shown.length - 1)])
  #turn = 0

  show(): void {
    this.text = ''
    this.#found = null
    this.#turn++
    // The first press of Enter goes somewhere else.
    const open = credentials.list.findIndex(({ id }) => id === credentials.openId)
    this.at = open === 0 && credentials.list.length > 1 ? 1 : 0
    this.open = true
  }

  /** Moves the choice, and begins again at the other end. */
  move(by: 1 | -1): void {
    const count = this.shown.length
    if (count > 0) this.at = (Math.min(this.at, count - 1) + by + count) % count
  }

  async search(): Promise<void> {
    const turn = ++this.#turn
    const text = this.text.trim()
    try {
      const found = text === '' ? null : new Set((await commands.searchCredentials(text)).ids)
      if (turn !== this.#turn) return
      this.#found = found
      this.at = 0
    } catch (reason) {
      showError(reason)
    }
  }

  go(id: CredentialId | undefined): void {
    if (id === undefined) return
    this.open = false
    void credentials.show(id)
  }
}

export const switcher = new Switcher()
