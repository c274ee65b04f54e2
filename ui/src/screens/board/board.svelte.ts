// Checking all credentials: a token is asked for with each, a few at a time; how far it is, and what came of each.
import { commands, type CheckResult, type CredentialId, type CredentialSummary } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { credentials } from '../rail/credentials.svelte'
import { boardSum, type Check } from './check_words'

class Board {
  running = $state(false)
  /** What is known of each credential that is being checked; `null` when nothing was checked yet. */
  results = $state.raw<ReadonlyMap<CredentialId, Check> | null>(null)

  rows = $derived.by((): { credential: CredentialSummary; check: Check }[] =>
    credentials.list.flatMap((credential) => {
      const check = this.results?.get(credential.id)
      return check ? [{ credential, check }] : []
    }),
  )
  done = $derived(this.rows.filter(({ check }) => check.state !== 'waiting' && check.state !== 'sending').length)

  async start(): Promise<void> {
    if (this.running) return
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

  /** What became of one of them. */
  checked({ credential, check }: CheckResult): void {
    this.results = new Map(this.results).set(credential, check)
  }

  async cancel(): Promise<void> {
    await commands.cancelCheck().catch(showError)
  }
}

export const board = new Board()
