// Tests which words a report gets.
import { expect, it, vi } from 'vitest'
import type { ExchangeShown } from '../../../backend'
import { search } from '../experiments/experiments.svelte'
import { reportWords } from './report_words'

vi.mock('../../../backend', () => ({ commands: {}, onWindowEvent: () => {} }))
vi.stubGlobal('document', { documentElement: { lang: 'en' } })

const shownAt = (started_at: number) => ({
  credential: 1,
  exchange: {
    verdict: 'refused',
    started_at,
    duration_ms: 1,
    findings: [],
    diagnosis: null,
    clocks: null,
    proxy: null,
    way: [],
    sent: { auth_method: 'signed_jwt' },
  } as unknown as ExchangeShown,
  server: { name: 'Account Manager', accountManager: true },
  at: started_at,
})

it('has the experiments of its own attempt, and of no other', () => {
  const shown = shownAt(1)
  search.of = shown
  search.sent = [{ variation: { change: 'without_key_id' }, outcome: { outcome: 'token' }, duration_ms: 5 }]
  const [experiment, ...others] = reportWords(shown).experiments
  expect(others).toEqual([])
  expect(experiment?.name).toMatch(/kid|key ID/i)
  expect(experiment?.said).toBeTruthy()
  expect(reportWords(shownAt(2)).experiments).toEqual([])
})
