// How a credential stands is told by its last result, as long as that was with the server that it is for.
import { expect, it } from 'vitest'
import type { CredentialSummary, Destination, LastResult, Recipient } from '../../backend'
import { standing } from './state'

const PRACTICE = { url: 'http://127.0.0.1:4711/dwsso/oauth2/access_token', recipient: 'practice' } as const
const REAL = { url: 'https://account.demandware.com/dwsso/oauth2/access_token', recipient: 'account_manager' } as const
const NOT_STORED = { url: '', recipient: 'other' } as const

const standingOf = (destination: Destination, sent: { url: string; recipient: Recipient }) => {
  const last: LastResult = { at: 0, ...sent, verdict: 'refused', error: 'invalid_client', finding: null }
  const credential = { destination, last_result: last, certificate_life: null } as CredentialSummary
  return standing(credential, null, 1)
}

it.each<[string, Destination, typeof PRACTICE | typeof REAL]>([
  ['practice', { kind: 'practice' }, PRACTICE],
  ['Account Manager', { kind: 'account_manager' }, REAL],
  ['another server', { kind: 'other', token_endpoint: 'https://login.example.com', audience: '' }, REAL],
])('a refusal of %s counts for a credential of its own', (_, destination, sent) => {
  expect(standingOf(destination, sent)).toEqual({ dot: 'bad', words: 'invalid_client, just now' })
})

it('a result in the practice says nothing of a credential that left it, nor a real one of one for practice', () => {
  expect(standingOf({ kind: 'account_manager' }, PRACTICE).dot).toBe('none')
  expect(standingOf({ kind: 'practice' }, REAL).dot).toBe('none')
})

it('a result of before its address was kept counts', () => {
  expect(standingOf({ kind: 'account_manager' }, NOT_STORED).dot).toBe('bad')
})

it('a certificate that ends soon is said beside the last result', () => {
  const last: LastResult = { at: 0, ...NOT_STORED, verdict: 'token_received', error: null, finding: null }
  const life = { state: 'ends_soon', days_left: 12 }
  const credential = { destination: null, last_result: last, certificate_life: life, certificate_not_after: 0 }
  expect(standing(credential as unknown as CredentialSummary, null, 1)).toEqual({
    dot: 'warn',
    words: 'Certificate ends in 12 days. Token received just now',
  })
})
