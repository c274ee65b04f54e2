// Words for saved keys, certificates and texts: what was saved, and errors of files.
import type { FileError, SaveFileOutcome, SaveOutcome, SaveTextOutcome, SpecialFile } from '../backend'
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

/** Why a file is not saved, or not for certain, and what was written before it. */
export function saveFailure(failure: { file: string; folder: string; error: FileError; written?: string[] }): string {
  const { file, folder, error, written = [] } = failure
  if (error.reason === 'name_not_confirmed') return m.save_not_confirmed({ file, folder, detail: error.detail })
  const why = { file, folder, error: fileError(error) }
  return written.length > 0 ? m.save_failed_written({ ...why, files: list(written) }) : m.save_failed(why)
}

const specialFiles: Record<SpecialFile, () => string> = {
  pipe: () => m.file_error_pipe(),
  socket: () => m.file_error_socket(),
  device: () => m.file_error_device(),
  other: () => m.file_error_special(),
}

export function fileError(error: FileError): string {
  switch (error.reason) {
    case 'not_found':
      return m.file_error_not_found()
    case 'permission_denied':
      return m.file_error_permission_denied()
    case 'is_a_folder':
      return m.file_error_is_a_folder()
    case 'not_a_file':
      return specialFiles[error.kind]()
    case 'disk_full':
      return m.file_error_disk_full()
    case 'read_only':
      return m.file_error_read_only()
    case 'name_not_confirmed':
    case 'other':
      return m.file_error_other({ detail: error.detail })
  }
}
