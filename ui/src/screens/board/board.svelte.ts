// State of "Check all credentials": how far the check is, and the result for each credential.
import { commands, type CheckResult, type CredentialId, type CredentialSummary } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { credentials } from '../rail/credentials.svelte'
import { vault } from '../vault/vault.svelte'
import { boardSum, type Check } from './check_words'

class Board {
  running = $state(false)
  /** The state of each credential that is being checked; `null` before the first check. */
  results = $state.raw<ReadonlyMap<CredentialId, Check> | null>(null)

  rows = $derived.by((): { credential: CredentialSummary; check: Check }[] =>
    credentials.list.flatMap((credential) => {
      const check = this.results?.get(credential.id)
      return check ? [{ credential, check }] : []
    }),
  )
  done = $derived(this.rows.filter(({ check }) => check.state !== 'waiting' && check.state !== 'sending').length)

  async start(): Promise<void> {
    if (this.running || vault.unlocksFirst(() => this.start())) return
    this.running = true
    this.results = new Map()
    announce(m.board_started())
    try {
      await commands.checkAllCredentials()
      announce(boardSum(this.rows.map(({ check }) => check)))
    } catch (reason) {
      showError(reason)
    } finally {
      this.running = false
    }
  }

  /** Takes the result for one credential. */
  checked({ credential, check }: CheckResult): void {
    this.results = new Map(this.results).set(credential, check)
  }

  async cancel(): Promise<void> {
    await commands.cancelCheck().catch(showError)
  }
}

export const board = new Board()
