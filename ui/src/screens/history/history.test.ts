// Tests that the attempt chosen last is the one shown, no matter when an earlier one arrives.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attempt, AttemptId } from '../../backend'

/** Calls that are still waiting for their attempt. */
const asked = new Map<AttemptId, (attempt: Attempt) => void>()
const listed: unknown[] = []
/** What a list waits for. */
let slow: Promise<void>

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    openAttempt: (id: AttemptId) => new Promise((come) => asked.set(id, come)),
    listAttempts: (filter: { credential: number | null }) => {
      listed.push(filter.credential)
      return slow.then(() => ({ attempts: [{ id: 9, credential: filter.credential }], total: 1, more: false }))
    },
  },
}))

let history: (typeof import('./history.svelte'))['history']

const settle = () => new Promise((done) => setTimeout(done))
const come = (id: AttemptId) => asked.get(id)?.({ summary: { id } } as Attempt)

beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null })
  asked.clear()
  listed.length = 0
  slow = Promise.resolve()
  await import('../wiring')
  history = (await import('./history.svelte')).history
}, 60_000)

describe('an attempt that arrives late', () => {
  it('does not replace a later choice', async () => {
    void history.show(1)
    void history.show(2)
    come(2)
    await settle()
    come(1)
    await settle()
    expect(history.open?.summary.id).toBe(2)
  })
  it('does not reopen what was closed', async () => {
    void history.show(1)
    history.close()
    come(1)
    await settle()
    expect(history.open).toBeNull()
  })
})

describe('the latest attempt, when its list arrives late', () => {
  let arrive: () => void

  beforeEach(async () => {
    slow = new Promise((resolve) => (arrive = resolve))
    void history.showLatestOf(4)
    await settle()
  })

  it('does not replace a later choice', async () => {
    void history.show(2)
    come(2)
    arrive()
    await settle()
    expect(asked.has(9)).toBe(false)
    expect(history.open?.summary.id).toBe(2)
  })
  it('does not open once the screen was left', async () => {
    history.close()
    arrive()
    await settle()
    expect(asked.has(9)).toBe(false)
  })
  it('does not open once another screen was chosen, before the history appeared', async () => {
    const { screens } = await import('../screens.svelte')
    void screens.go('credential')
    arrive()
    await settle()
    expect(asked.has(9)).toBe(false)
  })
})

describe('a deleted credential', () => {
  it('is no longer selected, and another one stays selected', () => {
    history.credential = 3
    history.forget(4)
    expect(history.filter.credential).toBe(3)
    history.forget(3)
    expect(history.filter.credential).toBeNull()
    history.credential = 5
    history.forget(null)
    expect(history.filter.credential).toBeNull()
  })
})

describe('the history of one credential', () => {
  it('is listed no matter what was searched for before, and its latest attempt opens', async () => {
    Object.assign(history, { text: 'invalid', verdict: 'refused', credential: 3 })
    void history.showLatestOf(4)
    await settle()
    expect(new Set(listed)).toEqual(new Set([4]))
    expect(history.filter).toMatchObject({ credential: 4, verdict: null, text: '' })
    come(9)
    await settle()
    expect(history.open?.summary.id).toBe(9)
  })
})
