// Words for keys, certificates and files: what was seen and what to do. Each table has every code of its union,
// or the build fails.
import type {
  CertificateChoice,
  CertificateConcern,
  CertificateLife,
  FileError,
  ForeignFormat,
  KeyDerivation,
  KeyProblem,
  KeyType,
  LockForm,
  Locked,
  NewKey,
  OptionsProblem,
  Origin,
  ReadFormat,
  ReadNote,
  RotationStep,
  RotationWay,
  SaveAsProblem,
  SaveFileOutcome,
  SaveFormat,
  SaveOutcome,
} from '../backend'
import { count, list, m, size } from '.'

/** What happened, and what to do about it. */
export interface Explained {
  title: string
  text: string
}

type OfCode<Union extends { code: string }, Code extends Union['code']> = Extract<Union, { code: Code }>
export type Table<Union extends { code: string }, Value> = {
  [Code in Union['code']]: (seen: OfCode<Union, Code>) => Value
}

export function keyType(type: KeyType): string {
  switch (type.type) {
    case 'rsa':
      return m.key_type_rsa({ bits: type.bits })
    case 'ec':
      return m.key_type_ec({ curve: type.curve })
    case 'ed25519':
      return m.key_type_ed25519()
    case 'other':
      return m.key_type_other({ oid: type.oid })
  }
}

export function origin(from: Origin): string {
  switch (from.origin) {
    case 'generated':
      return m.key_origin_generated()
    case 'file':
      return m.key_origin_file({ name: from.name })
    case 'pasted':
      return m.key_origin_pasted()
  }
}

/** Where a certificate stands, for a chip. */
export function life(life: CertificateLife): { text: string; tone: 'accent' | 'good' | 'warn' | 'bad' } {
  switch (life.state) {
    case 'valid':
      return { text: m.key_life_days({ days: life.days_left }), tone: 'good' }
    case 'renewal_due':
      return { text: m.key_life_renewal({ days: life.days_left }), tone: 'accent' }
    case 'ends_soon':
      return {
        text: life.days_left === 0 ? m.key_life_last_day() : m.key_life_soon({ days: life.days_left }),
        tone: 'warn',
      }
    case 'ended':
      return {
        text: life.days_ago === 0 ? m.key_life_ended_today() : m.key_life_ended({ days: life.days_ago }),
        tone: 'bad',
      }
    case 'not_yet_valid':
      return { text: m.key_life_not_yet(), tone: 'bad' }
  }
}

/** What was saved of a pair, and who can read the private key there. */
export function savedKeyPair({ files, folder, key_readers }: Extract<SaveOutcome, { outcome: 'saved' }>): string {
  const saved = { files: list(files), folder }
  if (key_readers === null) return m.key_saved_certificate(saved)
  return key_readers === 'owner' ? m.key_saved(saved) : m.key_saved_as_folder(saved)
}

/** What was saved in a format of its own. */
export function savedFile({ file, folder, key_readers }: Extract<SaveFileOutcome, { outcome: 'saved' }>): string {
  if (key_readers === 'as_folder') return m.key_saved_as_folder({ files: file, folder })
  return m.save_as_done({ file, folder })
}

export function fileError(error: FileError): string {
  switch (error.reason) {
    case 'not_found':
      return m.file_error_not_found()
    case 'permission_denied':
      return m.file_error_permission_denied()
    case 'is_a_folder':
      return m.file_error_is_a_folder()
    case 'disk_full':
      return m.file_error_disk_full()
    case 'read_only':
      return m.file_error_read_only()
    case 'other':
      return m.file_error_other({ detail: error.detail })
  }
}

const formats: Record<ForeignFormat, () => Explained> = {
  putty: () => ({ title: m.problem_format_putty(), text: m.problem_format_putty_text() }),
  ssh_public_key: () => ({ title: m.problem_format_ssh_public_key(), text: m.problem_format_ssh_public_key_text() }),
  ssh2: () => ({ title: m.problem_format_ssh2(), text: m.problem_format_ssh2_text() }),
  pgp: () => ({ title: m.problem_format_pgp(), text: m.problem_format_pgp_text() }),
  pkcs7: () => ({ title: m.problem_format_pkcs7(), text: m.problem_format_pkcs7_text() }),
  pkcs12_ber: () => ({ title: m.problem_format_pkcs12_ber(), text: m.problem_format_pkcs12_ber_text() }),
  bouncy_castle: () => ({ title: m.problem_format_bouncy_castle(), text: m.problem_format_bouncy_castle_text() }),
}

const readFormats: Record<ReadFormat, () => string> = {
  der: () => m.format_der(),
  jwk: () => m.format_jwk(),
  pkcs12: () => m.format_pkcs12(),
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

const labels = (names: string[]): string => list(names.map((name) => `\`${name}\``))

export const keyProblems: Table<KeyProblem, Explained> = {
  empty: () => ({ title: m.problem_empty_title(), text: m.problem_empty_text() }),
  no_begin_line: ({ starts_with }) => ({
    title: m.problem_no_begin_line_title(),
    text: starts_with
      ? m.problem_no_begin_line_seen({ seen: shortened(starts_with, 24) })
      : m.problem_no_begin_line_text(),
  }),
  lines_missing: ({ label }) => ({
    title: m.problem_lines_missing_title(),
    text: label ? m.problem_lines_missing_text({ label }) : m.problem_no_begin_line_text(),
  }),
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
    text: m.problem_stray_text({ label, character, line: count(line) }),
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
  too_costly: ({ derivation }) => ({
    title: m.problem_costly_title(),
    text: m.problem_costly_text({ derivation: derivations[derivation] }),
  }),
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
    title:
      key_type.type === 'other'
        ? m.problem_key_type_other_title({ kind: keyType(key_type) })
        : m.problem_key_type_title({ kind: keyType(key_type) }),
    text: m.problem_key_type_text(),
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
  escaped_line_ends: () => m.note_escaped({ sequence: '\\n' }),
  quotes: () => m.note_quotes(),
  dashes: () => m.note_dashes(),
  left_out: (seen) => m.note_left_out({ labels: labels(seen.labels) }),
  several_keys: (seen) => m.note_several_keys({ count: count(seen.count) }),
  several_certificates: ({ count: seen, taken, because }) => certificateChoices[because]({ count: count(seen), taken }),
  issuers_left_out: ({ issuers }) =>
    m.note_issuers_left_out({ count: issuers.length, issuers: list(issuers.map((issuer) => `**${issuer}**`)) }),
}

export const optionsProblems: Table<OptionsProblem, Explained> = {
  days: () => ({ title: m.options_days_title(), text: m.options_days_text() }),
  name_missing: () => ({ title: m.options_name_missing_title(), text: m.options_name_missing_text() }),
  name_too_long: ({ characters }) => ({
    title: m.options_name_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  end_date: () => ({ title: m.options_end_date_title(), text: m.options_end_date_text() }),
  end_date_over: () => ({ title: m.options_end_date_over_title(), text: m.options_end_date_over_text() }),
  end_date_too_far: ({ latest }) => ({
    title: m.options_end_date_far_title(),
    text: m.options_end_date_far_text({ latest }),
  }),
  organization_too_long: ({ characters }) => ({
    title: m.options_organization_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  organization_control_character: () => ({
    title: m.options_organization_control_title(),
    text: m.options_name_control_text(),
  }),
  country: () => ({ title: m.options_country_title(), text: m.options_country_text() }),
  name_control_character: () => ({ title: m.options_name_control_title(), text: m.options_name_control_text() }),
}

export function newKey(key: NewKey): string {
  return newKeys[key]()
}

const newKeys: Record<NewKey, () => string> = {
  rsa2048: () => m.key_type_rsa({ bits: 2048 }),
  rsa3072: () => m.key_type_rsa({ bits: 3072 }),
  rsa4096: () => m.key_type_rsa({ bits: 4096 }),
  p256: () => m.key_new_ec({ curve: 'P-256' }),
  p384: () => m.key_new_ec({ curve: 'P-384' }),
}

export const certificateConcerns: Table<CertificateConcern, Explained> = {
  weak_key: ({ bits }) => ({
    title: m.finding_certificate_weak_key_title({ bits }),
    text: m.finding_certificate_weak_key_text(),
  }),
  weak_signature: ({ algorithm }) => ({
    title: m.finding_certificate_weak_signature_title({ algorithm }),
    text: m.finding_certificate_weak_signature_text(),
  }),
  authority: () => ({
    title: m.finding_certificate_of_authority_title(),
    text: m.finding_certificate_of_authority_text(),
  }),
}

const lockForms: Record<LockForm, () => string> = {
  pkcs8: () => m.lock_pkcs8(),
  old_open_ssl: () => m.lock_old_open_ssl(),
  open_ssh: () => m.lock_open_ssh(),
  pkcs12: () => m.lock_pkcs12(),
  java_keystore: () => m.lock_java_keystore(),
}

/** What is locked, as a sentence: the form, where it is, and which key in it has a passphrase of its own. */
export function lockedThing({ lock, source }: Locked): string {
  if (lock.entry !== null) {
    return source === null ? m.lock_entry_pasted({ entry: lock.entry }) : m.lock_entry({ entry: lock.entry, source })
  }
  const form = lockForms[lock.form]()
  return source === null ? m.lock_pasted({ form }) : m.lock_file({ form, source })
}

/** A format by its usual name, and what tells it apart. */
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

export const rotationWays: Record<RotationWay, () => Explained> = {
  second_api_client: () => ({ title: m.rotate_way_second(), text: m.rotate_way_second_text() }),
  same_api_client: () => ({ title: m.rotate_way_same(), text: m.rotate_way_same_text() }),
}

export const rotationSteps: Record<RotationStep, (way: RotationWay) => string> = {
  make_pair: () => m.rotate_step_make(),
  save_pair: () => m.rotate_step_save(),
  add_api_client: () => m.rotate_step_add_client(),
  prepare_integration: () => m.rotate_step_prepare(),
  replace_certificate: () => m.rotate_step_replace(),
  get_token: (way) => (way === 'same_api_client' ? m.rotate_step_token_same() : m.rotate_step_token_second()),
  switch_integration: (way) =>
    way === 'same_api_client' ? m.rotate_step_switch_same() : m.rotate_step_switch_second(),
  remove_old_api_client: () => m.rotate_step_remove_client(),
  let_old_pair_go: () => m.rotate_step_let_go(),
}

/** Words of which only the first `most` characters were kept: says so where there may have been more. */
export function shortened(text: string, most: number): string {
  return [...text].length >= most ? `${text}…` : text
}

/** The entry of a table for what was seen. */
export function explain<Union extends { code: string }, Value>(table: Table<Union, Value>, seen: Union): Value {
  const entry = table[seen.code as Union['code']] as (seen: Union) => Value
  return entry(seen)
}
