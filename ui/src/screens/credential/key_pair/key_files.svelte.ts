// State of saving the current key pair as files.
import {
  commands,
  type CredentialId,
  type ExistingFiles,
  type SaveFileOutcome,
  type SaveOutcome,
} from '../../../backend'
import { announce, showError } from '../../../parts/notices.svelte'
import { m } from '../../../words'
import { savedKeyPair } from '../../../words/saved'
import { vault } from '../../vault/vault.svelte'
import { keyPair } from '../key_pair.svelte'
import { systemDialog } from './system_dialog.svelte'

type OutcomeNamed<Name extends SaveOutcome['outcome']> = Extract<SaveOutcome, { outcome: Name }>

class KeyFiles {
  saved = $state<OutcomeNamed<'saved'> | null>(null)
  /** The last result of "Save as…". */
  savedFile = $state<Extract<SaveFileOutcome, { outcome: 'saved' }> | null>(null)
  /** Files with these names exist already. */
  question = $state<OutcomeNamed<'exists'> | null>(null)
  failure = $state<OutcomeNamed<'failed'> | null>(null)

  /** The pair has changed: nothing of it is saved yet. */
  changed(): void {
    this.saved = null
    this.savedFile = null
    this.failure = null
  }

  /** Another credential opens. */
  begin(): void {
    this.changed()
    this.question = null
  }

  async save(): Promise<boolean> {
    if (vault.unlocksFirst(() => this.save())) return false
    return this.#saving((credential) => commands.saveKeyFiles(credential, m.save_folder_dialog()))
  }

  async saveAnyway(answer: ExistingFiles): Promise<boolean> {
    this.question = null
    return this.#saving(() => commands.saveKeyFilesAnyway(answer))
  }

  /** Returns whether everything is saved. */
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
          return true
        case 'exists':
          this.question = outcome
          return false
        case 'failed':
          this.failure = outcome
          return false
        case 'cancelled':
          return false
      }
    } catch (reason) {
      showError(reason)
      return false
    } finally {
      systemDialog.open = false
    }
  }

  /** Takes the result of "Save as…". */
  savedAs(outcome: Extract<SaveFileOutcome, { outcome: 'saved' }>): void {
    keyPair.facts = outcome.key_pair
    this.savedFile = outcome
  }
}

export const keyFiles = new KeyFiles()
