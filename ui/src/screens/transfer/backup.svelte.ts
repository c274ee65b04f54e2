// State of the weekly backup: what the settings show of it, and the dialog that switches it on, with its passphrase, which
// is cleared when the dialog closes.
import { asCommandError, commands, type BackupDay, type BackupShown, type TransferProblem } from '../../backend'
import { announce, showDone, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { vault } from '../vault/vault.svelte'
import { windowNotices } from '../window/window_notices.svelte'
import { transfer } from './transfer.svelte'

/** How far local time is ahead of UTC, in minutes. */
const utcOffset = (): number => -new Date().getTimezoneOffset()

class Backup {
  shown = $state.raw<BackupShown | null>(null)
  folder = $state('')
  day = $state<BackupDay>('monday')
  passphrase = $state('')
  repeated = $state('')
  submitted = $state(false)
  busy = $state(false)
  problem = $state.raw<TransferProblem | null>(null)
  /** Secrets are in memory only, and with them the key of backups would be. */
  notKept = $state(false)

  async load(): Promise<void> {
    try {
      this.shown = await commands.backup()
    } catch (reason) {
      showError(reason)
    }
  }

  /** Opens the dialog, with what was chosen before. */
  ask(): void {
    this.folder = this.shown?.folder ?? ''
    this.day = this.shown?.day ?? 'monday'
    transfer.setUpBackup()
  }

  async chooseFolder(): Promise<void> {
    await this.#try(async () => {
      const folder = await commands.chooseBackupFolder(m.backup_choose_dialog())
      if (folder !== null) this.folder = folder
    })
  }

  async switchOn(): Promise<void> {
    this.submitted = true
    this.problem = null
    if (this.folder === '' || this.passphrase !== this.repeated) return
    if (vault.unlocksFirst(() => this.switchOn())) return
    await this.#try(
      async () => {
        const chosen = { folder: this.folder, day: this.day, utc_offset_minutes: utcOffset() }
        const done = await commands.setUpBackup(chosen, this.passphrase)
        this.notKept = done.outcome === 'not_kept'
        if (done.outcome === 'not_kept') return
        if (done.outcome === 'problem') {
          this.problem = done.problem
          return
        }
        this.close()
        this.#tried(done.backup)
      },
      () => this.switchOn(),
    )
  }

  async setDay(day: BackupDay): Promise<void> {
    await this.#try(async () => {
      this.shown = await commands.setBackupDay(day, utcOffset())
      announce(m.settings_saved())
    })
  }

  async makeNow(): Promise<void> {
    if (vault.unlocksFirst(() => this.makeNow())) return
    await this.#try(
      async () => this.#tried(await commands.backUpNow()),
      () => this.makeNow(),
    )
  }

  async switchOff(): Promise<void> {
    await this.#try(async () => {
      this.shown = await commands.switchOffBackup()
      windowNotices.backupFailure = null
      showDone(m.backup_switched_off())
    })
  }

  close(): void {
    transfer.settingUpBackup = false
    this.forgetTyped()
  }

  forgetTyped(): void {
    this.passphrase = ''
    this.repeated = ''
    this.submitted = false
    this.problem = null
    this.notKept = false
  }

  /** A failure is beside the buttons; a success is said. */
  #tried(shown: BackupShown): void {
    this.shown = shown
    if (shown.failure !== null) return
    windowNotices.backupFailure = null
    if (shown.last_name !== null) showDone(m.backup_made_now({ file: shown.last_name }))
  }

  async #try(act: () => Promise<void>, again?: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await act()
    } catch (reason) {
      const error = asCommandError(reason)
      if (error.code === 'vault' && error.error.code === 'needs_choice')
        vault.ask({ kind: 'choose', keychain: error.error.keychain }, again)
      else if (error.code === 'vault' && ['needs_passphrase', 'locked'].includes(error.error.code))
        vault.ask({ kind: 'unlock' }, again)
      else showError(reason)
    } finally {
      this.busy = false
    }
  }
}

export const backup = new Backup()
