// Words for the practice Account Manager: problems in its forms, and what an API client's key field contains.
import type { ApiClientProblem, InstanceProblem, PublicKeyField, SettingsProblem } from '../backend'
import { count, day, m } from '.'
import { keyType } from './keys'
import { explain, type Table } from './tables'

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

const settingsProblems: Table<SettingsProblem, string> = {
  not_json: ({ line, column }) => m.practice_problem_not_json({ line: count(line), column: count(column) }),
  other_shape: ({ line, column }) => m.practice_problem_other_shape({ line: count(line), column: count(column) }),
  too_long: ({ limit }) => m.practice_problem_settings_long({ limit: count(limit) }),
}

export const instanceProblems: Table<InstanceProblem, string> = {
  ocapi_settings: ({ problem }) => explain(settingsProblems, problem),
  webdav_permissions: ({ problem }) => explain(settingsProblems, problem),
  login: () => m.practice_problem_login(),
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
