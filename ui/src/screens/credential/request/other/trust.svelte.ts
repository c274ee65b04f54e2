// State of the certificates that are trusted for one server: adding and removing them. The Rust side reads them, and
// decides for which servers they count.
import { commands } from '../../../../backend'
import { showError } from '../../../../parts/notices.svelte'
import { m } from '../../../../words'
import { changeForm } from '../../form_change.svelte'
import { request } from '../../request.svelte'

class Trust {
  open = $state(false)
  /** As pasted. */
  text = $state('')
  /** What was given has no certificate. */
  nothing = $state(false)
  #undo = $state.raw<{ of: typeof request.credential; change: () => void } | null>(null)

  /** Undoes the last change; `null` once there is nothing to undo. */
  undo = $derived(this.#undo?.of === request.credential ? this.#undo.change : null)

  start(): void {
    this.text = ''
    this.nothing = false
    this.open = true
  }

  close(): void {
    this.open = false
  }

  async readText(): Promise<void> {
    try {
      this.#take((await commands.readCertificates(this.text)).pem)
    } catch (reason) {
      showError(reason)
    }
  }

  async choose(): Promise<void> {
    try {
      const read = await commands.chooseCertificates(m.trust_choose_title())
      if (read) this.#take(read.pem)
    } catch (reason) {
      showError(reason)
    }
  }

  #take(pem: string): void {
    this.nothing = pem === ''
    if (this.nothing) return
    this.close()
    this.#change(request.trusted + pem)
  }

  remove(): void {
    this.#change('')
  }

  #change(pem: string): void {
    const change = changeForm(() => (request.trusted = pem))
    this.#undo = change && { of: request.credential, change }
  }

  takeBack(): void {
    this.#undo?.change()
    this.#undo = null
  }
}

export const trust = new Trust()
