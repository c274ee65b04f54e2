// State: what the person should know about the window, until they close it.
import { commands, type BackupFailure, type WindowNotice } from '../../backend'
import { showError } from '../../parts/notices.svelte'

class WindowNotices {
  list = $state.raw<WindowNotice[]>([])
  /** Why the weekly backup failed, until the person closes it or one succeeds. */
  backupFailure = $state.raw<BackupFailure | null>(null)
  /** How many backups were tried without the person. */
  backupsTried = $state(0)

  backupTried(failure: BackupFailure | null): void {
    this.backupFailure = failure
    this.backupsTried++
  }

  close(notice: WindowNotice): void {
    this.list = this.list.filter((other) => other !== notice)
  }
}

export const windowNotices = new WindowNotices()

/** Reports the first frame: it is on the screen when the second one begins. */
export function reportFirstFrame(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => void painted()))
}

async function painted(): Promise<void> {
  try {
    windowNotices.list = await commands.pagePainted()
  } catch (reason) {
    showError(reason)
  }
}
