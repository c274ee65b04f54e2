// Words for the practice Account Manager: problems in an API client's form, and what its key field contains.
import type { ApiClientProblem, PublicKeyField } from '../backend'
import { count, day, m } from '.'
import { keyType } from './keys'
import { type Table } from './tables'

export const apiClientProblems: Table<ApiClientProblem, string> = {
  display_name_missing: () => m.practice_problem_name_missing(),
  display_name_too_long: ({ characters }) => m.practice_problem_name_long({ characters: count(characters) }),
  password_length: ({ characters }) => m.practice_problem_password({ characters: count(characters) }),
  public_key_too_long: ({ characters, limit }) =>
    m.practice_problem_key_long({ characters: count(characters), limit: count(limit) }),
  public_key_is_private: () => m.practice_problem_key_is_private(),
  too_many: ({ limit }) => m.practice_problem_too_many({ limit: count(limit) }),
  instance_unreadable: ({ seen }) => m.practice_problem_instance({ seen }),
}

/** How Account Manager understands the text in "Client JWT Bearer Public Key". */
export function publicKeyField(field: PublicKeyField): { tone: 'note' | 'warning'; text: string } {
  switch (field.state) {
    case 'empty':
      return { tone: 'note', text: m.practice_key_empty() }
    case 'stray_characters':
      return { tone: 'warning', text: m.practice_key_stray() }
    case 'unreadable':
      return { tone: 'warning', text: m.practice_key_unreadable() }
    case 'not_rsa':
      return { tone: 'warning', text: m.practice_key_not_rsa({ kind: keyType(field.key_type) }) }
    case 'certificate': {
      const { subject, key_type, not_after } = field.facts
      return {
        tone: 'note',
        text: m.practice_key_certificate({ subject, kind: keyType(key_type), date: day(not_after) }),
      }
    }
    case 'public_key':
      return { tone: 'note', text: m.practice_key_public({ kind: keyType(field.key_type) }) }
  }
}
