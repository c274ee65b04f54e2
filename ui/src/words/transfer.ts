// Words for transfer files and backups: why one can't be used, what is not in one, and how credentials differ.
import type {
  BackupDay,
  BackupProblem,
  LeftOutPart,
  MovedPart,
  MovedSide,
  SecretKind,
  TransferProblem,
  TransferState,
} from '../backend'
import { count, list, m, size } from '.'
import { fileError } from './key_files'
import { explain, type Table } from './tables'

export const transferProblems: Table<TransferProblem, string> = {
  another_file: () => m.transfer_another_file(),
  newer_version: ({ found, known }) => m.transfer_newer_version({ found, known }),
  cut_off: () => m.transfer_cut_off(),
  damaged: () => m.transfer_damaged(),
  too_large: ({ bytes, limit }) => m.transfer_too_large({ size: size(bytes), limit: size(limit) }),
  costs_too_high: () => m.transfer_costs_too_high(),
  wrong_passphrase: () => m.transfer_wrong_passphrase(),
  passphrase_too_short: ({ fewest }) => m.vault_passphrase_too_short({ fewest }),
  content: ({ detail }) => m.transfer_content({ detail }),
  too_many: ({ limit }) => m.transfer_too_many({ limit: count(limit) }),
  sealing_failed: () => m.transfer_sealing_failed(),
}

export const secretKinds: Record<SecretKind, () => string> = {
  private_key: m.secret_kind_private_key,
  client_secret: m.secret_kind_client_secret,
  access_key: m.secret_kind_access_key,
  key_passphrase: m.secret_kind_key_passphrase,
  practice_server: m.secret_kind_practice_server,
  backup_key: m.secret_kind_backup_key,
}

/** What is not in a file, of the credential with this name. */
export function leftOut(name: string, what: LeftOutPart): string {
  const table: Table<LeftOutPart, string> = {
    everything: () => m.transfer_left_out_all({ name }),
    secret: ({ kind }) => m.transfer_left_out_secret({ name, what: secretKinds[kind]() }),
    key_files: ({ paths }) => m.transfer_left_out_files({ name, files: list(paths) }),
    key_not_stored: () => m.transfer_left_out_key({ name }),
    requests: ({ count }) => m.transfer_left_out_requests({ name, count }),
    old_requests: ({ count }) => m.transfer_left_out_old_requests({ name, count }),
  }
  return explain(table, what)
}

export const transferStates: Record<TransferState, () => string> = {
  new: m.transfer_state_new,
  same: m.transfer_state_same,
  differs: m.transfer_state_differs,
}

export const movedParts: Record<MovedPart, () => string> = {
  name: m.moved_part_name,
  group: m.moved_part_group,
  method: m.moved_part_method,
  api_key: m.moved_part_api_key,
  destination: m.moved_part_destination,
  token_endpoint: m.moved_part_token_endpoint,
  audience: m.moved_part_audience,
  parameters: m.moved_part_parameters,
  trusted_certificates: m.moved_part_trusted_certificates,
  business_manager: m.moved_part_business_manager,
  scopes: m.moved_part_scopes,
  claims: m.moved_part_claims,
  header: m.moved_part_header,
  secret_placement: m.moved_part_secret_placement,
  waiting_times: m.moved_part_waiting_times,
  api_places: m.moved_part_api_places,
  ticks: m.moved_part_ticks,
  notes: m.moved_part_notes,
  key_home: m.moved_part_key_home,
  private_key: m.moved_part_private_key,
  certificate: m.moved_part_certificate,
  client_secret: m.moved_part_client_secret,
  access_key: m.moved_part_access_key,
  key_passphrase: m.moved_part_key_passphrase,
}

/** What one side of a difference has. A value that is not shown is different if the other side has one, too. */
export function movedSide(side: MovedSide, other: MovedSide): string {
  if (side.side === 'nothing') return m.transfer_side_nothing()
  if (side.side === 'text') return side.text
  return other.side === 'there' ? m.transfer_side_other() : m.transfer_side_there()
}

export const backupDays: Record<BackupDay, () => string> = {
  monday: m.day_monday,
  tuesday: m.day_tuesday,
  wednesday: m.day_wednesday,
  thursday: m.day_thursday,
  friday: m.day_friday,
  saturday: m.day_saturday,
  sunday: m.day_sunday,
}

export const backupProblems: Table<BackupProblem, string> = {
  no_key: () => m.backup_no_key(),
  secrets_closed: () => m.backup_secrets_closed(),
  store: ({ detail }) => m.backup_store({ detail }),
  file: ({ problem }) => explain(transferProblems, problem),
  folder: ({ error }) => m.backup_folder_problem({ error: fileError(error) }),
}
