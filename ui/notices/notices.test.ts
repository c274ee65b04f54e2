// Tests of the third-party notices: what is in the program is in them, with a text, and in the same order each time.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { asText, collect } from './collect.ts'
import { crates, inTree } from './crates.ts'
import { describedIn, foldersOf } from './packages.ts'
import type { Source } from './source.ts'

const ROOT = join(import.meta.dirname, '../..')
const ui = join(ROOT, 'ui')

describe('the notices of this checkout', async () => {
  const sources = await crates(ROOT)
  const notices = collect(sources)
  const lock = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8')

  it('have each crate in the version of Cargo.lock', () => {
    const inLock = new Set(
      [...lock.matchAll(/^name = "(.+)"\nversion = "(.+)"$/gm)].map(([, name, version]) => `${name} ${version}`),
    )
    const listed = notices.packages.map(({ name, version }) => `${name} ${version}`)
    expect(listed.filter((one) => !inLock.has(one) && !one.startsWith('Rust standard library'))).toEqual([])
    const names = notices.packages.map(({ name }) => name)
    for (const used of ['tauri', 'rustls', 'aws-lc-sys', 'libsqlite3-sys', 'argon2', 'serde'])
      expect(names).toContain(used)
  })

  it('have neither our own crates, nor what only the compiler or tests use', () => {
    const names = notices.packages.map(({ name }) => name)
    for (const absent of [
      'countersign',
      'countersign-core',
      'serde_derive',
      'tauri-build',
      'proptest',
      'thiserror-impl',
    ])
      expect(names).not.toContain(absent)
  })

  it('have a licence and at least one text for each part', () => {
    for (const part of notices.packages) {
      expect(part.licence, part.name).toMatch(/^\(?[A-Z0-9]/)
      const texts = part.texts.map((at) => notices.texts[at] ?? '')
      expect(Math.max(...texts.map((text) => text.length)), part.name).toBeGreaterThan(100)
    }
  })

  it('have each text once, and are the same whatever the order they were found in', () => {
    expect(new Set(notices.texts).size).toBe(notices.texts.length)
    expect(collect([...sources].reverse())).toEqual(notices)
  })

  it('are a text, too', () => {
    const text = asText(notices)
    for (const { name, version } of notices.packages) expect(text).toContain(`\n${name} ${version}: `)
    for (const notice of notices.texts) expect(text).toContain(notice)
  })
})

describe('a package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'))
  const source = (more: Partial<Source>): Source => ({
    name: 'part',
    version: '1.0.0',
    licence: 'MIT',
    authors: ['Ada'],
    folder,
    ...more,
  })
  const textsWith = (files: Record<string, string>, more: Partial<Source> = {}): string[] => {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return collect([source(more)]).texts
  }
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('has the texts of its licence, copyright and notice files, and no source', () => {
    const files = {
      'LICENSE-MIT': 'mit  \r\nfree',
      NOTICE: 'by Ada',
      'COPYING.md': 'copy',
      'license.rs': 'fn',
      lib: '',
    }
    expect(textsWith(files)).toEqual(['copy', 'mit\nfree', 'by Ada'])
  })

  it('without a licence file has its authors and the standard text', () => {
    const [authors, text, ...more] = textsWith({ NOTICE: 'by Ada' }, { licence: 'MIT' }).slice(1)
    expect(authors).toContain('Ada')
    expect(text).toContain('Permission is hereby granted')
    expect(more).toEqual([])
    expect(textsWith({}, { licence: '(MIT OR Apache-2.0) AND Unicode-3.0' }).length).toBe(5)
  })

  it('without any licence stops the build, with its name', () => {
    expect(() => textsWith({}, { licence: '' })).toThrow('part 1.0.0')
    expect(() => textsWith({}, { licence: 'Own-1.0' })).toThrow('Own-1.0')
  })
})

it('a slash between licences is read as the "or" that it meant', () => {
  const described = {
    name: 'old',
    version: '1.0.0',
    license: 'MIT/Apache-2.0',
    authors: [],
    manifest_path: '/old/Cargo.toml',
    source: 'registry',
  }
  expect(inTree('old v1.0.0 (*)\n', [described]).map(({ licence }) => licence)).toEqual(['MIT OR Apache-2.0'])
  expect(inTree('old v1.0.1\n', [described])).toEqual([])
})

describe('an npm package', () => {
  it('is in the page if a module, a file, or code that a tool wrote is', () => {
    const files = [
      '/home/ui/node_modules/svelte/src/index.js',
      'node_modules/@fontsource/jetbrains-mono/files/a.woff2',
      'C:\\ui\\node_modules\\a\\node_modules\\b\\index.js',
      '\0vite/preload-helper.js',
      '/home/ui/src/words/paraglide/runtime.js',
      '/home/ui/src/main.ts',
    ]
    expect(foldersOf(files)).toEqual([
      'node_modules/svelte',
      'node_modules/@fontsource/jetbrains-mono',
      'node_modules/a/node_modules/b',
      'node_modules/vite',
      'node_modules/@inlang/paraglide-js',
    ])
  })

  it('needs a licence that the page may contain', () => {
    expect(describedIn(join(ui, 'node_modules/svelte')).licence).toBe('MIT')
    expect(() => describedIn(join(ui, 'node_modules/lightningcss'))).toThrow('MPL-2.0')
  })
})
