// Words for key files that are read each time and are not what they were.
import type { KeyFileConcern } from '../backend'
import { m } from '.'
import { keyProblems } from './key_reading'
import { explain, type Explained, type Table } from './tables'

export const keyFileConcerns: Table<KeyFileConcern, Explained> = {
  unreadable: ({ source, problem }) => {
    const { title, text } = explain(keyProblems, problem)
    return { title: m.problem_in_file({ source: `\`${source}\``, title }), text }
  },
  locked: ({ source }) => ({ title: m.file_locked_title({ source }), text: m.file_locked_text() }),
  no_private_key: () => ({ title: m.file_no_private_key_title(), text: m.file_no_private_key_text() }),
  another_private_key: () => ({ title: m.file_another_key_title(), text: m.file_another_key_text() }),
  another_certificate: () => ({ title: m.file_another_certificate_title(), text: m.file_another_certificate_text() }),
  another_pair: () => ({ title: m.file_another_pair_title(), text: m.file_another_pair_text() }),
}
