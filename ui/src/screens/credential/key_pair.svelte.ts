// The key pair of this window: what it is, and what the person is doing with it. Reading, making and judging keys
// is the Rust side's; the private key itself is never here, except as text while somebody pastes it.
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import {
  commands,
  type CredentialId,
  type ExistingFiles,
  type KeyKeeping,
  type KeyPairFacts,
  type KeyPairOptions,
  type LoadReport,
  type MakeKeyPairOutcome,
  type NewKey,
  type SaveFileOutcome,
  type SaveOutcome,
  type Unsaved,
} from '../../backend'
import { focusIfLost } from '../../parts/focus'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { savedKeyPair } from '../../words/key_files'
import { vault } from '../vault/vault.svelte'
import { newPair, type NewPair } from './new_pair.svelte'
import { unlocking } from './unlocking.svelte'

type MakePair = (credential: CredentialId | null, options: KeyPairOptions) => Promise<MakeKeyPairOutcome>
type OfOutcome<Name extends SaveOutcome['outcome']> = Extract<SaveOutcome, { outcome: Name }>

const nothing: KeyPairFacts = {
  private_key: null,
  certificate: null,
  belong_together: null,
  unsaved: null,
  can_restore_previous: false,
  rotation: null,
}

const nowhere: KeyKeeping = { home: { state: 'nothing' }, files: [] }

class KeyPairState {
  /** The credential that it belongs to; `null` while nothing can be stored. */
  credential = $state<CredentialId | null>(null)
  /** Where the private key is between two starts of the program. */
  keeping = $state.raw<KeyKeeping>(nowhere)
  /** What is stored of it is not here yet, since then (milliseconds since 1970). */
  openingSince = $state<number | null>(null)
  facts = $state<KeyPairFacts>(nothing)
  /** The key pairs that are being made, by credential: what kind, and since when (milliseconds since 1970). */
  readonly #makings = new SvelteMap<CredentialId | null, { key: NewKey; since: number }>()
  /** There is a private key, but not here: sealed, or in files, and not to be opened now. */
  unavailable = $derived(
    this.facts.private_key === null &&
      (this.keeping.home.state === 'unavailable' || this.keeping.home.state === 'files'),
  )
  making = $derived(this.#makings.get(this.credential) ?? null)
  makingFailed = $state(false)
  /** The credentials whose pair is just being changed by `change`. */
  readonly #changings = new SvelteSet<CredentialId | null>()
  changing = $derived(this.#changings.has(this.credential))
  /** A dialog or a reading is under way. */
  busy = $state<'choosing' | 'reading' | 'saving' | null>(null)
  pasted = $state('')
  /** What the last reading had to say; `null` when there is nothing to say. */
  report = $state<LoadReport | null>(null)
  saved = $state<OfOutcome<'saved'> | null>(null)
  /** The file that was saved last in another format. */
  savedFile = $state<Extract<SaveFileOutcome, { outcome: 'saved' }> | null>(null)
  saveQuestion = $state<OfOutcome<'exists'> | null>(null)
  saveFailure = $state<OfOutcome<'failed'> | null>(null)
  /** Files are held over the window. */
  filesOver = $state(false)
  /** The person wants to close the window, but the key is saved nowhere. */
  closeAsked = $state.raw<Unsaved | null>(null)

  complete = $derived(this.facts.private_key !== null && this.facts.certificate !== null)
  empty = $derived(this.facts.private_key === null && this.facts.certificate === null)

  #reading = 0
  /** The pasted text was read as it is: when all of it is taken, its field becomes empty. */
  #pastedIsRead = false
  /** Called after the key pair became another. */
  onchange: () => void = () => {}
  /** Called when what is stored of it is here. */
  onopened: () => void = () => {}

  take(facts: KeyPairFacts): void {
    this.facts = facts
    this.saved = null
    this.savedFile = null
    this.saveFailure = null
    this.onchange()
  }

  /** Another credential is opened; its key pair will follow. */
  begin(credential: CredentialId | null): void {
    this.credential = credential
    this.facts = nothing
    this.keeping = nowhere
    this.openingSince = Date.now()
    this.saved = null
    this.savedFile = null
    this.saveFailure = null
    this.saveQuestion = null
    this.makingFailed = false
    newPair.reset()
    unlocking.ask(credential, [])
    this.pasted = ''
    this.#pastedIsRead = false
    this.report = null
    this.#reading++
  }

  /** The key pair of the opened credential is here. */
  opened(facts: KeyPairFacts, keeping: KeyKeeping): void {
    this.openingSince = null
    this.facts = facts
    this.keeping = keeping
    if ('error' in keeping.home) vault.met(keeping.home.error)
    this.onopened()
  }

  /** What became of the private key of a credential: sealed, or why not. */
  kept(credential: CredentialId, facts: KeyPairFacts, keeping: KeyKeeping): void {
    if (credential === this.credential) this.opened(facts, keeping)
  }

  /** Makes a new pair as wanted: the first, or with another command one in the place of the current. */
  async generate(wanted: NewPair = newPair, make: MakePair = commands.makeKeyPair): Promise<void> {
    if (this.making) return
    const { credential } = this
    this.#makings.set(credential, { key: wanted.key, since: Date.now() })
    this.makingFailed = false
    wanted.problems = []
    wanted.open = false
    this.report = null
    try {
      const outcome = await make(credential, $state.snapshot(wanted.options))
      // Another credential was opened meanwhile; the key pair is with this one.
      if (credential !== this.credential) return
      switch (outcome.outcome) {
        case 'made':
          this.pasted = ''
          this.take(outcome.key_pair)
          announce(m.key_made())
          break
        case 'invalid':
          void wanted.refuse(outcome.problems)
          break
        case 'cancelled':
          announce(m.key_making_cancelled())
          break
        case 'failed':
          this.makingFailed = true
      }
    } catch (reason) {
      showError(reason)
    } finally {
      this.#makings.delete(credential)
      void keepFocus()
    }
  }

  async cancelMaking(): Promise<void> {
    await attempt(() => commands.cancelMakingKeyPair(this.credential))
  }

  async chooseFiles(): Promise<void> {
    if (this.busy) return
    const { credential } = this
    this.busy = 'choosing'
    try {
      const report = await commands.chooseKeyFiles(credential, m.key_files_dialog())
      if (report && credential === this.credential) this.read(report)
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = null
      void keepFocus()
    }
  }

  /** Reads the files that were dropped on the window. What there is to say of them, if they were for the open one. */
  async readDropped(): Promise<LoadReport | null> {
    const { credential } = this
    try {
      const report = await commands.readDroppedFiles(credential)
      if (credential !== this.credential) return null
      this.read(report)
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
    const { credential, pasted: text } = this
    const turn = ++this.#reading
    if (text.trim() === '') {
      this.report = null
      return
    }
    try {
      const report = await commands.readPastedKey(credential, text)
      if (turn !== this.#reading) return
      this.#pastedIsRead = this.pasted === text
      this.read(report)
    } catch (reason) {
      showError(reason)
    } finally {
      void keepFocus()
    }
  }

  /** Takes what a reading brought: from a dialog, from dropped files, from pasted text. */
  read(report: LoadReport): void {
    unlocking.ask(this.credential, report.locked)
    const isDone = report.problems.length === 0 && report.locked.length === 0
    if (isDone && this.#pastedIsRead) {
      this.pasted = ''
      this.#pastedIsRead = false
    }
    this.report = report.problems.length > 0 || report.notes.length > 0 ? report : null
    if (!report.took_private_key && !report.took_certificate) return
    this.take(report.key_pair)
    if (report.took_private_key && report.took_certificate) announce(m.key_both_read())
    else announce(report.took_private_key ? m.key_read() : m.key_certificate_read())
  }

  /**
   * Does something with the pair of the open credential; what came of it is shown where that is still open. Pressed
   * twice it is done once: a second time would undo the first, or find nothing there any more.
   */
  async change(
    command: (credential: CredentialId | null) => Promise<KeyPairFacts>,
    done: string | null = null,
  ): Promise<void> {
    if (this.changing) return
    const { credential } = this
    this.#changings.add(credential)
    await attempt(async () => {
      const facts = await command(credential)
      if (credential !== this.credential) return
      this.take(facts)
      if (done !== null) announce(done)
    })
    this.#changings.delete(credential)
  }

  async replace(): Promise<void> {
    await this.change(commands.removeKeyPair)
    this.report = null
    void keepFocus()
  }

  /** What is stored of a pair that was put aside goes as well. */
  async forget(): Promise<void> {
    const { credential } = this
    if (credential === null) return
    await attempt(async () => {
      await commands.forgetKeyPair(credential)
      announce(m.kept_forgotten())
    })
    void keepFocus()
  }

  async restore(): Promise<void> {
    await this.change(commands.restoreKeyPair, m.key_restored())
    this.report = null
    void keepFocus()
  }

  async save(): Promise<boolean> {
    // When the window shall close, it is the pair that would be lost with it, which may be an earlier one.
    const save = this.closeAsked ? commands.saveUnsavedKeyFiles : commands.saveKeyFiles
    return this.#saving((credential) => save(credential, m.save_folder_dialog()))
  }

  async saveAnyway(answer: ExistingFiles): Promise<boolean> {
    this.saveQuestion = null
    return this.#saving(() => commands.saveKeyFilesAnyway(answer))
  }

  /** True when everything is saved. */
  async #saving(command: (credential: CredentialId | null) => Promise<SaveOutcome>): Promise<boolean> {
    if (this.busy) return false
    const { credential } = this
    this.busy = 'saving'
    this.saveFailure = null
    try {
      const outcome = await command(credential)
      switch (outcome.outcome) {
        case 'saved':
          if (credential === this.credential) {
            this.facts = outcome.key_pair
            this.saved = outcome
          }
          announce(savedKeyPair(outcome))
          // Another pair may be unsaved as well; then the question stays.
          if (this.closeAsked) this.closeAsked = await commands.closeIfSaved(true)
          return true
        case 'exists':
          this.saveQuestion = outcome
          return false
        case 'failed':
          this.saveFailure = outcome
          this.closeAsked = null
          return false
        case 'cancelled':
          return false
      }
    } catch (reason) {
      this.closeAsked = null
      showError(reason)
      return false
    } finally {
      this.busy = null
    }
  }

  /** One file was saved in a format of its own. */
  savedAs(outcome: Extract<SaveFileOutcome, { outcome: 'saved' }>): void {
    this.facts = outcome.key_pair
    this.savedFile = outcome
  }

  /** What is known of the pair may have changed on the Rust side: a token that arrived proves the new key. */
  async refresh(): Promise<void> {
    const { credential } = this
    await attempt(async () => {
      const facts = await commands.currentKeyPair(credential)
      if (credential === this.credential) this.facts = facts
    })
  }

  async close(): Promise<void> {
    this.closeAsked = null
    await attempt(() => commands.closeAnyway())
  }
}

export const keyPair = new KeyPairState()

async function attempt(command: () => Promise<unknown>): Promise<void> {
  try {
    await command()
  } catch (reason) {
    showError(reason)
  }
}

/** When the control that had the focus is gone, the step's title takes it, so that the keyboard's place is kept. */
const keepFocus = (): Promise<void> => focusIfLost(() => document.getElementById('step-key-title'))
