// Which language the page speaks, and in which form of it dates and numbers are written.

/** Where the system names no form of a language that words are in: English with 24 hours and the day before the month. */
const usualForms: Record<string, string> = { en: 'en-GB' }

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? ''

/**
 * The locale to speak: of the system's languages, the most wanted first, the first that there are words in; else the
 * first of all. Words of the very form (`pt-BR`) come before those of the language (`pt`).
 */
export function localeFor(languages: readonly string[], locales: readonly string[]): string {
  for (const language of languages) {
    const own =
      locales.find((locale) => locale.toLowerCase() === language.toLowerCase()) ??
      locales.find((locale) => locale.toLowerCase() === languageOf(language))
    if (own !== undefined) return own
  }
  return locales[0] ?? ''
}

/** The locale of dates and numbers beside words of `locale`: the person's own form of that language. */
export function formsFor(locale: string, languages: readonly string[]): string {
  return languages.find((language) => languageOf(language) === languageOf(locale)) ?? usualForms[locale] ?? locale
}
