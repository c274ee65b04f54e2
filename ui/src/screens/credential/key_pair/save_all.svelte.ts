// State of saving several key pairs at once, each in a folder of its own, in a folder that the person chooses.
import { commands, type NotSaved, type PairsToSave } from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { savedPairs } from '../../../words/saved'
import { vault } from '../../vault/vault.svelte'
import { keyPair } from '../key_pair.svelte'
import { systemDialog } from './system_dialog.svelte'

class SaveAll {
  /** What could not be saved the last time. */
  failed = $state.raw<NotSaved[]>([])

  /** Another question is asked: forgets what was said before. */
  begin(): void {
    this.failed = []
  }

  /** Asks for a folder and saves the pairs. `then` runs once all are saved. */
  async run(which: PairsToSave, then: () => unknown = () => {}): Promise<void> {
    if (systemDialog.open || vault.unlocksFirst(() => this.run(which, then))) return
    systemDialog.open = true
    this.failed = []
    try {
      const outcome = await commands.saveAllKeyFiles(which, m.save_folder_dialog())
      if (!outcome) return
      this.failed = outcome.failed
      if (outcome.saved.length > 0) announce(savedPairs(outcome))
      void keyPair.refresh()
      if (outcome.failed.length === 0) await then()
    } catch (reason) {
      showError(reason)
    } finally {
      systemDialog.open = false
    }
  }
}

export const saveAll = new SaveAll()
