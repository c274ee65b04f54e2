// State of the dialog that makes a transfer file: what goes into it, and its passphrase, which is cleared when the dialog
// closes.
import { asCommandError, commands, type CredentialId, type LeftOut, type TransferProblem } from '../../backend'
import { announce, showDone, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { saveFailure } from '../../words/key_files'
import { draftChanged } from '../credential/opening.svelte'
import { clientSecrets } from '../credential/request/secrets/client_secrets.svelte'
import { saving } from '../credential/saving.svelte'
import { vault } from '../vault/vault.svelte'
import { transfer } from './transfer.svelte'

class Making {
  all = $state(true)
  chosen = $state.raw<ReadonlySet<CredentialId>>(new Set())
  history = $state(true)
  passphrase = $state('')
  repeated = $state('')
  submitted = $state(false)
  busy = $state(false)
  problem = $state.raw<TransferProblem | null>(null)
  /** Why the file was not saved. */
  failure = $state<string | null>(null)
  /** What is not in the file that was saved. */
  leftOut = $state.raw<LeftOut[]>([])
  /** What was saved; `null` until it was. */
  done = $state<string | null>(null)

  differ = $derived(this.passphrase !== this.repeated)
  none = $derived(!this.all && this.chosen.size === 0)

  choose(id: CredentialId, taken: boolean): void {
    const chosen = new Set(this.chosen)
    if (taken) chosen.add(id)
    else chosen.delete(id)
    this.chosen = chosen
  }

  async save(): Promise<void> {
    this.submitted = true
    this.problem = null
    this.failure = null
    if (this.busy || this.differ || this.none) return
    if (vault.unlocksFirst(() => this.save())) return
    this.busy = true
    try {
      // What was typed last belongs into the file.
      draftChanged()
      await clientSecrets.flush()
      await saving.flush()
      const credentials = this.all ? null : [...this.chosen]
      const made = await commands.makeTransferFile(
        m.transfer_make_dialog(),
        { credentials, history: this.history },
        this.passphrase,
      )
      if (made.outcome === 'problem') this.problem = made.problem
      else if (made.saved.outcome === 'failed') this.failure = saveFailure(made.saved)
      else if (made.saved.outcome === 'saved') {
        const { file, folder } = made.saved
        this.done = m.transfer_made({ count: made.credentials, file, folder })
        this.leftOut = made.left_out
        this.forgetTyped()
        // Without anything to read, the dialog has done its work.
        if (made.left_out.length > 0) announce(this.done)
        else {
          const { done } = this
          this.close()
          showDone(done)
        }
      }
    } catch (reason) {
      const error = asCommandError(reason)
      if (error.code === 'vault') vault.askAgain(error.error)
      if (error.code !== 'vault' || vault.question === null) showError(reason)
    } finally {
      this.busy = false
    }
  }

  close(): void {
    transfer.making = false
    this.forgetTyped()
    this.done = null
    this.leftOut = []
    this.all = true
    this.chosen = new Set()
    this.history = true
  }

  forgetTyped(): void {
    this.passphrase = ''
    this.repeated = ''
    this.submitted = false
    this.problem = null
    this.failure = null
  }
}

export const making = new Making()
