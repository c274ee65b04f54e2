// Declares the constants that the build puts into the page; see `languages.ts`.

/** The locales with messages. The first is for people who speak none of them. */
declare const __LOCALES__: readonly string[]
/** The locale of this page's messages. */
declare const __LOCALE__: string
