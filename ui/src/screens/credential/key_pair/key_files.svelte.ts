// Saving the key pair as files, and the question before the window closes with one that is saved nowhere.
import {
  commands,
  type CredentialId,
  type ExistingFiles,
  type SaveFileOutcome,
  type SaveOutcome,
  type Unsaved,
} from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { savedKeyPair } from '../../../words/key_files'
import { keyPair } from '../key_pair.svelte'
import { systemDialog } from './system_dialog.svelte'

type OfOutcome<Name extends SaveOutcome['outcome']> = Extract<SaveOutcome, { outcome: Name }>

class KeyFiles {
  saved = $state<OfOutcome<'saved'> | null>(null)
  /** The file that was saved last in another format. */
  savedFile = $state<Extract<SaveFileOutcome, { outcome: 'saved' }> | null>(null)
  /** Files of these names are there already. */
  question = $state<OfOutcome<'exists'> | null>(null)
  failure = $state<OfOutcome<'failed'> | null>(null)
  /** The person wants to close the window, but the key is saved nowhere. */
  closeAsked = $state.raw<Unsaved | null>(null)

  /** The pair became another: nothing of it is saved yet. */
  changed(): void {
    this.saved = null
    this.savedFile = null
    this.failure = null
  }

  /** Another credential is opened. */
  begin(): void {
    this.changed()
    this.question = null
  }

  async save(): Promise<boolean> {
    // When the window shall close, it is the pair that would be lost with it, which may be an earlier one.
    const save = this.closeAsked ? commands.saveUnsavedKeyFiles : commands.saveKeyFiles
    return this.#saving((credential) => save(credential, m.save_folder_dialog()))
  }

  async saveAnyway(answer: ExistingFiles): Promise<boolean> {
    this.question = null
    return this.#saving(() => commands.saveKeyFilesAnyway(answer))
  }

  /** True when everything is saved. */
  async #saving(command: (credential: CredentialId | null) => Promise<SaveOutcome>): Promise<boolean> {
    if (systemDialog.open) return false
    const { credential } = keyPair
    systemDialog.open = true
    this.failure = null
    try {
      const outcome = await command(credential)
      switch (outcome.outcome) {
        case 'saved':
          if (credential === keyPair.credential) {
            keyPair.facts = outcome.key_pair
            this.saved = outcome
          }
          announce(savedKeyPair(outcome))
          // Another pair may be unsaved as well; then the question stays.
          if (this.closeAsked) this.closeAsked = await commands.closeIfSaved(true)
          return true
        case 'exists':
          this.question = outcome
          return false
        case 'failed':
          this.failure = outcome
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
      systemDialog.open = false
    }
  }

  /** One file was saved in a format of its own. */
  savedAs(outcome: Extract<SaveFileOutcome, { outcome: 'saved' }>): void {
    keyPair.facts = outcome.key_pair
    this.savedFile = outcome
  }

  async close(): Promise<void> {
    this.closeAsked = null
    await commands.closeAnyway().catch(showError)
  }
}

export const keyFiles = new KeyFiles()
