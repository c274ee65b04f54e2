// Handles the events that the Rust side sends to the window: files over it or dropped on it, results, and closing.
import { commands, onWindowEvent } from '../backend'
import { showDone, showError } from '../parts/notices.svelte'
import { clipboardEmptied } from '../words/clipboard'
import { board } from './board/board.svelte'
import { keyPair } from './credential/key_pair.svelte'
import { closing } from './credential/key_pair/closing.svelte'
import { reading } from './credential/key_pair/reading.svelte'
import { unsavedKeys } from './credential/key_pair/unsaved.svelte'
import { draftChanged, isTyped } from './credential/opening.svelte'
import { clientSecrets } from './credential/request/secrets/client_secrets.svelte'
import { saving } from './credential/saving.svelte'
import { steps } from './credential/steps.svelte'
import { loadImports } from './import/load'
import { credentials } from './rail/credentials.svelte'
import { screens } from './screens.svelte'
import { runMenuCommand } from './shortcuts/run'
import { locking } from './vault/locking.svelte'
import { windowNotices } from './window/window_notices.svelte'

export function handleWindowEvents(): void {
  onWindowEvent((event) => {
    switch (event.event) {
      case 'files_over':
        reading.filesOver = event.over
        break
      case 'files_dropped':
        reading.filesOver = false
        void dropped()
        break
      case 'credential_changed':
        credentials.changed(event.credential)
        break
      case 'key_stored':
        keyPair.stored(event.credential, event.key_pair, event.storage)
        break
      case 'unsaved_keys':
        unsavedKeys.list = event.keys
        break
      case 'checked':
        board.checked(event.result)
        break
      case 'locked':
        locking.locked(event)
        break
      case 'clipboard_emptied':
        showDone(clipboardEmptied[event.secret]())
        break
      case 'backup_tried':
        windowNotices.backupTried(event.failure)
        break
      case 'menu_chosen':
        runMenuCommand(event.command)
        break
      case 'close_asked':
        void close()
    }
  })
}

/** Whether what was dropped is a transfer file, which brings more than keys. */
async function takenAsTransfer(): Promise<boolean> {
  const { transfer } = await import('./transfer/transfer.svelte')
  return transfer.takesDropped()
}

/** A transfer file is brought in, files of other tools are imported. Any others are keys for the open credential. */
async function dropped(): Promise<void> {
  if (await takenAsTransfer()) return
  try {
    if (screens.current === 'import' || (await commands.droppedAs()) === 'import') {
      return await (await loadImports()).readDropped()
    }
  } catch (reason) {
    return showError(reason)
  }
  void screens.go('credential')
  // Which credential gets the files is known only after the load.
  await credentials.loading
  const report = await reading.readDropped()
  if (report && report.problems.length > 0) steps.show('key')
}

/** Before the window closes, saves what was typed last and asks if anything would be lost. */
async function close(): Promise<void> {
  draftChanged()
  await clientSecrets.flush()
  const flushed = await saving.flush()
  // What belongs to no credential yet cannot be saved.
  const saved = flushed && !(credentials.error && isTyped())
  try {
    const unsaved = await commands.closeIfSaved(saved)
    if (saved && unsaved.length === 0) return
    if (saved) closing.ask()
    else saving.closeRequested = true
  } catch (reason) {
    showError(reason)
  }
}
