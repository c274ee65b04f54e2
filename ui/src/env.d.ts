// What the build puts into the page; see `languages.ts`.

/** The locales that there are words in; the first for whoever speaks none of them. */
declare const __LOCALES__: readonly string[]
/** The locale of the words in this page. */
declare const __LOCALE__: string
