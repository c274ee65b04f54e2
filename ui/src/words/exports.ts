// Words for the languages that a request can be written in. Each has an entry, or the build fails.
import type { ExportLanguage } from '../backend'
import { m } from '.'

export interface ExportWords {
  /** Its name in a choice. */
  name: string
  /** The button that copies it. */
  copy: string
  /** Where it runs. */
  hint: string
}

export const exportLanguages: Record<ExportLanguage, () => ExportWords> = {
  curl: () => ({ name: m.code_curl(), copy: m.code_copy(), hint: m.code_shell() }),
}
