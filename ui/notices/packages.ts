// The npm packages that end in the page: those whose modules or files the bundler put into it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from './source.ts'

/** Code that a tool writes into the page: its own, but in no file of its package. */
const WRITTEN_BY: readonly (readonly [RegExp, string])[] = [
  [/^\0vite\//, 'vite'],
  [/^\0rolldown\//, 'rolldown'],
  [/[\\/]words[\\/]paraglide[\\/]/, '@inlang/paraglide-js'],
]

/** The folders, below the page's own, of the packages that these modules and files belong to. */
export function foldersOf(files: Iterable<string>): string[] {
  const folders = new Set<string>()
  for (const file of files) {
    const own = /node_modules[\\/](?:.*node_modules[\\/])?(?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]
    const tool = WRITTEN_BY.find(([pattern]) => pattern.test(file))?.[1]
    const folder = own ?? (tool && `node_modules/${tool}`)
    if (folder) folders.add(folder.replaceAll('\\', '/'))
  }
  return [...folders]
}

/** What the page may contain. Crates have the same rule in `deny.toml`. OFL is for fonts, within a program as well. */
const ACCEPTED = ['MIT', 'ISC', 'Apache-2.0', 'Apache-2.0 OR MIT', 'MIT OR Apache-2.0', 'BSD-3-Clause', 'OFL-1.1']

export function describedIn(folder: string): Source {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
    author?: string | { name: string }
  }
  const writer = typeof author === 'string' ? author : author?.name
  if (!ACCEPTED.includes(license ?? ''))
    throw new Error(`${name} ${version} is in the page, and its licence is not accepted: ${license ?? 'none'}`)
  return { name, version, licence: license ?? '', authors: writer ? [writer] : [], folder }
}
