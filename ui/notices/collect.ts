// Puts what was found together: each package once, each text once, always in the same order.
import type { ThirdParty } from '../src/screens/about/third_party.ts'
import type { Source } from './source.ts'
import { textsOf } from './texts.ts'

export function collect(sources: readonly Source[]): ThirdParty {
  const texts: string[] = []
  const positions = new Map<string, number>()
  const position = (text: string): number => {
    // Copies of a licence differ in their line breaks and indentation.
    const words = text.replaceAll(/\s+/g, ' ')
    const known = positions.get(words)
    if (known !== undefined) return known
    positions.set(words, texts.length)
    return texts.push(text) - 1
  }
  const packages = [...sources]
    .sort((one, other) => compare(one.name, other.name) || compare(one.version, other.version))
    .map((source) => ({
      name: source.name,
      version: source.version,
      licence: source.licence,
      texts: [...new Set(textsOf(source).map(position))],
    }))
  return { packages, texts }
}

/** Not by the rules of a language, which differ between machines. */
const compare = (one: string, other: string): number => {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same as a text, for packages that carry it as a file. */
export function asText({ packages, texts }: ThirdParty): string {
  const list = packages.map(
    ({ name, version, licence, texts }) => `${name} ${version}: ${licence} (${texts.map((at) => at + 1).join(', ')})`,
  )
  const rule = '='.repeat(80)
  return [
    'Countersign contains the following software of others. The numbers are those of the texts below.',
    list.join('\n'),
    ...texts.map((text, at) => `${rule}\n${at + 1}\n\n${text}`),
  ].join('\n\n')
}
