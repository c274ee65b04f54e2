// Tests that the page is ready for any language: every text is in a catalogue, each language gets a page with its own
// words only, and adding one takes its file in `messages/` and its code in the settings.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { render } from 'svelte/server'
import type { Component } from 'svelte'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const ui = join(import.meta.dirname, '..')

interface Catalogue {
  [key: string]: string | [{ declarations: string[]; match: Record<string, string> }]
}

const settings = JSON.parse(readFileSync(join(ui, 'project.inlang/settings.json'), 'utf8')) as {
  baseLocale: string
  locales: string[]
}
function catalogue(locale: string): Catalogue {
  const messages = JSON.parse(readFileSync(join(ui, 'messages', `${locale}.json`), 'utf8')) as Catalogue
  delete messages['$schema']
  return messages
}
const textsOf = (message: Catalogue[string]): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match))
const inputsOf = (message: Catalogue[string]): string[] => [
  ...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))),
]

describe('the catalogues', () => {
  it('are the files in `messages/`, one for each language of the settings', () => {
    const files = readdirSync(join(ui, 'messages')).filter((name) => name.endsWith('.json'))
    expect(files.sort()).toEqual(settings.locales.map((locale) => `${locale}.json`).sort())
    expect(settings.locales).toContain(settings.baseLocale)
  })

  const base = catalogue(settings.baseLocale)
  it.each(settings.locales)('%s has every message, with the same placeholders', (locale) => {
    const messages = catalogue(locale)
    expect(Object.keys(messages).sort()).toEqual(Object.keys(base).sort())
    for (const [key, message] of Object.entries(messages)) {
      expect(inputsOf(message).sort(), key).toEqual(inputsOf(base[key] ?? '').sort())
    }
  })
})

describe('the sources', () => {
  const sources = [
    ...['languages.ts', 'vite.config.ts'].map((name) => join(ui, name)),
    ...readdirSync(join(ui, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte|css)$/.test(name) && !/paraglide|bindings|\.test\.ts$/.test(name))
      .map((name) => join(ui, 'src', name)),
  ]
  const linesWith = (pattern: RegExp) =>
    sources.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${basename(path)}: ${line.trim()}`),
    )

  it('name no fixed locale', () => {
    expect(linesWith(/['"`]en(-[A-Za-z]+)?['"`]/)).toEqual([
      "locale.ts: const usualForms: Record<string, string> = { en: 'en-GB' }",
    ])
  })
  it('never change the case of a text', () => {
    // Changing case to compare input is fine: nobody reads the result.
    expect(linesWith(/to(Locale)?UpperCase|toLocaleLowerCase|charAt\(0\)|text-transform/)).toEqual([])
  })
})

vi.mock('./words/paraglide/messages', async (original) => {
  const { m } = await original<{ m: Record<string, (inputs: object) => string> }>()
  return {
    m: Object.fromEntries(Object.entries(m).map(([key, say]) => [key, (inputs: object = {}) => `⟦${say(inputs)}⟧`])),
  }
})
vi.mock('./backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: new Proxy({}, { get: () => () => new Promise(() => {}) }),
  onWindowEvent: () => {},
}))

describe('messages in a made-up language', () => {
  /** Texts that are the same in every language: names, and JSON. */
  const NAMES = /^(account\.demandware\.com|xxxxxxxx-[x-]+|\{&quot;.*\})$/
  /** The texts that a person reads or hears in a piece of HTML. Tags within a message do not split it. */
  const wordsIn = (html: string): string[] => {
    const text = html.replace(/<!--.*?-->|<\/?(?:b|code)\b[^>]*>/gs, '')
    const found = [/>([^<]+)</g, / (?:aria-label|placeholder|title|alt)="([^"]*)"/g]
    return found.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]?.trim() ?? ''))
  }
  /** Removes all messages from a text, including messages within messages. */
  function withoutMessages(text: string): string {
    const left = text.replace(/⟦[^⟦⟧]*⟧/g, '')
    return left === text ? text : withoutMessages(left)
  }

  it.each([
    ['the steps and the response', () => import('./App.svelte')],
    ['the first start', () => import('./screens/first/First.svelte')],
    ['practice', () => import('./screens/practice/Practice.svelte')],
    ['the check of all', () => import('./screens/board/Board.svelte')],
    ['the history', () => import('./screens/history/History.svelte')],
    ['the settings', () => import('./screens/settings/Settings.svelte')],
  ] as [string, () => Promise<{ default: Component }>][])(
    'are the only texts in %s',
    async (_, screen) => {
      vi.stubGlobal('navigator', { platform: '', languages: [] })
      const { body } = render((await screen()).default)
      const words = wordsIn(body)
      expect(words.some((text) => text.startsWith('⟦'))).toBe(true)
      expect(words.filter((text) => /\p{L}/u.test(withoutMessages(text)) && !NAMES.test(text))).toEqual([])
    },
    60_000,
  )
})

describe('the built page', () => {
  /** A language code for private use (ISO 639-2), so that it is never a real language. */
  const MADE_UP = 'qaa'
  /** The most that a start may load before the window shows anything; see docs/start-up.md. */
  const MOST_BYTES = 262_144
  const folder = mkdtempSync(join(tmpdir(), 'languages-'))
  const scripts = new Map<string, string>()

  beforeAll(() => {
    for (const name of ['src', 'messages', 'project.inlang', 'index.html', 'package.json'])
      cpSync(join(ui, name), join(folder, name), { recursive: true })
    for (const name of ['languages.ts', 'vite.config.ts', 'svelte.config.js', 'tsconfig.json'])
      cpSync(join(ui, name), join(folder, name))
    // The notices are made from the lock files of this checkout.
    for (const name of ['node_modules', 'notices']) symlinkSync(join(ui, name), join(folder, name))
    // Adds the language, in the two places that CONTRIBUTING names.
    const mark = (text: string) => `⟦${text}⟧`
    const messages = Object.entries(catalogue(settings.baseLocale)).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? mark(message)
        : message.map(({ match, ...rest }) => ({
            ...rest,
            match: Object.fromEntries(Object.entries(match).map(([form, text]) => [form, mark(text)])),
          })),
    ])
    writeFileSync(join(folder, 'messages', `${MADE_UP}.json`), JSON.stringify(Object.fromEntries(messages)))
    const changed = { ...settings, locales: [...settings.locales, MADE_UP] }
    writeFileSync(join(folder, 'project.inlang/settings.json'), JSON.stringify(changed))

    const { VITEST: _, NODE_ENV: __, ...env } = process.env
    execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
      cwd: folder,
      env,
    })
    const assets = join(folder, 'dist/assets')
    for (const name of readdirSync(assets).filter((name) => name.endsWith('.js')))
      scripts.set(name, readFileSync(join(assets, name), 'utf8'))
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  const importedBy = (name: string): string[] =>
    [...(scripts.get(name) ?? '').matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map((match) => match[1] ?? '')
  /** A script and everything that it imports statically. */
  function startOf(...names: string[]): Set<string> {
    const all = new Set<string>()
    for (const name of names) for (const each of [name, ...startOf(...importedBy(name))]) all.add(each)
    return all
  }
  const first = () => [...scripts.keys()].filter((name) => name.startsWith('main-'))

  it('starts with one script, the same for all languages and without words', () => {
    expect(first().length).toBe(1)
    const html = readFileSync(join(folder, 'dist/index.html'), 'utf8')
    expect([...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map((match) => match[1])).toEqual([
      `./assets/${first()[0]}`,
    ])
    expect(scripts.get(first()[0] ?? '')).toContain(MADE_UP)
    expect(scripts.get(first()[0] ?? '')).not.toContain('⟦')
  })

  it.each([...settings.locales, MADE_UP])('starts in %s without a byte of another language', (locale) => {
    const start = startOf(...first(), `page-${locale}.js`)
    const text = [...start].map((name) => scripts.get(name) ?? '').join('\n')
    expect(new TextEncoder().encode(text).length).toBeLessThan(MOST_BYTES)
    const other = locale === MADE_UP ? /[^⟦]Search credentials/ : /⟦/
    expect(text).toContain('Search credentials')
    expect(text).not.toMatch(other)
    // Scripts that load later are in the same language.
    const later = [...text.matchAll(/import\("?`?\.\/([\w-]+\.js)/g)].map((match) => match[1] ?? '')
    expect(later.length).toBeGreaterThan(10)
    for (const name of later) {
      // A small script can have its words in one that it shares with others.
      const loaded = [...startOf(name)].filter((each) => !start.has(each))
      expect(/⟦/.test(loaded.map((each) => scripts.get(each) ?? '').join('')), name).toBe(locale === MADE_UP)
    }
  })
})
