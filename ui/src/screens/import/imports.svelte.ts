// State of "Import": what was found in files or in a pasted text, what of it is chosen, and importing it. Secrets stay on
// the Rust side; only a text that is being pasted is here, until it was read.
import { asCommandError, commands, type ImportFound, type ProposalShown } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { storedName } from '../../words/names'
import { systemDialog } from '../credential/key_pair/system_dialog.svelte'
import { saving } from '../credential/saving.svelte'
import { credentials } from '../rail/credentials.svelte'
import { screens } from '../screens.svelte'
import { questionFor, vault } from '../vault/vault.svelte'
import { imported } from './imported.svelte'

class Imports {
  found = $state.raw<ImportFound | null>(null)
  /** Which of the proposed credentials are to be imported. */
  chosen = $state<boolean[]>([])
  /** The text in the paste field. */
  text = $state('')
  /** Files are being read, or credentials stored. */
  busy = $state(false)
  proposals = $derived(this.found?.preview.proposals ?? [])
  count = $derived(this.chosen.filter(Boolean).length)

  #turn = 0

  constructor() {
    imported.undo = () => this.undo()
  }

  chooseFiles(): Promise<void> {
    return this.#choose(() => commands.chooseImportFiles(m.import_files_dialog()))
  }

  chooseFolder(): Promise<void> {
    return this.#choose(() => commands.chooseImportFolder(m.import_folder_dialog()))
  }

  /** Reads what the system's dialog gives. Only one can be open. */
  async #choose(ask: () => Promise<ImportFound | null>): Promise<void> {
    if (systemDialog.open || this.busy) return
    if (vault.unlocksFirst(() => this.#choose(ask))) return
    systemDialog.open = true
    try {
      await this.#read(ask)
    } finally {
      systemDialog.open = false
    }
  }

  /** Reads the files that were dropped on the window, and shows the screen. */
  async readDropped(): Promise<void> {
    if (vault.unlocksFirst(() => this.readDropped())) return
    await screens.go('import')
    await this.#read(() => commands.readDroppedImport())
  }

  /** Reads the text in the paste field, which is empty after that. */
  async readPasted(): Promise<void> {
    const { text } = this
    if (text.trim() === '' || vault.unlocksFirst(() => this.readPasted())) return
    await this.#read(() => commands.readPastedImport(text))
    if (this.text === text) this.text = ''
  }

  async #read(read: () => Promise<ImportFound | null>): Promise<void> {
    const turn = ++this.#turn
    this.busy = true
    try {
      const found = await read()
      if (!found || turn !== this.#turn) return
      this.found = found
      this.chosen = found.preview.proposals.map((proposal) => proposal.ready)
      announce(found.preview.proposals.length > 0 ? m.import_found() : m.import_nothing())
      await screens.focusHeading()
    } catch (reason) {
      this.#failed(reason, () => this.#read(read))
    } finally {
      if (turn === this.#turn) this.busy = false
    }
  }

  /** Stores what is chosen, and opens the first of it. */
  async import(): Promise<void> {
    const { found } = this
    if (!found || this.busy || this.count === 0) return
    if (vault.unlocksFirst(() => this.import())) return
    this.busy = true
    try {
      const onlyOne = credentials.list.length === 1
      const blank = onlyOne && credentials.openIsBlank ? credentials.openId : null
      await saving.flush()
      const places = this.chosen.flatMap((chosen, place) => (chosen ? [place] : []))
      const done = await commands.importCredentials(found.number, places, blank)
      if (blank !== null) saving.forget(blank)
      this.found = null
      await credentials.openFrom(() => Promise.resolve(done.open))
      credentials.deleted = null
      imported.last = { ids: done.ids, blank }
      announce(m.import_done({ count: done.ids.length }))
    } catch (reason) {
      this.#failed(reason, () => this.import())
    } finally {
      this.busy = false
    }
  }

  /** Takes the last import back. */
  async undo(): Promise<void> {
    const { last } = imported
    if (!last) return
    imported.last = null
    try {
      await saving.flush()
      const open = await commands.takeBackImport(last.ids, last.blank)
      for (const id of last.ids) {
        saving.forget(id)
        credentials.ondelete(id)
      }
      if (open) await credentials.openFrom(() => Promise.resolve(open))
      else await credentials.refresh()
      announce(m.import_taken_back())
      if (credentials.list.length === 1 && credentials.openIsBlank) await screens.go('first')
    } catch (reason) {
      imported.last = last
      showError(reason)
    }
  }

  /** Forgets what was found. */
  cancel(): void {
    this.wipe()
    commands.cancelImport().catch(showError)
  }

  /** Forgets what was found and what is being pasted. */
  wipe(): void {
    this.#turn++
    this.busy = false
    this.found = null
    this.chosen = []
    this.text = ''
  }

  /** What can be answered is asked, and then it goes on. */
  #failed(reason: unknown, again: () => unknown): void {
    const error = asCommandError(reason)
    const question = error.code === 'vault' ? questionFor(error.error) : null
    if (question) vault.ask(question, again)
    else showError(reason)
  }
}

export const imports = new Imports()

/** What a proposed credential is called. */
export const proposalName = (proposal: ProposalShown): string =>
  storedName(proposal.name, proposal.proposed_name, false)
