// Words for saved keys, certificates and texts.
import type { SavedAll, SaveFileOutcome, SaveOutcome, SaveTextOutcome } from '../backend'
import { list, m } from '.'

/** What was saved of a pair, and who can read the private key there. */
export function savedKeyPair({
  files,
  folder,
  key_readers,
}: Pick<Extract<SaveOutcome, { outcome: 'saved' }>, 'files' | 'folder' | 'key_readers'>): string {
  const saved = { files: list(files), folder }
  if (key_readers === null) return m.key_saved_certificate(saved)
  return key_readers === 'owner' ? m.key_saved(saved) : m.key_saved_as_folder(saved)
}

/** What was saved with "Save as…". */
export function savedFile({
  file,
  folder,
  key_readers,
}: Pick<Extract<SaveFileOutcome, { outcome: 'saved' }>, 'file' | 'folder' | 'key_readers'>): string {
  if (key_readers === 'as_folder') return m.key_saved_as_folder({ files: file, folder })
  return m.save_as_done({ file, folder })
}

/** How many key pairs were saved at once, and who can read the private keys there. */
export function savedPairs({ saved, folder, key_readers }: SavedAll): string {
  const done = { count: saved.length, folder }
  return key_readers === 'owner' ? m.save_all_done(done) : m.save_all_done_as_folder(done)
}

/** What was saved of a text, which may hold a secret, and who can read it there. */
export function savedText({ file, folder, readers }: Extract<SaveTextOutcome, { outcome: 'saved' }>): string {
  return readers === 'owner' ? m.long_saved({ file, folder }) : m.long_saved_as_folder({ file, folder })
}
