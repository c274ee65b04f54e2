// Tests when a step is folded: the person's choice counts until a response blames the step or finishes it.
import { beforeEach, expect, it, vi } from 'vitest'
import type { ExchangeShown } from '../../backend'

vi.stubGlobal('HTMLElement', class {})
vi.stubGlobal('document', { activeElement: null, getElementById: () => null, querySelector: () => null })

const { steps } = await import('./steps.svelte')

const token = { verdict: 'token_received', findings: [] } as unknown as ExchangeShown
const refused = {
  verdict: 'refused',
  findings: [{ severity: 'error', certainty: 'certain', place: 'key_pair', field: null }],
} as unknown as ExchangeShown

beforeEach(() => steps.begin())

it('folds a finished step after a token, and only if it is finished', () => {
  steps.afterAnswer(token)
  expect(steps.isFolded('key', true)).toBe(true)
  expect(steps.isFolded('key', false)).toBe(false)
})

it('folds and unfolds by hand, finished or not', () => {
  steps.toggle('key', false)
  expect(steps.isFolded('key', false)).toBe(true)
  steps.toggle('key', true)
  expect(steps.isFolded('key', true)).toBe(false)
  steps.afterAnswer(token)
  expect(steps.isFolded('key', true)).toBe(true)
  steps.toggle('key', true)
  expect(steps.isFolded('key', true)).toBe(false)
})

it('unfolds a step that a response blames', () => {
  steps.toggle('key', false)
  steps.afterAnswer(refused)
  expect(steps.isFolded('key', true)).toBe(false)
})
