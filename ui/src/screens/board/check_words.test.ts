// Tests the words for checked credentials: validity of the certificate, and refusals only where the server refused.
import { describe, expect, it, vi } from 'vitest'
import type { CertificateLife, CredentialSummary } from '../../backend'

vi.mock('../../backend', () => ({ asCommandError: (reason: unknown) => reason, commands: {}, onWindowEvent: () => {} }))

const { boardAsText, checkWords } = await import('./check_words')

const END = Date.UTC(2027, 0, 1) / 1000
const credential = (life: CertificateLife | null, name = 'Sandbox'): CredentialSummary => ({
  id: 1,
  name,
  proposed_name: null,
  group: 'none',
  api_key: '',
  destination: { kind: 'account_manager' },
  method: 'signed_jwt',
  business_manager: { instance_host: '', user: '' },
  last_result: null,
  api_results: { scapi: null, ocapi: null, web_dav: null },
  certificate_not_before: life && END - 365 * 86_400,
  certificate_not_after: life && END,
  certificate_life: life,
})
const token = { state: 'token', duration_ms: 7 } as const

describe('a token', () => {
  it('needs no further words while the certificate is valid for long', () => {
    const words = checkWords(credential({ state: 'valid', days_left: 300 }), token)
    expect(words.result).toEqual({ text: 'Token', tone: 'good' })
    expect(words.fix).toBe('')
  })
  it('comes with the day by which to renew the certificate, in UTC like the certificate', () => {
    const words = checkWords(credential({ state: 'ends_soon', days_left: 9 }), token)
    expect(words.fix).toMatch(/^Renew the certificate before .*2027/)
  })
  it('does not name a deadline that has passed', () => {
    expect(checkWords(credential({ state: 'ended', days_ago: 3 }), token).fix).toMatch(/^The certificate expired on/)
    expect(checkWords(credential({ state: 'not_yet_valid' }), token).fix).toBe("The certificate isn't valid yet")
  })
})

describe('no token', () => {
  const refused = { state: 'refused', answered: true, duration_ms: 7, finding: null } as const
  it('is a refusal only when the server gives an error', () => {
    expect(checkWords(credential(null), { ...refused, error: 'invalid_client' }).result.text).toBe('Refused')
    expect(checkWords(credential(null), { ...refused, error: null }).result.text).toBe('No token')
    expect(checkWords(credential(null), { ...refused, answered: false, error: null }).result.text).toBe('No response')
  })
})

describe('the board as text', () => {
  it('has every column in every line, so that values are below their headings', () => {
    const rows = [
      { credential: credential(null, 'Without a key'), check: { state: 'not_sent', finding: null } as const },
      { credential: credential({ state: 'valid', days_left: 300 }), check: token },
    ]
    const [, sum, , columns = '', ...lines] = boardAsText(rows, 'today').split('\n')
    expect(sum).toBe('2 of 2 done. Tokens: 1. Failed: 0. Not sent: 1.')
    expect(lines.pop()).toBe('')
    for (const line of lines) expect(line.split('\t').length).toBe(columns.split('\t').length)
    expect(lines.length).toBe(2)
  })
})
