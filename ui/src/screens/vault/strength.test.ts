// Tests the estimated strength of a passphrase: long and varied is strong, short or repeated is not.
import { describe, expect, it } from 'vitest'
import { strength } from './strength'

describe('the strength of a passphrase', () => {
  it('is weak when it is short, has a common form, or repeats itself', () => {
    for (const text of ['', 'secret', 'Password1', 'aaaaaaaaaaaaaaaaaaaaaaaa', '20261124']) {
      expect(strength(text), text).toBe('weak')
    }
  })
  it('is fair for a few words or a dozen mixed characters', () => {
    for (const text of ['kettle orbit canyon waltz', 'x7!Kq2#pVm9z']) expect(strength(text), text).not.toBe('weak')
  })
  it('is good for six unrelated words, or twenty mixed characters', () => {
    for (const text of ['kettle orbit canyon waltz ember tulip', 'x7!Kq2#pVm9z&Lw4@Td8']) {
      expect(strength(text), text).toBe('good')
    }
  })
})
