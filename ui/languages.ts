// How the page is built for each language of `project.inlang/settings.json`: every one has a page of its own, in which
// of each message only its own words are. So a language costs the start of the others nothing, and to add one takes
// its file in `messages/` and its code in the settings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EnvironmentOptions, Plugin } from 'vite'

const settings = JSON.parse(readFileSync(join(import.meta.dirname, 'project.inlang/settings.json'), 'utf8')) as {
  baseLocale: string
  locales: string[]
}
/** The first is the one that everything is written in. */
export const locales: readonly string[] = [...new Set([settings.baseLocale, ...settings.locales])]

/** The environment of Vite that builds the page of a language. */
export const environmentOf = (locale: string): string => `page_${locale.replaceAll('-', '_')}`

/** A build for each language. What has no words in it is the same file in all of them. */
export function environments(): Record<string, EnvironmentOptions> {
  return Object.fromEntries(
    locales.map((locale, index): [string, EnvironmentOptions] => {
      // By this name `main.ts` asks for it.
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
 * Leaves of each compiled message the function of the one locale that is being built. As compiled, a message has the
 * words of all locales, and chooses among them each time that it is read.
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
