// State of "Send again": opens the credential of an attempt and sends its request, as any other, with all checks. If the
// request would differ from the attempt, the person sees how, and decides.
import { asCommandError, commands, type Attempt, type Changes, type CredentialId } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { keyPairOf } from '../credential/opening.svelte'
import { request } from '../credential/request.svelte'
import { credentials } from '../rail/credentials.svelte'
import { vault } from '../vault/vault.svelte'

class SendAgain {
  /** What has changed since the attempt; `null` when nothing is asked. */
  question = $state.raw<{ credential: CredentialId; at: number; changes: Changes } | null>(null)

  async ask(attempt: Attempt): Promise<void> {
    // Opening the credential of a locked key would show no key.
    if (vault.unlocksFirst(() => this.ask(attempt))) return
    const { id, credential, at } = attempt.summary
    await credentials.show(credential)
    if (!(await keyPairOf(credential)) || credentials.openId !== credential) return
    try {
      const changes = await commands.changesSince(id, $state.snapshot(request.form))
      if (credentials.openId !== credential) return
      if (changes.differences.length > 0) this.question = { credential, at, changes }
      else await request.send()
    } catch (reason) {
      const error = asCommandError(reason)
      // The attempt was deleted meanwhile, and nothing can be compared.
      if (error.code === 'store' && error.error.code === 'not_found') await request.send()
      else showError(reason)
    }
  }

  /** Sends the request as it is now. */
  async confirm(): Promise<void> {
    const { question } = this
    this.question = null
    if (question && credentials.openId === question.credential) await request.send()
  }

  cancel(): void {
    this.question = null
  }
}

export const sendAgain = new SendAgain()
