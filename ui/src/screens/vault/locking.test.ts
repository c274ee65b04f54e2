// Tests that work goes on after unlocking, and that nothing of a secret stays in the page while it is locked.
import { beforeEach, describe, expect, it } from 'vitest'
import type { ExchangeShown, VaultState } from '../../backend'
import {
  MODULES_MS,
  answer,
  atOnce,
  begin,
  calls,
  credentials,
  pending,
  reading,
  request,
  settle,
} from '../rail/fake_backend'

let vault: (typeof import('./vault.svelte'))['vault']
let locking: (typeof import('./locking.svelte'))['locking']

const closed: VaultState = { state: 'locked', protection: 'passphrase' }
const open: VaultState = { state: 'open', protection: 'passphrase' }
const exchange = (body: string) =>
  ({ started_at: 0, duration_ms: 1, sent: { url: '', body } }) as unknown as ExchangeShown

function lock(): void {
  locking.locked({ event: 'locked', cause: 'person', state: closed, in_memory: [] })
}

beforeEach(async () => {
  await begin()
  vault = (await import('./vault.svelte')).vault
  locking = (await import('./locking.svelte')).locking
  atOnce['unlockVault'] = () => open
  atOnce['lastExchange'] = () => null
  await credentials.load()
}, MODULES_MS)

describe('locking', () => {
  it('asks for the unlock first, and then sends the request', async () => {
    lock()
    void request.send()
    expect([vault.question?.kind, calls['getToken']]).toEqual(['unlock', undefined])
    atOnce['openKeyPair'] = () => ({ facts: {}, storage: { home: { state: 'nothing' }, files: [] } })
    await vault.unlock('right')
    await settle()
    expect([vault.question, vault.locked]).toEqual([null, null])
    pending('getToken')
  })

  it('forgets the request when the question is closed', async () => {
    lock()
    void request.send()
    vault.close()
    await vault.unlock('right')
    await settle()
    expect(calls['getToken']).toBeUndefined()
  })

  it('clears what is typed or shown of secrets, and shows the exchange without them', async () => {
    vault.ask({ kind: 'unlock' })
    vault.passphrase = 'half of it'
    reading.pasted = '-----BEGIN PRIVATE KEY-----'
    answer.last = { credential: 1, exchange: exchange('whole'), server: { name: 'it', accountManager: false }, at: 1 }
    answer.revealed = { text: 'token', only_beginning: false, json: false, bytes: 5, cut_off: false, shortened: false }
    answer.tab = 'code'
    atOnce['lastExchange'] = () => ({ exchange: exchange('without'), secrets_wiped: true })
    lock()
    await settle()
    expect([vault.passphrase, vault.question, reading.pasted, answer.revealed]).toEqual(['', null, '', null])
    expect([answer.last?.exchange.sent.body, answer.last?.stored, answer.tab]).toEqual(['without', true, 'request'])
  })

  it('asks before it locks when keys would be lost', async () => {
    atOnce['lockNow'] = () => ({ outcome: 'would_lose', keys: [{ credential: 1, why: 'not_stored' }] })
    await locking.lockNow()
    expect([locking.wouldLose?.length, vault.locked]).toEqual([1, null])
  })
})
