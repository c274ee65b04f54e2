// "Send again": opens the credential of an attempt and sends its request, as any other, with all checks. If the request
// would differ from the attempt, the person sees how, and decides.
import { asCommandError, commands, type Attempt } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { keyPairOf } from '../credential/opening.svelte'
import { request } from '../credential/request.svelte'
import { credentials } from '../rail/credentials.svelte'
import { vault } from '../vault/vault.svelte'
import { again } from './again.svelte'

export async function sendAgain(attempt: Attempt): Promise<void> {
  // A locked credential would open without its key.
  if (vault.unlocksFirst(() => sendAgain(attempt))) return
  const { id, credential, at } = attempt.summary
  await credentials.show(credential)
  if (!(await keyPairOf(credential)) || credentials.openId !== credential) return
  try {
    const changes = await commands.changesSince(id, $state.snapshot(request.form))
    if (credentials.openId !== credential) return
    if (changes.differences.length > 0) again.question = { credential, at, changes }
    else await request.send()
  } catch (reason) {
    const error = asCommandError(reason)
    // The attempt was deleted meanwhile, and nothing can be compared.
    if (error.code === 'store' && error.error.code === 'not_found') await request.send()
    else showError(reason)
  }
}

/** Sends the request as it is now. */
export async function confirmAgain(): Promise<void> {
  const { question } = again
  again.question = null
  if (question && credentials.openId === question.credential) await request.send()
}
