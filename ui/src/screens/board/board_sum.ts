// The result of a check of all credentials in one sentence.
import type { CheckResult } from '../../backend'
import { m } from '../../words'

export type Check = CheckResult['check']

/** How many credentials have each result, once all are checked. */
export function boardSum(checks: readonly Check[]): string {
  const count = (...states: Check['state'][]) => checks.filter(({ state }) => states.includes(state)).length
  const tokens = count('token')
  const failed = count('refused')
  return m.board_sum({ count: checks.length, tokens, failed, not_sent: checks.length - tokens - failed })
}
