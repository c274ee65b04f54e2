// Words for reading keys and certificates: problems and what to do about them, notes, and what needs a passphrase.
import type {
  CertificateChoice,
  ForeignFormat,
  KeyDerivation,
  KeyProblem,
  LockForm,
  Locked,
  PrimeWeakness,
  ReadFormat,
  ReadNote,
  ReadingLimit,
  SeenInstead,
  Undone,
} from '../backend'
import { count, list, m, size } from '.'
import type { Explained, Table } from './tables'
import { shortened } from './shortened'
import { keyType, startsWithVowel } from './keys'
import { fileError } from './key_files'

const formats: Record<ForeignFormat, () => Explained> = {
  putty: () => ({ title: m.problem_format_putty(), text: m.problem_format_putty_text() }),
  ssh_public_key: () => ({ title: m.problem_format_ssh_public_key(), text: m.problem_format_ssh_public_key_text() }),
  ssh2: () => ({ title: m.problem_format_ssh2(), text: m.problem_format_ssh2_text() }),
  pgp: () => ({ title: m.problem_format_pgp(), text: m.problem_format_pgp_text() }),
  bouncy_castle: () => ({ title: m.problem_format_bouncy_castle(), text: m.problem_format_bouncy_castle_text() }),
  xml_key: () => ({ title: m.problem_format_xml_key(), text: m.problem_format_xml_key_text() }),
}

const readFormats: Record<ReadFormat, () => string> = {
  der: () => m.format_der(),
  jwk: () => m.format_jwk(),
  pkcs12: () => m.format_pkcs12(),
  pkcs7: () => m.format_pkcs7(),
  java_keystore: () => m.format_java_keystore(),
  open_ssh: () => m.format_open_ssh(),
}

const derivations: Record<KeyDerivation, string> = {
  pbkdf2: 'PBKDF2',
  scrypt: 'scrypt',
  pkcs12: 'PKCS#12',
  pbkdf1: 'PBKDF1',
  bcrypt: 'bcrypt',
}

const limits: Record<ReadingLimit, (most: number) => string> = {
  bytes: (most) => m.problem_too_much_bytes({ limit: size(most) }),
  objects: (most) => m.problem_too_much_objects({ count: count(most) }),
  private_keys: (most) => m.problem_too_much_private_keys({ count: count(most) }),
  certificates: (most) => m.problem_too_much_certificates({ count: count(most) }),
  locks: (most) => m.problem_too_much_locks({ count: count(most) }),
  problems: (most) => m.problem_too_much_problems({ count: count(most) }),
  labels: (most) => m.problem_too_much_labels({ count: count(most) }),
  empty_passphrases: () => m.problem_too_much_empty_passphrases(),
  undoing: () => m.problem_too_much_undoing(),
}

const primeWeaknesses: Record<PrimeWeakness, () => string> = {
  not_prime: () => m.problem_primes_not_prime_text(),
  too_close: () => m.problem_primes_too_close_text(),
  too_short: () => m.problem_primes_too_short_text(),
}

type What = SeenInstead['what']

const seenThings: Record<Exclude<What, 'encrypted_by'>, () => Explained> = {
  fingerprint: () => ({ title: m.seen_fingerprint(), text: m.seen_fingerprint_text() }),
  client_id: () => ({ title: m.seen_client_id(), text: m.seen_client_id_text() }),
  client_secret: () => ({ title: m.seen_client_secret(), text: m.seen_client_secret_text() }),
  password: () => ({ title: m.seen_password(), text: m.seen_password_text() }),
  jwt: () => ({ title: m.seen_jwt(), text: m.seen_jwt_text() }),
  rich_text: () => ({ title: m.seen_rich_text(), text: m.seen_document_text() }),
  document: () => ({ title: m.seen_document(), text: m.seen_document_text() }),
  pdf: () => ({ title: m.seen_pdf(), text: m.seen_document_text() }),
  archive: () => ({ title: m.seen_archive(), text: m.seen_archive_text() }),
  picture: () => ({ title: m.seen_picture(), text: m.seen_picture_text() }),
  database: () => ({ title: m.seen_database(), text: m.seen_database_text() }),
  web_page: () => ({ title: m.seen_web_page(), text: m.seen_web_page_text() }),
  saml_metadata: () => ({ title: m.seen_saml(), text: m.seen_saml_text() }),
  revocation_list: () => ({ title: m.seen_revocation_list(), text: m.seen_revocation_list_text() }),
  other_structure: () => ({ title: m.seen_other_structure(), text: m.seen_other_structure_text() }),
  file_name: () => ({ title: m.seen_file_name(), text: m.seen_file_name_text() }),
  url: () => ({ title: m.seen_url(), text: m.seen_url_text() }),
  reference: () => ({ title: m.seen_reference(), text: m.seen_reference_text() }),
  placeholder: () => ({ title: m.seen_placeholder(), text: m.seen_placeholder_text() }),
}

function seenInstead(seen: SeenInstead): Explained {
  if (seen.what !== 'encrypted_by') return seenThings[seen.what]()
  const { tool } = seen
  return { title: m.seen_encrypted_by({ tool }), text: m.seen_encrypted_by_text({ tool }) }
}

/** What a program had put around a text or into it, and what was lost from it. */
const removed: Partial<Record<Undone, () => string>> = {
  utf16: () => m.undone_utf16(),
  invisible_characters: () => m.undone_invisible_characters(),
  rich_text: () => m.undone_rich_text(),
  object_literal: () => m.undone_object_literal(),
  escapes: () => m.undone_escapes({ example: '\\n' }),
  quotes: () => m.undone_quotes(),
  quoted_pieces: () => m.undone_quoted_pieces(),
  percent_encoding: () => m.undone_percent_encoding(),
  entities: () => m.undone_entities(),
  tags: () => m.undone_tags(),
  quoted_printable: () => m.undone_quoted_printable(),
  line_marks: () => m.undone_line_marks(),
  line_numbers: () => m.undone_line_numbers(),
  begin_and_end_lines: () => m.undone_begin_and_end_lines(),
  base64: () => m.undone_base64(),
  hexadecimal: () => m.undone_hexadecimal(),
  decimal_bytes: () => m.undone_decimal_bytes(),
}
const restored: Partial<Record<Undone, () => string>> = {
  bare_base64: () => m.undone_bare_base64(),
  base64_url: () => m.undone_base64_url(),
  spaces_for_plus: () => m.undone_spaces_for_plus(),
  padding: () => m.undone_padding(),
}

/** One sentence about all that was undone. */
function undone(steps: Undone[]): string {
  const said = (words: Partial<Record<Undone, () => string>>) =>
    list(steps.flatMap((step) => words[step] ?? []).map((word) => word()))
  const [without, again] = [said(removed), said(restored)]
  if (again === '') return m.note_undone({ changes: without })
  if (without === '') return m.note_repaired({ changes: again })
  return m.note_undone_and_repaired({ removed: without, restored: again })
}

const labels = (names: string[]): string => list(names.map((name) => `\`${name}\``))

export const keyProblems: Table<KeyProblem, Explained> = {
  empty: () => ({ title: m.problem_empty_title(), text: m.problem_empty_text() }),
  no_begin_line: ({ starts_with }) => ({
    title: m.problem_no_begin_line_title(),
    text: starts_with
      ? m.problem_no_begin_line_seen({ seen: shortened(starts_with, 24) })
      : m.problem_no_begin_line_text(),
  }),
  part_of_base64: () => ({ title: m.problem_part_title(), text: m.problem_part_text() }),
  not_a_key: ({ seen }) => seenInstead(seen),
  unsupported_format: ({ format }) => {
    const words = formats[format]()
    return { title: m.problem_format_title({ format: words.title }), text: words.text }
  },
  missing_end_line: ({ label }) => ({
    title: m.problem_missing_end_title(),
    text: m.problem_missing_end_text({ label }),
  }),
  missing_begin_line: ({ label }) => ({
    title: m.problem_missing_begin_title(),
    text: m.problem_missing_begin_text({ label }),
  }),
  labels_differ: ({ begin, end }) => ({
    title: m.problem_labels_differ_title(),
    text: m.problem_labels_differ_text({ begin, end }),
  }),
  stray_character: ({ label, character, line }) => ({
    title: m.problem_stray_title(),
    text:
      line === null
        ? m.problem_stray_text_anywhere({ label, character })
        : m.problem_stray_text({ label, character, line: count(line) }),
  }),
  cut_base64: ({ label, characters }) => ({
    title: m.problem_cut_title(),
    text: m.problem_cut_text({ label, characters: count(characters) }),
  }),
  damaged: ({ label }) => ({ title: m.problem_damaged_title(), text: m.problem_damaged_text({ label }) }),
  inconsistent: ({ label }) => ({
    title: m.problem_inconsistent_title(),
    text: m.problem_inconsistent_text({ label }),
  }),
  file_damaged: ({ format }) => ({
    title: m.problem_file_damaged_title({ format: readFormats[format]() }),
    text: m.problem_file_damaged_text(),
  }),
  cipher_unsupported: ({ cipher }) => ({
    title: m.problem_cipher_title(),
    text: m.problem_cipher_text({ cipher }),
  }),
  derivation_unsupported: ({ derivation }) => ({
    title: m.problem_derivation_title(),
    text: m.problem_derivation_text({ derivation }),
  }),
  encryption_damaged: () => ({
    title: m.problem_encryption_damaged_title(),
    text: m.problem_encryption_damaged_text(),
  }),
  too_costly: ({ derivation }) => ({
    title: m.problem_costly_title(),
    text: m.problem_costly_text({ derivation: derivations[derivation] }),
  }),
  too_much: ({ limit, most }) => ({ title: m.problem_too_much_title(), text: limits[limit](most) }),
  primes_weak: ({ weakness }) => ({ title: m.problem_primes_title(), text: primeWeaknesses[weakness]() }),
  exponent_unusable: ({ bits }) => ({ title: m.problem_exponent_title(), text: m.problem_exponent_text({ bits }) }),
  nothing_inside: ({ format }) => ({
    title: m.problem_nothing_inside_title({ format: readFormats[format]() }),
    text: m.problem_nothing_inside_text(),
  }),
  secret_key_entry: ({ alias }) => ({
    title: m.problem_secret_key_entry_title(),
    text: m.problem_secret_key_entry_text({ alias }),
  }),
  jwk_members_missing: ({ members }) => ({
    title: m.problem_jwk_missing_title({ members: list(members) }),
    text: m.problem_jwk_missing_text(),
  }),
  jwk_member_invalid: ({ member }) => ({
    title: m.problem_jwk_invalid_title({ member }),
    text: m.problem_jwk_invalid_text(),
  }),
  jwk_kind_unusable: ({ kind }) => ({
    title: m.problem_jwk_kind_title({ kind }),
    text: m.problem_key_type_text(),
  }),
  key_type_unusable: ({ key_type }) => ({
    title: startsWithVowel(key_type)
      ? m.problem_key_type_title({ kind: keyType(key_type) })
      : m.problem_key_type_other_title({ kind: keyType(key_type) }),
    text: key_type.type === 'rsa_pss' ? m.problem_pss_text() : m.problem_key_type_text(),
  }),
  too_short: ({ bits }) => ({ title: m.problem_too_short_title({ bits }), text: m.problem_too_short_text() }),
  too_long: ({ bits }) => ({ title: m.problem_too_long_title({ bits }), text: m.problem_too_long_text() }),
  public_key: () => ({ title: m.problem_public_key_title(), text: m.problem_public_key_text() }),
  certificate_request: () => ({ title: m.problem_request_title(), text: m.problem_request_text() }),
  other_blocks: (seen) => ({
    title: m.problem_other_blocks_title(),
    text: m.problem_other_blocks_text({ labels: labels(seen.labels) }),
  }),
  file_too_large: ({ bytes, limit }) => ({
    title: m.problem_too_large_title(),
    text: m.problem_too_large_text({ bytes: size(bytes), limit: size(limit) }),
  }),
  file_unreadable: ({ reason }) => ({ title: m.problem_unreadable_title(), text: fileError(reason) }),
  not_text: () => ({ title: m.problem_not_text_title(), text: m.problem_not_text_text() }),
}

const certificateChoices: Record<CertificateChoice, (seen: { count: string; taken: string }) => string> = {
  belongs_to_key: (seen) => m.note_certificates_of_key(seen),
  end_of_chain: (seen) => m.note_certificates_of_chain(seen),
  first: (seen) => m.note_certificates_first(seen),
}

export const readNotes: Table<ReadNote, string> = {
  undone: ({ steps }) => undone(steps),
  small_exponent: ({ exponent }) => m.note_small_exponent({ exponent }),
  left_out: (seen) => m.note_left_out({ labels: labels(seen.labels) }),
  several_certificates: ({ count: seen, taken, because }) => certificateChoices[because]({ count: count(seen), taken }),
  issuers_left_out: ({ issuers }) =>
    m.note_issuers_left_out({ count: issuers.length, issuers: list(issuers.map((issuer) => `**${issuer}**`)) }),
}

const lockForms: Record<LockForm, () => string> = {
  pkcs8: () => m.lock_pkcs8(),
  old_open_ssl: () => m.lock_old_open_ssl(),
  open_ssh: () => m.lock_open_ssh(),
  pkcs12: () => m.lock_pkcs12(),
  pkcs12_content: () => m.lock_pkcs12(),
  pkcs12_integrity: () => m.lock_pkcs12(),
  java_keystore: () => m.lock_java_keystore(),
}

/** What needs a passphrase, as a noun phrase: the format, the file, and the key that has its own passphrase. */
export function lockedThing({ lock, source }: Locked): string {
  if (lock.entry !== null) {
    return source === null ? m.lock_entry_pasted({ entry: lock.entry }) : m.lock_entry({ entry: lock.entry, source })
  }
  if (lock.form === 'pkcs12_content') {
    return source === null ? m.lock_content_pasted() : m.lock_content_file({ source })
  }
  if (lock.form === 'pkcs12_integrity') {
    return source === null ? m.lock_integrity_pasted() : m.lock_integrity_file({ source })
  }
  const form = lockForms[lock.form]()
  return source === null ? m.lock_pasted({ form }) : m.lock_file({ form, source })
}
