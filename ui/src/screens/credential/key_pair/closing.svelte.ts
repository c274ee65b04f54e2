// State of the question before the window closes with something that would be lost. What that is comes from the Rust
// side, and changes while the person saves.
import { commands } from '../../../backend'
import { showError } from '../../../parts/notices.svelte'
import { vault } from '../../vault/vault.svelte'
import { saveAll } from './save_all.svelte'

class Closing {
  /** The person wants to close the window. */
  asked = $state(false)

  ask(): void {
    this.asked = true
  }

  cancel(): void {
    this.asked = false
    saveAll.begin()
  }

  /** Closes the window if nothing would be lost any more; if something would, the question stays. */
  async again(): Promise<void> {
    try {
      await commands.closeIfSaved(true)
    } catch (reason) {
      showError(reason)
    }
  }

  saveFiles(): Promise<void> {
    return saveAll.run({ pairs: 'lost_with_window' }, () => this.again())
  }

  /** Has the keys stored, sealed with a passphrase, and then closes the window. */
  choosePassphrase(): void {
    if (vault.unlocksFirst(() => this.choosePassphrase())) return
    vault.ask({ kind: 'passphrase' }, () => this.again())
  }

  async closeAnyway(): Promise<void> {
    try {
      await commands.closeAnyway()
    } catch (reason) {
      showError(reason)
    }
  }
}

export const closing = new Closing()
