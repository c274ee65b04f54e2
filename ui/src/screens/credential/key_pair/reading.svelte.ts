// Reading keys and certificates: from files that are chosen or dropped, and from text that is pasted. Here alone a private
// key can be on the page, as text, while somebody pastes it.
import { commands, type CredentialId, type LoadReport } from '../../../backend'
import { showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { unlocking } from '../unlocking.svelte'
import { keepFocus } from './keep_focus'
import { systemDialog } from './system_dialog.svelte'

class Reading {
  pasted = $state('')
  /** What the last reading had to say; `null` when there is nothing to say. */
  report = $state<LoadReport | null>(null)
  /** Files are held over the window. */
  filesOver = $state(false)

  /** The credential that is read for. */
  #credential: CredentialId | null = null
  #turn = 0
  /** The pasted text was read as it is: when all of it is taken, its field becomes empty. */
  #pastedIsRead = false
  /** Called with what a reading brought. */
  onread: (report: LoadReport) => void = () => {}

  /** Another credential is opened. */
  begin(credential: CredentialId | null): void {
    this.#credential = credential
    unlocking.ask(credential, [])
    this.pasted = ''
    this.#pastedIsRead = false
    this.report = null
    this.#turn++
  }

  async chooseFiles(): Promise<void> {
    if (systemDialog.open) return
    const credential = this.#credential
    systemDialog.open = true
    try {
      const report = await commands.chooseKeyFiles(credential, m.key_files_dialog())
      if (report && credential === this.#credential) this.take(report)
    } catch (reason) {
      showError(reason)
    } finally {
      systemDialog.open = false
      void keepFocus()
    }
  }

  /** Reads the files that were dropped on the window. What there is to say of them, if they were for the open one. */
  async readDropped(): Promise<LoadReport | null> {
    const credential = this.#credential
    try {
      const report = await commands.readDroppedFiles(credential)
      if (credential !== this.#credential) return null
      this.take(report)
      return report
    } catch (reason) {
      showError(reason)
      return null
    }
  }

  /** Something else is in the paste field now. */
  pastedChanged(): void {
    this.#pastedIsRead = false
  }

  /** Reads what is in the paste field. What was typed meanwhile is never overwritten. */
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
      this.take(report)
    } catch (reason) {
      showError(reason)
    } finally {
      void keepFocus()
    }
  }

  /** Takes what a reading brought: from a dialog, from dropped files, from pasted text. */
  take(report: LoadReport): void {
    unlocking.ask(this.#credential, report.locked)
    const isDone = report.problems.length === 0 && report.locked.length === 0
    if (isDone && this.#pastedIsRead) {
      this.pasted = ''
      this.#pastedIsRead = false
    }
    this.report = report.problems.length > 0 || report.notes.length > 0 ? report : null
    this.onread(report)
  }
}

export const reading = new Reading()
