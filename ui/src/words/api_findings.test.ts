// Tests the words about APIs: each code has them, they are sentences, and each says what to do.
import { describe, expect, it } from 'vitest'
import type { ApiFinding, TriedApi } from '../backend'
import { apiFindingWords } from './api_findings'
import { loadFindingWords } from './finding_table.svelte'
import { samples } from './finding_samples'

await loadFindingWords()

const findings = samples('ApiFinding', 'code') as unknown as ApiFinding[]
const place = (api: TriedApi, scopes = '') => ({
  api,
  server: { name: 'OCAPI Data', accountManager: false },
  scopes,
})

describe('the words about an API', () => {
  it.each(findings.map((finding) => [finding.code, finding] as const))('say what to do about %s', (_, finding) => {
    const words = apiFindingWords(finding, place('ocapi'))
    expect(words.title).toMatch(/^[A-Z`].*[^.!]$/)
    const sentences = [words.text, ...(words.steps ?? []).map(({ text }) => text)].filter((it) => it !== undefined)
    for (const text of sentences) expect(text).toMatch(/[.:]$/)
    for (const text of sentences) expect(text).not.toMatch(/undefined|null|\{|\}/)
    expect(words.steps?.length).toBeGreaterThan(0)
  })

  it('offer the scopes that are missing, beside those that were typed', () => {
    const finding = { code: 'scopes_missing', missing: ['SALESFORCE_COMMERCE_API:zzte_053'], bare_role: true } as const
    const words = apiFindingWords(
      { ...finding, missing: [...finding.missing] },
      place('scapi', 'mail SALESFORCE_COMMERCE_API'),
    )
    const [correct] = words.steps?.[0]?.actions ?? []
    expect(correct).toMatchObject({ do: 'correct', text: 'mail SALESFORCE_COMMERCE_API:zzte_053' })
  })

  it('offer SCAPI where OCAPI is off, and no settings', () => {
    const words = apiFindingWords({ code: 'ocapi_off' }, place('ocapi'))
    expect(words.steps?.flatMap(({ acts }) => acts ?? [])).toEqual([{ act: 'try_scapi' }])
    expect(words.steps?.some(({ settings }) => settings)).toBe(false)
  })
})
