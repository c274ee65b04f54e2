// Words for saved keys, certificates and texts.
import type { SaveFileOutcome, SaveOutcome, SaveTextOutcome } from '../backend'
import { list, m } from '.'

/** What was saved of a pair, and who can read the private key there. */
export function savedKeyPair({ files, folder, key_readers }: Extract<SaveOutcome, { outcome: 'saved' }>): string {
  const saved = { files: list(files), folder }
  if (key_readers === null) return m.key_saved_certificate(saved)
  return key_readers === 'owner' ? m.key_saved(saved) : m.key_saved_as_folder(saved)
}

/** What was saved with "Save as…". */
export function savedFile({ file, folder, key_readers }: Extract<SaveFileOutcome, { outcome: 'saved' }>): string {
  if (key_readers === 'as_folder') return m.key_saved_as_folder({ files: file, folder })
  return m.save_as_done({ file, folder })
}

/** What was saved of a text. */
export function savedText({ file, folder, readers }: Extract<SaveTextOutcome, { outcome: 'saved' }>): string {
  return readers === 'owner' ? m.long_saved({ file, folder }) : m.save_as_done({ file, folder })
}
