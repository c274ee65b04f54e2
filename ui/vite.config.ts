// Configures the build: scripts, one stylesheet and the fonts are separate files, because the content security policy
// allows nothing inline.
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { environmentOf, environments, locales, wordsOfOneLocale } from './languages.ts'
import { thirdPartyNotices } from './notices/plugin.ts'

/** Compiles the messages. This plugin watches them, which would keep a test run from ending. */
const words = paraglideVitePlugin({
  project: './project.inlang',
  outdir: './src/words/paraglide',
  strategy: ['baseLocale'],
  outputStructure: 'message-modules',
  emitReadme: false,
})

export default defineConfig({
  // Tests use the messages that `npm run words` has compiled.
  plugins: [process.env.VITEST ? [] : [words, wordsOfOneLocale()], svelte(), thirdPartyNotices()],
  base: './',
  publicDir: false,
  define: { __LOCALES__: JSON.stringify(locales), __LOCALE__: JSON.stringify(locales[0]) },
  environments: environments(),
  builder: {
    async buildApp(builder) {
      for (const locale of locales) await builder.build(builder.environments[environmentOf(locale)]!)
    },
  },
  build: {
    target: ['safari16.4', 'chrome111'],
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    // What the start needs is one file: each further file costs a trip through the window's main loop.
    rolldownOptions: {
      input: { main: 'index.html', page: 'src/page.ts' },
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'main',
              test: /[\\/](index\.html|main\.ts|words[\\/]locale\.ts|backend[\\/]|@tauri-apps[\\/]|vite[\\/]preload-helper)/,
              priority: 1,
            },
            { name: 'page', tags: ['$initial'] },
          ],
        },
      },
    },
    reportCompressedSize: false,
  },
  test: { include: ['{src,notices}/**/*.test.ts'], environment: 'node' },
})
