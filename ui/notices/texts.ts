// The licence and copyright texts of a package: its own files, or else the licence's standard text from SPDX.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Source } from './source.ts'

/** Files with these names at the beginning have what a licence asks us to pass on. */
const LICENCE = /^(licen[cs]es?|copying|unlicen[cs]e)\b/i
const OTHER = /^(notice|copyright)\b/i
const CODE = /\.(rs|js|ts|toml|json|py|sh)$/i

export function textsOf(source: Source): string[] {
  const files = source.folder === null ? [] : filesIn(source.folder)
  const has = files.some(({ name }) => LICENCE.test(name))
  return [...files.map(({ path }) => tidy(readFileSync(path, 'utf8'))), ...(has ? [] : standardTexts(source))]
}

/** In the order of their names, so that two builds write the same. */
function filesIn(folder: string): { name: string; path: string }[] {
  return readdirSync(folder)
    .filter((name) => (LICENCE.test(name) || OTHER.test(name)) && !CODE.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      if (!statSync(path).isDirectory()) return [{ name, path }]
      // REUSE: a folder LICENSES with a file for each licence.
      return readdirSync(path)
        .sort()
        .map((file) => ({ name, path: join(path, file) }))
    })
}

/** The texts of each licence in the expression, after the names of the authors. */
function standardTexts({ name, version, licence, authors }: Source): string[] {
  const ids = [...new Set(licence.match(/[A-Za-z0-9][A-Za-z0-9.+-]*/g) ?? [])]
  const texts = ids.filter((word) => !['AND', 'OR', 'WITH'].includes(word)).map(standardText)
  if (texts.length === 0) throw new Error(`${name} ${version} has neither a licence nor a licence file`)
  return [`${name} ${version}\n\nAuthors: ${authors.join(', ') || 'not named'}`, ...texts]
}

function standardText(id: string): string {
  const file = createRequire(import.meta.url)
    .resolve(`spdx-license-list/licenses/MIT.json`)
    .replace(/MIT\.json$/, `${id}.json`)
  if (!existsSync(file)) throw new Error(`SPDX has no licence "${id}"`)
  return tidy((JSON.parse(readFileSync(file, 'utf8')) as { licenseText: string }).licenseText)
}

/** The same text, whatever its line ends and the spaces at the ends of its lines. */
const tidy = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()
