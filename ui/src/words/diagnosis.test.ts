// Tests the words for a diagnosis: every code of the core has some, and nothing is said that the answer does not tell.
import { describe, expect, it } from 'vitest'
import type { Basis, CheckOutcome, Evidence, ServerCheck } from '../backend'
import { basisWords, checkLines, evidenceWords } from './diagnosis'
import { declaration, samples, servers } from './finding_samples'
import { plain } from './rich'

/** The variants of a generated union of texts. */
const variants = (type: string): string[] => [...declaration(type).matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '')
const isComplete = (text: string) => text.trim() !== '' && !/undefined|null|\{|\}/.test(text)

const [manager, , other] = servers as [(typeof servers)[0], (typeof servers)[0], (typeof servers)[0]]
const line = (check: ServerCheck, outcome: CheckOutcome) => ({ check, outcome })

describe('words for a diagnosis', () => {
  it('have a sentence for each evidence, for and against', () => {
    const all = samples('Evidence', 'code') as unknown as Evidence[]
    expect(all.length).toBeGreaterThan(8)
    for (const evidence of all)
      for (const supports of [true, false]) {
        const said = evidenceWords({ evidence, supports })
        expect(said).toSatisfy(isComplete)
        expect(said, evidence.code).toMatch(/\.$/)
      }
  })

  it('have a line for each check with each outcome', () => {
    const outcomes = variants('CheckOutcome') as CheckOutcome[]
    for (const check of variants('ServerCheck') as ServerCheck[])
      for (const outcome of outcomes)
        for (const server of servers) {
          const lines = checkLines([line(check, outcome)], server)
          expect(lines).toHaveLength(1)
          for (const text of Object.values(lines[0]!)) expect(text).toSatisfy(isComplete)
          expect(lines[0]!.text).not.toMatch(/[.!]$/)
        }
  })

  it('say how each basis is known', () => {
    const bases: Basis[] = [
      { code: 'account_manager', wording: 'as_of_2026' },
      { code: 'elsewhere', wording: 'as_of_2026' },
      { code: 'elsewhere', wording: 'as_in_2021' },
      { code: 'words_only' },
    ]
    const said = new Set(bases.map((basis) => basisWords(basis, other)))
    expect(said.size).toBe(bases.length)
    expect(basisWords(bases[0]!, manager)).toBe('This follows from the order in which Account Manager checks.')
    expect(basisWords({ code: 'words_only' }, manager)).not.toContain('order')
  })
})

describe('the checks in lines', () => {
  const texts = (...shown: Parameters<typeof checkLines>[0]) =>
    checkLines(shown, manager).map(({ name, text }) => plain(`${name}: ${text}`))

  it('are in the order of the server, and those that were not reached share a line', () => {
    expect(
      texts(
        line('api_client', 'passed'),
        line('auth_method', 'passed'),
        line('audience', 'stopped'),
        line('times', 'not_reached'),
        line('id', 'not_reached'),
        line('scopes', 'not_reached'),
      ),
    ).toEqual([
      'API client: known and active',
      'Auth method: set to private_key_jwt',
      'Audience: this is where it stopped',
      'Times · jti · Scopes: not looked at yet',
    ])
  })

  it('say nothing of a check if it is not certain where the server stopped', () => {
    const said = texts(
      line('api_client', 'may_have_stopped'),
      line('auth_method', 'not_reached'),
      line('signature', 'may_have_stopped'),
      line('audience', 'not_reached'),
    )
    expect(said).toEqual([
      'API client: it may have stopped here',
      "Auth method: this response doesn't say",
      'Signature: it may have stopped here',
      "Audience: this response doesn't say",
    ])
  })

  it('name what a client with a secret is set to only as far as it is known', () => {
    const secret = checkLines([line('auth_method', 'passed')], { ...manager, method: 'client_secret' })
    expect(secret[0]!.text).not.toContain('private_key_jwt')
  })
})
