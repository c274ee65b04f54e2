// Tests that every code from the Rust side has words, in every language, and that every message is used. The codes are
// read from the generated types, so a new code fails here even where a table's type was widened by hand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandErrors } from './commands'
import { findingTable, loadFindingWords } from './finding_table.svelte'
import { findingSamples, samples, servers } from './finding_samples'
import { findingWords, headline, titleWithCertainty } from './findings'
import { apiClientProblems } from './practice'
import { keyFileConcerns } from './key_file_concerns'
import { keyProblems, readNotes } from './key_reading'
import { certificateConcerns } from './keys'
import { optionsProblems } from './new_pair_options'
import { saveAsProblems } from './save_as'
import { explain, type Table } from './tables'
import { storeErrors } from './store'
import { keychainErrors, vaultErrors } from './vault'

await loadFindingWords()

const ui = join(import.meta.dirname, '..', '..')
const isComplete = (text: string) => text.trim() !== '' && !/undefined|null|\{|\}/.test(text)

describe('findings', () => {
  const findings = findingSamples()

  it('have one entry for each code of the core, and no other', () => {
    expect(Object.keys(findingTable() ?? {}).sort()).toEqual(findings.map(({ code }) => code).sort())
    expect(findings.length).toBeGreaterThan(70)
  })

  it.each(findings.map((finding) => [finding.code, finding] as const))('have words for %s', (_, finding) => {
    for (const server of servers) {
      const words = findingWords(finding, server)
      const said = [words.title, words.headline, words.text, ...(words.steps ?? []).map((step) => step.text)]
      for (const text of said) if (text !== undefined) expect(text).toSatisfy(isComplete)
      expect(words.title, 'a title ends without a full stop').not.toMatch(/[.!]$/)
      // A title stands alone, so it starts with a capital; but another server's name may start with any letter.
      if (server.accountManager) expect(words.title, 'a title begins with a capital').not.toMatch(/^[a-z]/)
      for (const text of said.slice(2))
        if (text !== undefined) expect(text, 'text and steps are sentences with a full stop').toMatch(/[.…*`]$/)
      if (words.steps) expect(words.steps.length).toBeGreaterThan(0)
    }
  })

  it('never send a user of Account Manager to a field that exists only for other servers', () => {
    for (const finding of findings) {
      const words = findingWords(finding, { name: 'Account Manager', accountManager: true })
      const told = (words.steps ?? []).map((step) => step.text).join(' ')
      if (!told.includes('Another server')) expect(told, finding.code).not.toContain('**Token endpoint**')
    }
  })

  it('state their certainty, with the cause inside a sentence unless it is proven', () => {
    const words = { title: 'The clock is off', cause: 'the clock is off' }
    expect(titleWithCertainty(words, 'proven')).toBe('The clock is off')
    expect(titleWithCertainty(words, 'likely')).toBe('Most likely: the clock is off')
    expect(titleWithCertainty(words, 'possible')).toBe('Possibly: the clock is off')
    expect(titleWithCertainty({ title: '`iat` is missing' }, 'likely')).toBe('Most likely: `iat` is missing')
  })

  it('name the server in the headline', () => {
    expect(headline({ code: 'invalid_client' }, { name: 'Account Manager', accountManager: true })).toBe(
      'Account Manager refused this client',
    )
    expect(headline(undefined, { name: 'Account Manager', accountManager: true })).toBeNull()
  })
})

describe('the other tables', () => {
  const tables: [string, string, Table<{ code: string }, unknown>][] = [
    ['KeyProblem', 'code', keyProblems as Table<{ code: string }, unknown>],
    ['KeyFileConcern', 'code', keyFileConcerns as Table<{ code: string }, unknown>],
    ['ReadNote', 'code', readNotes as Table<{ code: string }, unknown>],
    ['OptionsProblem', 'code', optionsProblems as Table<{ code: string }, unknown>],
    ['ApiClientProblem', 'code', apiClientProblems as Table<{ code: string }, unknown>],
    ['CertificateConcern', 'code', certificateConcerns as Table<{ code: string }, unknown>],
    ['SaveAsProblem', 'code', saveAsProblems as Table<{ code: string }, unknown>],
    ['CommandError', 'code', commandErrors as Table<{ code: string }, unknown>],
    ['StoreError', 'code', storeErrors as Table<{ code: string }, unknown>],
    ['VaultError', 'code', vaultErrors as Table<{ code: string }, unknown>],
    ['KeychainError', 'code', keychainErrors as Table<{ code: string }, unknown>],
  ]

  it.each(tables)('have words for each %s', (type, tag, table) => {
    const seen = samples(type, tag) as { code: string }[]
    expect(Object.keys(table).sort()).toEqual(seen.map(({ code }) => code).sort())
    for (const value of seen) {
      const words = explain(table, value)
      for (const text of typeof words === 'string' ? [words] : Object.values(words as object)) {
        expect(text).toSatisfy(isComplete)
      }
    }
  })

  it('say which keys can sign when this one cannot', () => {
    const words = explain(keyProblems, { code: 'key_type_unusable', key_type: { type: 'ec', curve: 'P-521' } })
    expect(words.title).toBe('This is an EC key (P-521)')
    expect(words.text).toContain('Account Manager accepts only RSA')
  })
})

describe('the catalogue', () => {
  const languages = readdirSync(join(ui, 'messages')).filter((name) => name.endsWith('.json'))
  const catalogues = languages.map((name) => {
    const messages = JSON.parse(readFileSync(join(ui, 'messages', name), 'utf8')) as Record<string, unknown>
    delete messages['$schema']
    return { name, messages }
  })
  const sources = readdirSync(join(ui, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes('paraglide') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(ui, 'src', name), 'utf8'))
    .join('\n')
  const used = new Set([...sources.matchAll(/\bm\.(\w+)/g)].map((match) => match[1]))

  it.each(catalogues)('$name has every message that is used, and no other', ({ messages }) => {
    expect(Object.keys(messages).filter((key) => !used.has(key))).toEqual([])
    expect([...used].filter((key) => key !== undefined && !(key in messages))).toEqual([])
  })

  it.each(languages)('%s has no duplicate messages', (name) => {
    const text = readFileSync(join(ui, 'messages', name), 'utf8')
    const keys = [...text.matchAll(/^ {2}"(\w+)":/gm)].map((match) => match[1])
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it.each(catalogues)('$name has no exclamation marks', ({ messages }) => {
    for (const text of Object.values(messages)) expect(JSON.stringify(text)).not.toContain('!')
  })
})
