// Words for importing: what the files are, where a value stands, why one is left out, and what to look at before.
import type {
  ClearSecret,
  ImportConcern,
  ImportKind,
  ImportLimit,
  ImportPlace,
  ImportProblem,
  ImportValueShown,
  KeyFileProblem,
  LeftOutReason,
  OriginShown,
  ProposalShown,
  TakenShown,
} from '../backend'
import { count, joinFacts, list, m, size } from '.'
import { groups } from './groups'
import { fileError } from './key_files'
import { keyType } from './keys'
import { explain, type Table } from './tables'

export const importKinds: Record<ImportKind, () => string> = {
  postman_collection: () => m.import_kind_postman_collection(),
  postman_environment: () => m.import_kind_postman_environment(),
  bruno: () => m.import_kind_bruno(),
  insomnia: () => m.import_kind_insomnia(),
  dw_json: () => m.import_kind_dw_json(),
  env: () => m.import_kind_env(),
  package_json: () => m.import_kind_package_json(),
  curl: () => m.import_kind_curl(),
  key_file: () => m.import_kind_key_file(),
}

export const importProblems: Table<ImportProblem, string> = {
  unreadable: ({ reason }) => m.import_problem_unreadable({ why: fileError(reason) }),
  empty_file: () => m.import_problem_empty(),
  file_too_large: ({ limit }) => m.import_problem_large({ limit: size(limit) }),
  not_text_file: () => m.import_problem_not_text(),
  archive_file: () => m.import_problem_archive(),
  damaged_json: ({ line }) => m.import_problem_json({ line: count(line) }),
  damaged_yaml: ({ line }) => m.import_problem_yaml({ line: count(line) }),
  too_much_structure: () => m.import_problem_structure(),
  other_program: () => m.import_problem_other_program(),
  not_recognised: () => m.import_problem_not_recognised(),
  nothing_for_token: () => m.import_problem_nothing(),
  only_placeholders: () => m.import_problem_placeholders(),
  only_slas: () => m.import_problem_slas(),
  old_postman: () => m.import_problem_old_postman(),
  link_outside: () => m.import_problem_link(),
}

export const importLimits: Record<ImportLimit, () => string> = {
  files: () => m.import_limit_files(),
  bytes: () => m.import_limit_bytes(),
  folders: () => m.import_limit_folders(),
  credentials: () => m.import_limit_credentials(),
  collections: () => m.import_limit_collections(),
}

export const importConcerns: Record<ImportConcern, () => string> = {
  user_auth_beside_auth_methods: () => m.import_concern_user_auth(),
  pair_mismatch: () => m.import_concern_pair(),
  no_client_id: () => m.import_concern_no_client(),
  no_private_key: () => m.import_concern_no_key(),
  no_client_secret: () => m.import_concern_no_secret(),
  demo_client: () => m.import_concern_demo(),
  no_token_endpoint: () => m.import_concern_no_endpoint(),
  other_grant: () => m.import_concern_other_grant(),
}

const clearSecrets: Record<ClearSecret, () => string> = {
  client_secret: () => m.import_clear_client_secret(),
  private_key: () => m.import_clear_private_key(),
  passphrase: () => m.import_clear_passphrase(),
  password: () => m.import_clear_password(),
  slas_secret: () => m.import_clear_slas(),
}

/** The secrets that a file has unencrypted, and what to do about that. */
export function clearSecretsWords({ file, kinds, git }: { file: string; kinds: ClearSecret[]; git: boolean }): string {
  const words = { file: code(file), secrets: list(kinds.map((kind) => clearSecrets[kind]())) }
  return git ? m.import_clear_git(words) : m.import_clear(words)
}

/** A name from a file as code. The mark itself would end the code. */
const code = (text: string): string => `\`${text.replaceAll('`', 'ˋ')}\``

/** A name from a file within a sentence, which has marks of its own. */
export const inert = (text: string): string => text.replaceAll('`', 'ˋ').replaceAll('**', '∗∗')

const keyFiles: {
  [Problem in KeyFileProblem['problem']]: (of: Extract<KeyFileProblem, { problem: Problem }>) => string
} = {
  outside_folder: () => m.import_key_outside(),
  no_folder: () => m.import_key_no_folder(),
  cannot_read: ({ reason }) =>
    reason.reason === 'not_found' ? m.import_key_not_found() : m.import_key_unreadable({ why: fileError(reason) }),
  too_large_for_key: () => m.import_key_large(),
  no_key_inside: () => m.import_key_nothing(),
  needs_passphrase: () => m.import_key_passphrase(),
  several_keys: () => m.import_key_several(),
  too_many_files: () => m.import_key_too_many(),
}

type Reasons = { [Reason in LeftOutReason['reason']]: (why: Extract<LeftOutReason, { reason: Reason }>) => string }
const reasons: Reasons = {
  empty: () => m.import_left_empty(),
  placeholder: () => m.import_left_placeholder(),
  unknown_variable: ({ name }) => m.import_left_unknown_variable({ name: inert(name) }),
  not_for_token: () => m.import_left_not_for_token(),
  slas: () => m.import_left_slas(),
  other_grant: () => m.import_left_other_grant(),
  other_pair: () => m.import_left_other_pair(),
  other_host: ({ host }) => m.import_left_other_host({ host: inert(host) }),
  ignored_there: () => m.import_left_ignored(),
  browser_sign_in: () => m.import_left_browser(),
  wrong_type: () => m.import_left_type(),
  too_long: () => m.import_left_long(),
  unknown_value: () => m.import_left_unknown_value(),
  from_script: () => m.import_left_script(),
  key_file: ({ problem }) => (keyFiles[problem.problem] as (of: KeyFileProblem) => string)(problem),
  key_unreadable: () => m.import_left_key_unreadable(),
  key_locked: () => m.import_left_key_locked(),
  wrong_passphrase: () => m.import_left_wrong_passphrase(),
}

/** Why a value is left out. */
export const whyLeftOut = (why: LeftOutReason): string => (reasons[why.reason] as (why: LeftOutReason) => string)(why)

type Places = {
  [Place in ImportPlace['place']]: (file: string, place: Extract<ImportPlace, { place: Place }>) => string
}
const places: Places = {
  top: (file) => file,
  line: (file, { line }) => m.import_at_line({ file, line: count(line) }),
  path: (file, { path }) => m.import_at_path({ file, path }),
  collection_variable: (file) => m.import_at_collection_variable({ file }),
  environment: (file, { environment }) => m.import_at_environment({ file, environment: inert(environment) }),
  request: (file, { request }) => m.import_at_request({ file, request: inert(request) }),
}

/** Where in which file something stands. */
export function placeWords(file: string, place: ImportPlace): string {
  const named = file === '' ? m.import_pasted() : inert(file)
  return (places[place.place] as (file: string, place: ImportPlace) => string)(named, place)
}

/** Where a value comes from, and what it overrides. */
export function fromWords({ from, over }: TakenShown): string {
  const words = placeWords(from.file, from.place)
  if (over.length === 0) return words
  return m.import_over({ from: words, others: list(over.map((other) => otherWords(from, other))) })
}

/** An overridden value: its name counts only where it differs. */
function otherWords(from: OriginShown, other: OriginShown): string {
  const place = placeWords(other.file, other.place)
  return other.name === from.name ? place : `${inert(other.name)} (${place})`
}

/** What a value says; of a secret only how long it is. */
export function valueWords(value: ImportValueShown): string {
  switch (value.show) {
    case 'text':
      return inert(value.text)
    case 'secret':
      return m.import_characters({ count: value.characters })
    case 'key':
      return joinFacts([
        value.path && inert(value.path),
        keyType(value.key_type),
        value.matches === true && m.import_key_matches(),
        value.matches === false && m.import_key_differs(),
      ])
    case 'certificate_of':
      return joinFacts([value.path && inert(value.path), inert(value.subject)])
  }
}

/** What stands below the name of a proposed credential: its group, or else where it comes from. */
export function proposalOrigin(proposal: ProposalShown): string {
  const group = groups[proposal.group]()
  if (proposal.group_from === 'host') return m.import_group_host({ group })
  if (proposal.group_from === 'tenant') return m.import_group_tenant({ group })
  return proposal.place.place === 'top' ? importKinds[proposal.kind]() : placeWords(proposal.file, proposal.place)
}

/** Why nothing is taken from a file. */
export const importProblem = (problem: ImportProblem): string => explain(importProblems, problem)
