// Tests the marks: an unusable key pair is not done, and another server does not need the ticks.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FindingShown, KeyPairFacts } from '../../backend'

vi.mock('../../backend', () => ({ asCommandError: (reason: unknown) => reason, commands: {} }))

const { keyPair } = await import('./key_pair.svelte')
const { marks } = await import('./marks.svelte')
const { request } = await import('./request.svelte')

const found = (severity: FindingShown['severity']): FindingShown => ({
  finding: { code: 'certificate_ended', not_after: 7 },
  severity,
  certainty: 'proven',
  place: 'key_pair',
  field: null,
  evidence: [],
})

function find(...findings: FindingShown[]): void {
  request.preview = { ...request.preview, findings } as typeof request.preview
}

beforeEach(() => {
  const private_key = { key_type: { type: 'rsa', bits: 4096 } } as KeyPairFacts['private_key']
  keyPair.facts = { ...keyPair.facts, private_key, belong_together: null }
  request.kind = 'account_manager'
  request.apiKey = ''
  find()
})

describe('step 1', () => {
  it('is done with a usable key pair, even when there is a note', () => {
    expect(marks.key).toBe('done')
    find(found('note'), found('fine'))
    expect(marks.key).toBe('done')
  })
  it.each(['warning', 'error'] as const)('has an error when a finding about the pair is an %s', (severity) => {
    find(found('note'), found(severity))
    expect(marks.key).toBe('bad')
    expect(marks.keyFindings).toEqual([found(severity)])
  })
  it('is next while there is no private key, no matter what was found', () => {
    keyPair.facts = { ...keyPair.facts, private_key: null }
    find(found('error'))
    expect(marks.key).toBe('now')
  })
  it('has an error when key and certificate do not belong together', () => {
    keyPair.facts = { ...keyPair.facts, belong_together: false }
    expect(marks.key).toBe('bad')
  })
})

describe('step 2', () => {
  it('needs the ticks for Account Manager', () => {
    request.apiKey = 'client'
    expect(marks.client).toBe('now')
  })
  it('is done with the client ID for another server, which has no list', () => {
    request.apiKey = 'client'
    request.kind = 'other'
    expect(marks.client).toBe('done')
  })
})
