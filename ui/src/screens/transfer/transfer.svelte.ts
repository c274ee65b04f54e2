// State: which dialog about transfer files and backups is open.
import { commands, type ChosenTransfer } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { transferDialogs } from './needed.svelte'

class Transfer {
  /** The dialog that makes a file. */
  making = $state(false)
  /** The file that is brought in; `null` if none is. */
  chosen = $state.raw<ChosenTransfer | null>(null)
  /** The dialog that switches backups on. */
  settingUpBackup = $state(false)
  /** Whether the system's dialog is open. */
  choosing = $state(false)

  make(): void {
    transferDialogs.needed = true
    this.making = true
  }

  setUpBackup(): void {
    transferDialogs.needed = true
    this.settingUpBackup = true
  }

  #bring(chosen: ChosenTransfer): void {
    transferDialogs.needed = true
    this.chosen = chosen
  }

  /** Lets the person choose a file, and shows its dialog. */
  async chooseFile(): Promise<void> {
    if (this.choosing) return
    this.choosing = true
    try {
      const chosen = await commands.chooseTransferFile(m.transfer_bring_dialog())
      if (chosen) this.#bring(chosen)
    } catch (reason) {
      showError(reason)
    } finally {
      this.choosing = false
    }
  }

  /** Takes what was dropped on the window, if it is a transfer file. */
  async takesDropped(): Promise<boolean> {
    try {
      const dropped = await commands.takeDroppedTransferFile()
      if (dropped) this.#bring(dropped)
      return dropped !== null
    } catch (reason) {
      showError(reason)
      return false
    }
  }
}

export const transfer = new Transfer()
