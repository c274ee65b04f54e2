// Tests of the list of credentials: its groups, moving within and between them, and credentials with the same name.
import { beforeEach, describe, expect, it } from 'vitest'
import type { CredentialSummary, Group } from '../../backend'
import { nameOf } from '../../words/names'
import { atOnce, begin, credentials, MODULES_MS, opened, draft, pending, settle, summary } from './fake_backend'
import { sectionsOf } from './groups.svelte'
import { twinsIn } from './twins'

const inGroup = (id: number, group: Group): CredentialSummary => ({ ...summary(id), group })
const named = (id: number, facts: Partial<CredentialSummary>): CredentialSummary => ({
  ...summary(id),
  name: 'OMS',
  destination: { kind: 'account_manager' },
  ...facts,
})

describe('groups', () => {
  const list = [inGroup(1, 'production'), inGroup(2, 'production'), inGroup(3, 'staging'), inGroup(4, 'none')]

  beforeEach(async () => {
    await begin()
    atOnce['start'] = () => ({
      credentials: list,
      folded_groups: ['staging'],
      open: opened(1, draft('one')),
      rescue: null,
    })
    atOnce['listCredentials'] = () => credentials.list
    atOnce['foldGroups'] = () => undefined
    await credentials.load()
  }, MODULES_MS)

  const order = () => credentials.list.map(({ id, group }) => `${id} ${group}`)

  it('are sections in the order of the list', () => {
    expect(sectionsOf(list).map(({ group, credentials }) => [group, credentials.map(({ id }) => id)])).toEqual([
      ['production', [1, 2]],
      ['staging', [3]],
      ['none', [4]],
    ])
  })

  it('a move stays within the group until its end, and then goes on into the next one', async () => {
    void credentials.moveBy(1, 1)
    await settle()
    expect(pending('moveCredential').arguments).toEqual([1, 'production', 1])
    expect(order()).toEqual(['2 production', '1 production', '3 staging', '4 none'])
    void credentials.moveBy(1, 1)
    await settle()
    expect(pending('moveCredential').arguments).toEqual([1, 'staging', 1])
    expect(order()).toEqual(['2 production', '1 staging', '3 staging', '4 none'])
    void credentials.moveBy(1, -1)
    await settle()
    expect(pending('moveCredential').arguments).toEqual([1, 'production', 1])
    expect(order()).toEqual(['2 production', '1 production', '3 staging', '4 none'])
  })

  it('a credential that is dropped beside another one comes into its group', async () => {
    void credentials.moveBeside(4, 1, false)
    await settle()
    expect(pending('moveCredential').arguments).toEqual([4, 'production', 0])
    expect(order()).toEqual(['4 production', '1 production', '2 production', '3 staging'])
    void credentials.moveBeside(1, 3, true)
    await settle()
    expect(pending('moveCredential').arguments).toEqual([1, 'staging', 3])
    expect(order()).toEqual(['4 production', '2 production', '3 staging', '1 staging'])
  })

  it('at either end of the list nothing moves', async () => {
    void credentials.moveBy(1, -1)
    void credentials.moveBy(4, 1)
    await settle()
    expect(order()).toEqual(['1 production', '2 production', '3 staging', '4 none'])
  })
})

describe('names', () => {
  it('a name that was typed counts, then a proposed one, then what it is', () => {
    const proposed_name = { from: 'certificate', subject: 'oms.example' } as const
    expect(nameOf(named(1, { proposed_name }))).toBe('OMS')
    expect(nameOf(named(1, { name: ' ', proposed_name }))).toBe('oms.example')
    expect(nameOf(named(1, { name: '', proposed_name: { from: 'api_client', id: '1c2f0d7e' } }))).toBe(
      'API client 1c2f0d7e',
    )
    expect(nameOf(named(1, { name: '' }))).toBe('New credential')
    expect(nameOf(named(1, { name: '', destination: { kind: 'practice' } }))).toBe('Practice credential')
  })

  it('the same name is told apart by the first fact that differs', () => {
    expect(twinsIn([named(1, {}), named(2, { name: 'PIM' })]).size).toBe(0)
    const groups = twinsIn([named(1, { group: 'production' }), named(2, { name: 'oms ', group: 'staging' })])
    expect([...groups]).toEqual([
      [1, 'Production'],
      [2, 'Staging'],
    ])
    const keys = twinsIn([named(1, { api_key: 'one' }), named(2, { api_key: '' })])
    expect([...keys.values()]).toEqual(['API key one', 'no API key'])
    expect([...twinsIn([named(1, {}), named(2, {})]).values()]).toEqual(['1 of 2', '2 of 2'])
  })
})
