// State of reading keys and certificates, from chosen or dropped files and from pasted text. Only here can the page
// hold a private key: as text, while somebody pastes it.
import { commands, type CredentialId, type LoadReport } from '../../../backend'
import { showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { unlocking } from '../unlocking.svelte'
import { choosing } from './choosing.svelte'
import { keepFocus } from './keep_focus'
import { systemDialog } from './system_dialog.svelte'

class Reading {
  pasted = $state('')
  /** The result of the last reading; `null` when there is nothing to show. */
  report = $state<LoadReport | null>(null)
  /** Files are being dragged over the window. */
  filesOver = $state(false)

  /** The credential that the keys are for. */
  #credential: CredentialId | null = null
  #turn = 0
  /** The pasted text is unchanged since it was read, so the field can be cleared once everything in it was used. */
  #pastedIsRead = false
  /** Called with the result of each reading. */
  onread: (report: LoadReport) => void = () => {}

  /** Another credential opens. */
  begin(credential: CredentialId | null): void {
    this.#credential = credential
    unlocking.ask(credential, [])
    choosing.ask(credential, [])
    this.pasted = ''
    this.#pastedIsRead = false
    this.report = null
    this.#turn++
  }

  /** Forgets pasted text, which may be a private key, and asks for no passphrase any more: secrets were locked. */
  lock(): void {
    this.begin(this.#credential)
  }

  /** Returns whether files were chosen and read. */
  async chooseFiles(): Promise<boolean> {
    if (systemDialog.open) return false
    const credential = this.#credential
    systemDialog.open = true
    try {
      const report = await commands.chooseKeyFiles(credential, m.key_files_dialog())
      if (!report || credential !== this.#credential) return false
      this.handle(report)
      return true
    } catch (reason) {
      showError(reason)
      return false
    } finally {
      systemDialog.open = false
      void keepFocus()
    }
  }

  /** Reads the dropped files. Returns the result if the same credential is still open. */
  async readDropped(): Promise<LoadReport | null> {
    const credential = this.#credential
    try {
      const report = await commands.readDroppedFiles(credential)
      if (credential !== this.#credential) return null
      this.handle(report)
      return report
    } catch (reason) {
      showError(reason)
      return null
    }
  }

  /** The text in the paste field has changed. */
  pastedChanged(): void {
    this.#pastedIsRead = false
  }

  /** The pasted text went into another field, so it leaves this one. Returns what puts it back. */
  movePasted(): () => void {
    const text = this.pasted
    this.pasted = ''
    return () => {
      if (this.pasted === '') this.pasted = text
    }
  }

  /** Reads the paste field. Text that was typed meanwhile is not overwritten. */
  async readPasted(): Promise<void> {
    const { pasted: text } = this
    const credential = this.#credential
    const turn = ++this.#turn
    if (text.trim() === '') {
      this.report = null
      return
    }
    try {
      const report = await commands.readPastedKey(credential, text)
      if (turn !== this.#turn) return
      this.#pastedIsRead = this.pasted === text
      this.handle(report)
    } catch (reason) {
      showError(reason)
    } finally {
      void keepFocus()
    }
  }

  /** Takes the result of a reading: from a dialog, dropped files or pasted text. */
  handle(report: LoadReport): void {
    unlocking.ask(this.#credential, report.locked)
    choosing.ask(this.#credential, report.choices)
    const waits = report.locked.length > 0 || report.choices.length > 0
    const isDone = report.problems.length === 0 && !waits
    if (isDone && this.#pastedIsRead) {
      this.pasted = ''
      this.#pastedIsRead = false
    }
    this.report = report.problems.length > 0 || report.notes.length > 0 ? report : null
    this.onread(report)
  }
}

export const reading = new Reading()
