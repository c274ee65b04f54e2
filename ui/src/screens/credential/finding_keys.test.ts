// Tests that a finding has a key of its own, wherever it is in a list.
import { expect, it } from 'vitest'
import { keyed } from './finding_keys'

const twice = (name: string) => ({ finding: { code: 'claim_twice', name } })
const keys = (...names: string[]) => keyed(names.map(twice)).map(([key]) => key)

it('has the same key at another place', () => {
  expect(keys('aud', 'exp')[1]).toBe(keys('exp')[0])
})

it('has another key when it says something else', () => {
  expect(keys('aud')).not.toEqual(keys('exp'))
})

it('has a key of its own when it occurs twice', () => {
  expect(new Set(keys('aud', 'aud', 'exp')).size).toBe(3)
})
