// Words for "Save as…": the formats, and what is wrong with what was chosen.
import type { SaveAsProblem, SaveFormat } from '../backend'
import { m } from '.'
import type { Explained, Table } from './tables'

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
