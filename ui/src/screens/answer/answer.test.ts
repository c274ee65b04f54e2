// Tests the state of the response panel.
import { expect, it, vi } from 'vitest'
import type { Diagnosis, ExchangeShown, FindingShown } from '../../backend'
import { notices } from '../../parts/notices.svelte'
import { loadFindingWords } from '../../words/finding_table.svelte'
import type { Server } from '../../words/servers'
import { answer, answerHeadline } from './answer.svelte'

const practice: Server = { name: 'Practice Account Manager', accountManager: true, practice: true }
const sentAt = (started_at: number) =>
  ({ verdict: 'refused', started_at, duration_ms: 1, findings: [] as unknown }) as ExchangeShown

it('remembers for each response whether faults were switched on', () => {
  answer.show(1, sentAt(1), practice, true)
  const broken = answer.last!
  answer.show(1, sentAt(2), practice, false)
  const whole = answer.last!
  expect([broken, whole].map((shown) => answer.hadFaults(shown))).toEqual([true, false])
  answer.fill({ credential: 1, exchange: sentAt(1), server: practice, at: 2 })
  expect(answer.hadFaults(answer.last!)).toBe(true)
  expect(answer.hadFaults({ ...broken, server: { name: 'x', accountManager: false } })).toBe(false)
})

it('announces a response with its headline, even when the words for findings are still loading', async () => {
  const exchange = {
    ...sentAt(3),
    findings: [{ finding: { code: 'invalid_client' }, severity: 'error', certainty: 'possible', field: null }],
  } as unknown as ExchangeShown
  answer.show(1, exchange, { name: 'Account Manager', accountManager: true }, false)
  await vi.waitFor(() => expect(notices.announcement).toMatch(/Account Manager refused/), 30_000)
}, 60_000)

it('has what the server said as its headline, and not the likeliest cause; of an older attempt, the first finding', async () => {
  await loadFindingWords()
  const cause = {
    finding: { code: 'jwt_not_accepted' },
    severity: 'error',
    certainty: 'likely',
    place: 'api_client',
    field: null,
    evidence: [],
  } satisfies FindingShown
  const older = { ...sentAt(4), findings: [cause], diagnosis: null } satisfies ExchangeShown
  const diagnosis = {
    said: { code: 'invalid_client' },
    basis: { code: 'words_only' },
    considered: 0,
    left: 0,
    checks: [],
  } satisfies Diagnosis
  const server = { name: 'Account Manager', accountManager: true }
  const headlineOf = (exchange: ExchangeShown) => answerHeadline({ credential: 1, exchange, server, at: 4 })
  expect(headlineOf({ ...older, diagnosis })).toBe('Account Manager refused this client')
  expect(headlineOf(older)).toBe("Account Manager couldn't verify the JWT")
})
