// Words for a command that failed.
import type { CommandError } from '../backend'
import { count, m } from '.'
import { explain, type Table } from './tables'
import { storeErrors } from './store'
import { vaultErrors } from './vault'

export const commandErrors: Table<CommandError, string> = {
  nothing_there: () => m.error_nothing_there(),
  certificate_of_another_key: () => m.error_certificate_of_another_key(),
  certificate_too_long: ({ characters, limit }) =>
    m.error_certificate_too_long({ characters: count(characters), limit: count(limit) }),
  clipboard: ({ detail }) => m.error_clipboard({ detail }),
  browser: ({ url, detail }) => m.error_browser({ url, detail }),
  practice_not_started: ({ detail }) => m.error_practice_not_started({ detail }),
  no_file_dialog: () => m.error_no_file_dialog(),
  cannot_open: ({ detail }) => m.error_cannot_open({ detail }),
  path_not_text: ({ file }) => m.error_path_not_text({ file }),
  store: ({ error }) => explain(storeErrors, error),
  vault: ({ error }) => explain(vaultErrors, error),
  internal: ({ detail }) => m.error_internal({ detail }),
}
