// What is kept with an answer for as long as the window is open.
import { expect, it } from 'vitest'
import type { ExchangeShown } from '../../backend'
import type { Server } from '../../words/findings'
import { answer } from './answer.svelte'

const practice: Server = { name: 'Practice Account Manager', accountManager: true, practice: true }
const sentAt = (started_at: number) =>
  ({ verdict: 'refused', started_at, duration_ms: 1, findings: [] as unknown }) as ExchangeShown

it('says of each answer whether the practice server was broken then, whatever it is now', () => {
  answer.show(1, sentAt(1), practice, true)
  const broken = answer.last!
  answer.show(1, sentAt(2), practice, false)
  const whole = answer.last!
  expect([broken, whole].map((shown) => answer.wasBroken(shown))).toEqual([true, false])
  answer.fill({ of: 1, exchange: sentAt(1), server: practice, at: 2 })
  expect(answer.wasBroken(answer.last!)).toBe(true)
  expect(answer.wasBroken({ ...broken, server: { name: 'x', accountManager: false } })).toBe(false)
})
