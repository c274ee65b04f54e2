// Tests that a credential's state follows its last result, as long as that came from the server it is for.
import { expect, it } from 'vitest'
import type { CredentialSummary, Destination, LastResult, Recipient } from '../../backend'
import { credentialState } from './state'

const PRACTICE = { url: 'http://127.0.0.1:4711/dwsso/oauth2/access_token', recipient: 'practice' } as const
const REAL = { url: 'https://account.demandware.com/dwsso/oauth2/access_token', recipient: 'account_manager' } as const
const NOT_STORED = { url: '', recipient: 'other' } as const

const stateOf = (destination: Destination, sent: { url: string; recipient: Recipient }) => {
  const last: LastResult = { at: 0, ...sent, verdict: 'refused', error: 'invalid_client', finding: null }
  const credential = { destination, last_result: last, certificate_life: null } as CredentialSummary
  return credentialState(credential, null, 1)
}

it.each<[string, Destination, typeof PRACTICE | typeof REAL]>([
  ['practice', { kind: 'practice' }, PRACTICE],
  ['Account Manager', { kind: 'account_manager' }, REAL],
  [
    'another server',
    {
      kind: 'other',
      token_endpoint: 'https://login.example.com',
      audience: '',
      parameters: [],
      trusted: '',
      user: null,
    },
    REAL,
  ],
])('a refusal by %s counts for a credential of that server', (_, destination, sent) => {
  expect(stateOf(destination, sent)).toEqual({ dot: 'bad', words: 'invalid_client, just now', fact: 'now' })
})

it('a practice result does not count for a real credential, nor a real result for a practice one', () => {
  expect(stateOf({ kind: 'account_manager' }, PRACTICE).dot).toBe('none')
  expect(stateOf({ kind: 'practice' }, REAL).dot).toBe('none')
})

it('an old result without a stored address counts', () => {
  expect(stateOf({ kind: 'account_manager' }, NOT_STORED).dot).toBe('bad')
})

it('a certificate that ends soon is shown beside the last result', () => {
  const last: LastResult = { at: 0, ...NOT_STORED, verdict: 'token_received', error: null, finding: null }
  const life = { state: 'ends_soon', days_left: 12 }
  const credential = { destination: null, last_result: last, certificate_life: life, certificate_not_after: 0 }
  expect(credentialState(credential as unknown as CredentialSummary, null, 1)).toEqual({
    dot: 'warn',
    words: 'Certificate expires in 12 days. Token received just now',
    fact: '12 days',
  })
})
