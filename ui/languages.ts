// Builds one page for each language of `project.inlang/settings.json`. Each page contains the words of its own language
// only, so a further language does not slow the start of the others. Adding one takes a file in `messages/` and its
// code in the settings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EnvironmentOptions, Plugin } from 'vite'

const settings = JSON.parse(readFileSync(join(import.meta.dirname, 'project.inlang/settings.json'), 'utf8')) as {
  baseLocale: string
  locales: string[]
}
/** The base locale comes first: every message is written in it first. */
export const locales: readonly string[] = [...new Set([settings.baseLocale, ...settings.locales])]

/** Name of the Vite environment that builds the page of a locale. */
export const environmentOf = (locale: string): string => `page_${locale.replaceAll('-', '_')}`

/** One build per language. Files without words are the same in all of them. */
export function environments(): Record<string, EnvironmentOptions> {
  return Object.fromEntries(
    locales.map((locale, index): [string, EnvironmentOptions] => {
      // `main.ts` imports the page by this name.
      const fileName = ({ name }: { name: string }) =>
        name === 'page' ? `assets/page-${locale}.js` : 'assets/[name]-[hash].js'
      const output = { entryFileNames: fileName, chunkFileNames: fileName }
      return [
        environmentOf(locale),
        {
          consumer: 'client',
          define: { __LOCALE__: JSON.stringify(locale) },
          build: { emptyOutDir: index === 0, rolldownOptions: { output } },
        },
      ]
    }),
  )
}

/**
 * Reduces each compiled message to the function of the locale that is being built. Paraglide compiles every locale into
 * each message and chooses among them each time it is read.
 */
export function wordsOfOneLocale(): Plugin {
  return {
    name: 'words-of-one-locale',
    enforce: 'post',
    transform: {
      filter: { id: /[\\/]paraglide[\\/]messages[\\/](?!_index)\w+\.js$/ },
      handler(code, id) {
        const locale = JSON.parse(String(this.environment.config.define?.['__LOCALE__'] ?? 'null')) as string | null
        if (locale === null) return null
        const [words, chosen] = code.split(/^export const /m)
        const name = /^\w+/.exec(chosen ?? '')?.[0]
        const own =
          new RegExp(`locale === "${locale}"\\) return (\\w+)\\(`).exec(chosen ?? '') ??
          [...(chosen ?? '').matchAll(/return (\w+)\(/g)].at(-1)
        if (!words || !name || !own?.[1]) throw new Error(`${id} is not as Paraglide compiled messages before`)
        return { code: `${words}\nexport { ${own[1]} as ${name} }\n`, map: null }
      },
    },
  }
}
