// State of the question which of several private keys to use. Rust reports what there is to choose from, and proposes one.
import {
  commands,
  type CredentialId,
  type PrivateKeyChoice,
  type PrivateKeyId,
  type LoadReport,
} from '../../../backend'
import { showError } from '../../../parts/notices.svelte'
import { unlocking } from '../unlocking.svelte'
import { keepFocus } from './keep_focus'

class Choosing {
  choices = $state.raw<PrivateKeyChoice[]>([])
  selected = $state<PrivateKeyId | null>(null)
  busy = $state(false)
  /** The number of keys of which the person chose none. */
  left = $state(0)
  /** A passphrase that is needed is entered first. */
  open = $derived(this.choices.length > 0 && unlocking.current === null)

  /** The credential that the key is for. */
  #credential: CredentialId | null = null

  /** Called with the result of reading the chosen key. */
  onread: (report: LoadReport) => void = () => {}

  /** Takes what there is to choose from after reading for a credential; an empty list closes the dialog. */
  ask(credential: CredentialId | null, choices: PrivateKeyChoice[]): void {
    this.#credential = credential
    this.left = 0
    this.choices = choices
    const before = choices.find((choice) => choice.id === this.selected)
    this.selected = (before ?? choices.find((choice) => choice.proposed))?.id ?? null
  }

  async use(): Promise<void> {
    const { selected } = this
    if (this.busy || selected === null) return
    this.busy = true
    const credential = this.#credential
    try {
      const report = await commands.chooseKey(credential, selected)
      // Another credential was opened meanwhile. The key belongs to this one.
      if (credential === this.#credential) this.onread(report)
    } catch (reason) {
      this.choices = []
      showError(reason)
    } finally {
      this.busy = false
      void keepFocus()
    }
  }

  async leave(): Promise<void> {
    this.left = this.choices.length
    this.choices = []
    try {
      await commands.forgetLockedKeys(this.#credential)
    } catch (reason) {
      showError(reason)
    }
  }
}

export const choosing = new Choosing()
