// State of "Check all credentials": how far the check is, and the result for each credential.
import { commands, type CheckResult, type CredentialId, type CredentialSummary } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { disclosureQuestion } from '../disclosure/disclosure.svelte'
import { credentials, nameOf } from '../rail/credentials.svelte'
import { vault } from '../vault/vault.svelte'
import { boardSum, type Check } from './board_sum'

type HeldBack = Extract<Check, { state: 'held_back' }>

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
    this.results = new Map()
    announce(m.board_started())
    await this.#run(() => commands.checkAllCredentials())
  }

  /** Asks about a JWT that was held back, and sends it if the person confirms that. */
  ask(credential: CredentialSummary, { disclosure, seconds }: HeldBack): void {
    const send = () => this.#run(() => commands.checkHeldBack(credential.id, disclosure))
    disclosureQuestion.ask({ disclosure, seconds, credential: nameOf(credential), warnings: [], send })
  }

  async #run(check: () => Promise<unknown>): Promise<void> {
    this.running = true
    try {
      await check()
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
