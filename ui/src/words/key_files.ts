// Words for errors of files: why one is not saved, or cannot be read.
import type { FileError, SpecialFile } from '../backend'
import { list, m } from '.'

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
