// Chooses the page's language, and the regional format of dates and numbers.

/** Regional formats to use when the system names none. The British one has 24 hours, and the day before the month. */
const usualForms: Record<string, string> = { en: 'en-GB' }

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? ''

/**
 * The locale to use: the first of the system's languages, in order of preference, that has messages; else the first of
 * `locales`. An exact match (`pt-BR`) is preferred to a match of the language alone (`pt`).
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

/** The locale for dates and numbers in a page in `locale`: the person's own regional form of that language. */
export function formsFor(locale: string, languages: readonly string[]): string {
  return languages.find((language) => languageOf(language) === languageOf(locale)) ?? usualForms[locale] ?? locale
}
