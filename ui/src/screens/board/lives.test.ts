// Tests of the lives of certificates: one scale, the soonest to expire first, and words for each.
import { expect, it } from 'vitest'
import type { CertificateLife, CredentialSummary } from '../../backend'
import { livesOf } from './lives'

const DAY = 86_400
const NOW = Date.UTC(2026, 10, 30) / 1000

const certified = (id: number, from: number, until: number, life: CertificateLife): CredentialSummary => ({
  id,
  name: `number ${id}`,
  proposed_name: null,
  group: id === 1 ? 'production' : 'none',
  api_key: '',
  destination: { kind: 'account_manager' },
  method: 'signed_jwt',
  business_manager: { instance_host: '', user: '' },
  last_result: null,
  api_results: { scapi: null, ocapi: null, web_dav: null },
  certificate_not_before: NOW + from * DAY,
  certificate_not_after: NOW + until * DAY,
  certificate_life: life,
})

it('without a certificate there is nothing to draw', () => {
  const bare = certified(1, 0, 1, { state: 'valid', days_left: 1 })
  expect(livesOf([], NOW)).toBeNull()
  expect(
    livesOf([{ ...bare, certificate_not_before: null, certificate_not_after: null, certificate_life: null }], NOW),
  ).toBeNull()
})

it('all are on one scale, with the soonest to expire first', () => {
  const lives = livesOf(
    [
      certified(1, -100, 100, { state: 'valid', days_left: 100 }),
      certified(2, -50, 12, { state: 'ends_soon', days_left: 12 }),
      certified(3, -90, -10, { state: 'ended', days_ago: 10 }),
    ],
    NOW,
  )
  expect(lives?.rows.map(({ name, words, tone, due }) => ({ name, words, tone, due }))).toEqual([
    { name: 'number 3', words: 'expired 20 Nov 2026', tone: 'bad', due: true },
    { name: 'number 2', words: 'expires in 12 days', tone: 'warn', due: true },
    { name: 'Production · number 1', words: 'expires 10 Mar 2027', tone: 'good', due: false },
  ])
  expect(lives?.today).toBeCloseTo(0.5)
  expect(lives?.rows[1]).toMatchObject({ begin: 0.25, end: 0.56 })
  expect(lives?.rows[2]?.sentence).toBe(
    'Production · number 1: valid from 22 Aug 2026 to 10 Mar 2027, expires 10 Mar 2027.',
  )
})

it('one certificate is enough for a scale, and one of many years runs off it', () => {
  const one = livesOf([certified(1, 0, 365, { state: 'valid', days_left: 365 })], NOW)
  expect(one?.today).toBeGreaterThan(0)
  expect(one?.rows[0]?.end).toBe(1)
  const long = livesOf([certified(1, -3650, 3650, { state: 'valid', days_left: 3650 })], NOW)
  expect(long?.today).toBeCloseTo(0.4)
  expect(long?.rows[0]).toMatchObject({ begin: 0, end: 1 })
})
