// The third-party notices, made with each build of the page: a script that "About" loads when somebody asks for them,
// and a text file for packages of the program.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { THIRD_PARTY_FILE } from '../src/screens/about/third_party.ts'
import { asText, collect } from './collect.ts'
import { crates } from './crates.ts'
import { describedIn, foldersOf } from './packages.ts'

const UI = join(import.meta.dirname, '..')

export function thirdPartyNotices(): Plugin {
  /** The same for the page of each language. */
  let inProgram: ReturnType<typeof crates> | null = null
  return {
    name: 'third-party-notices',
    apply: 'build',
    async generateBundle(_, bundle) {
      inProgram ??= crates(join(UI, '..'))
      const files = Object.values(bundle).flatMap((made) =>
        made.type === 'chunk' ? made.moduleIds : made.originalFileNames,
      )
      const inPage = foldersOf(files).map((folder) => describedIn(join(UI, folder)))
      const notices = collect([...(await inProgram), ...inPage])
      this.emitFile({
        type: 'asset',
        fileName: `assets/${THIRD_PARTY_FILE}`,
        source: `export default ${JSON.stringify(notices)}\n`,
      })
      writeFileSync(join(this.environment.config.root, 'third-party-notices.txt'), asText(notices))
    },
  }
}
