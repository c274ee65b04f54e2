// Tests the words for the stages on the way of a request.
import { expect, it } from 'vitest'
import type { ExchangeShown, Stage } from '../backend'
import { stageWords } from './way'

const exchange = {
  started_at: Date.UTC(2026, 10, 23, 14, 3, 11),
  proxy: { address: 'proxy.example:8080', source: { set_by: 'system' } },
} as ExchangeShown
const accountManager = { name: 'Account Manager', accountManager: true }
const other = { name: 'a-very-long-host-name.example', accountManager: false }
const stage = (part: Partial<Stage>): Stage => ({
  name: 'tls',
  mark: { mark: 'done' },
  milliseconds: null,
  tls_version: null,
  issuer: null,
  ...part,
})
const words = (part: Partial<Stage>, server = other) => stageWords(stage(part), exchange, server)

it('says of each stage what is known about it', () => {
  expect(words({ tls_version: '1.3', issuer: 'DigiCert\u202E Inc', milliseconds: 41 })).toEqual({
    name: 'TLS 1.3',
    fact: 'DigiCert\\u202e Inc',
    mark: 'passed',
  })
  expect(words({ name: 'connection', milliseconds: 41 }).fact).toBe('41 ms')
  expect(words({ name: 'connection', milliseconds: 0 }).fact).toBe('under 1 ms')
  expect(words({ name: 'proxy', milliseconds: 41 }).fact).toBe('proxy.example:8080')
  expect(words({ name: 'this_computer' }).fact).toMatch(/^sent .*:03:11$/)
  expect(words({ name: 'token' }).fact).toBe('')
})

it('says why the request ended, and nothing of what it did not reach', () => {
  const ended = words({ name: 'server', mark: { mark: 'ended', by: 'refused' }, milliseconds: 300 }, accountManager)
  expect(ended).toEqual({ name: 'Account Manager', fact: 'refused', mark: 'the request stopped here' })
  expect(words({ name: 'server' }).name).toBe('Server')
  expect(words({ mark: { mark: 'not_reached' } })).toEqual({ name: 'TLS', fact: '', mark: 'not reached' })
})
