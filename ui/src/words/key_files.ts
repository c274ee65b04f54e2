// Words for saving keys, certificates and texts: the formats, what was saved, and errors of files.
import type {
  FileError,
  SaveAsProblem,
  SaveFileOutcome,
  SaveFormat,
  SaveOutcome,
  SaveTextOutcome,
  SpecialFile,
} from '../backend'
import { list, m } from '.'
import type { Explained, Table } from './tables'

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

/** The usual name of each format, and what distinguishes it. */
export const saveFormats: Record<SaveFormat, () => Explained> = {
  key_pkcs8: () => ({ title: m.save_format_key_pkcs8(), text: m.save_format_key_pkcs8_text() }),
  key_pkcs8_der: () => ({ title: m.save_format_key_der(), text: m.save_format_key_der_text() }),
  key_pkcs1: () => ({ title: m.save_format_key_pkcs1(), text: m.save_format_key_pkcs1_text() }),
  key_sec1: () => ({ title: m.save_format_key_sec1(), text: m.save_format_key_sec1_text() }),
  key_jwk: () => ({ title: m.save_format_key_jwk(), text: m.save_format_key_jwk_text() }),
  pkcs12: () => ({ title: m.save_format_pkcs12(), text: m.save_format_pkcs12_text() }),
  certificate_pem: () => ({ title: m.save_format_certificate_pem(), text: m.save_format_pem_text() }),
  certificate_der: () => ({ title: m.save_format_certificate_der(), text: m.save_format_der_text() }),
  public_key_pem: () => ({ title: m.save_format_public_pem(), text: m.save_format_public_pem_text() }),
  public_key_jwk: () => ({ title: m.save_format_public_jwk(), text: m.save_format_public_jwk_text() }),
  public_key_jwks: () => ({ title: m.save_format_public_jwks(), text: m.save_format_public_jwks_text() }),
}

export const saveAsProblems: Table<SaveAsProblem, string> = {
  not_offered: () => m.save_as_not_offered(),
  passphrase_missing: () => m.save_as_passphrase_missing(),
  passphrase_not_used: () => m.save_as_passphrase_not_used(),
  passphrase_character: () => m.save_as_passphrase_character(),
  library: () => m.save_as_library(),
}
