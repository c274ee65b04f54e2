// Words for the languages that a request can be exported in. A language without an entry does not compile.
import type { ExportLanguage } from '../backend'
import { m } from '.'

export interface ExportWords {
  /** The language's name in the choice of languages. */
  name: string
  /** Label of the copy button. */
  copy: string
  /** Where the exported text runs. */
  hint: string
}

export const exportLanguages: Record<ExportLanguage, () => ExportWords> = {
  curl: () => ({ name: m.code_curl(), copy: m.code_copy_curl(), hint: m.code_shell() }),
}
