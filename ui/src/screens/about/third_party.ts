// What others wrote, with the notices that they ask for. The page's build (`ui/notices/`) makes it from the lock files
// and writes it beside the page, so that it costs nothing until somebody opens it.

export interface ThirdPartyPackage {
  name: string
  version: string
  /** SPDX expression. */
  licence: string
  /** Its licence and copyright texts, by their positions in `texts`. */
  texts: number[]
}

export interface ThirdParty {
  /** In the order of their names. */
  packages: ThirdPartyPackage[]
  /** Each text once, however many packages have it. */
  texts: string[]
}

/** The file that the build writes, in the folder of the scripts. */
export const THIRD_PARTY_FILE = 'third-party-notices.js'

export async function loadThirdParty(): Promise<ThirdParty> {
  const module = (await import(/* @vite-ignore */ `./${THIRD_PARTY_FILE}`)) as { default: ThirdParty }
  return module.default
}

/** The packages that have all words of a text in their name, version or licence. */
export function matching(packages: readonly ThirdPartyPackage[], text: string): readonly ThirdPartyPackage[] {
  const words = text.toLowerCase().split(/\s+/)
  return packages.filter(({ name, version, licence }) => {
    const all = `${name} ${version} ${licence}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
}
