// State of the dialog that brings a transfer file in: its passphrase, what it would bring, what the person chose, and what
// was merged. Nothing is stored before they say so.
import {
  asCommandError,
  commands,
  type CredentialId,
  type MergedShown,
  type MovedShown,
  type TransferChoice,
  type TransferPreview,
  type TransferProblem,
} from '../../backend'
import { announce, showDone, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { draftChanged } from '../credential/opening.svelte'
import { clientSecrets } from '../credential/request/secrets/client_secrets.svelte'
import { saving } from '../credential/saving.svelte'
import { practice } from '../practice/practice.svelte'
import { credentials } from '../rail/credentials.svelte'
import { screens } from '../screens.svelte'
import { isLost, vault } from '../vault/vault.svelte'
import { transfer } from './transfer.svelte'

class Bringing {
  passphrase = $state('')
  busy = $state(false)
  problem = $state.raw<TransferProblem | null>(null)
  preview = $state.raw<TransferPreview | null>(null)
  /** The credentials here that cannot be replaced, because their keys are not saved. */
  unsaved = $state.raw<ReadonlySet<CredentialId>>(new Set())
  choices = $state<TransferChoice[]>([])
  takesPractice = $state(false)
  takesSettings = $state(false)
  merged = $state.raw<MergedShown | null>(null)
  /** There is a merge that can be taken back, also after its dialog was closed. */
  canUndo = $state(false)

  async open(): Promise<void> {
    if (this.busy || this.passphrase === '') return
    if (vault.unlocksFirst(() => this.open())) return
    await this.#try(
      async () => {
        await this.#saveTyped()
        const opened = await commands.openTransferFile(this.passphrase)
        if (opened.outcome === 'problem') {
          this.problem = opened.problem
          return
        }
        // Secrets were locked meanwhile: what was opened is wiped.
        if (vault.locked) return
        this.passphrase = ''
        this.preview = opened.preview
        this.unsaved = new Set(opened.unsaved)
        this.choices = opened.preview.credentials.map(usual)
        this.takesPractice = opened.preview.practice === 'new'
        this.takesSettings = opened.preview.settings === 'new'
      },
      () => this.open(),
    )
  }

  async merge(): Promise<void> {
    if (this.busy || !this.preview) return
    if (vault.unlocksFirst(() => this.merge())) return
    await this.#try(
      async () => {
        await this.#saveTyped()
        const merged = await commands.mergeTransferFile({
          credentials: $state.snapshot(this.choices),
          practice: this.takesPractice,
          settings: this.takesSettings,
        })
        this.preview = null
        this.merged = merged
        this.canUndo = true
        announce(m.transfer_merged_title())
        await this.#showAgain()
      },
      () => this.merge(),
    )
  }

  async undo(): Promise<void> {
    if (this.busy) return
    await this.#try(async () => {
      await this.#saveTyped()
      await commands.undoMerge()
      this.canUndo = false
      this.close()
      await this.#showAgain()
      showDone(m.transfer_undone())
    })
  }

  close(): void {
    transfer.chosen = null
    this.passphrase = ''
    this.problem = null
    this.preview = null
    this.merged = null
    this.choices = []
    void commands.forgetTransferFile().catch(showError)
  }

  /** Another file was chosen. */
  begin(): void {
    this.merged = null
    this.restart()
  }

  /** The same file again: starts with its passphrase. */
  restart(): void {
    this.passphrase = ''
    this.problem = null
    this.preview = null
  }

  /** What is typed and not stored yet belongs to what is compared and replaced. */
  async #saveTyped(): Promise<void> {
    draftChanged()
    await clientSecrets.flush()
    await saving.flush()
  }

  /** Shows what is stored now. */
  async #showAgain(): Promise<void> {
    const { current } = screens
    await credentials.begin()
    if (current !== 'first') await screens.go(current)
    await practice.reset()
    await vault.load()
  }

  /** `again` runs once secrets can be stored, if that was what is missing. */
  async #try(act: () => Promise<void>, again?: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await act()
    } catch (reason) {
      const error = asCommandError(reason)
      const needs = error.code === 'vault' && ['needs_choice', 'needs_passphrase', 'locked'].includes(error.error.code)
      if (needs && error.code === 'vault') {
        if (error.error.code === 'needs_choice') vault.ask({ kind: 'choose', keychain: error.error.keychain }, again)
        else vault.ask({ kind: 'unlock' }, again)
      } else if (error.code === 'vault' && isLost(error.error)) {
        // Nothing can be sealed beside secrets that will never open again, until the person gives those up.
        await vault.askToForgetSealed()
      } else showError(reason)
    } finally {
      this.busy = false
    }
  }
}

/** What is chosen until the person chooses something else: nothing of theirs is replaced. */
function usual(shown: MovedShown): TransferChoice {
  return shown.state === 'differs' ? 'keep_mine' : 'take_theirs'
}

export const bringing = new Bringing()
