// Words for the vault: what protects secrets, and why they cannot be stored or opened.
import type {
  ClipboardFor,
  CopiedSecret,
  KeychainError,
  LockAfter,
  LockCause,
  Protection,
  VaultError,
  WhyOnlyInMemory,
} from '../backend'
import { m } from '.'
import { explain, type Table } from './tables'
import { storeErrors } from './store'

export const protections: Record<Protection, () => string> = {
  keychain: m.protection_keychain,
  passphrase: m.protection_passphrase,
  session_only: m.protection_session_only,
}

export const lockCauses: Record<LockCause, () => string> = {
  person: m.locked_person,
  idle: m.locked_idle,
  screen_locked: m.locked_screen,
  suspending: m.locked_suspending,
}

export const onlyInMemory: Record<WhyOnlyInMemory, () => string> = {
  session_only: m.only_in_memory_session_only,
  not_stored: m.only_in_memory_not_stored,
  replaced: m.only_in_memory_replaced,
}

export const clipboardEmptied: Record<CopiedSecret, () => string> = {
  token: m.clipboard_emptied_token,
  body: m.clipboard_emptied_body,
  request: m.clipboard_emptied_request,
  client_secret: m.clipboard_emptied_client_secret,
}

export const lockAfter: Record<LockAfter, () => string> = {
  never: m.settings_never,
  five_minutes: () => m.settings_after_minutes({ minutes: 5 }),
  fifteen_minutes: () => m.settings_after_minutes({ minutes: 15 }),
  sixty_minutes: () => m.settings_after_minutes({ minutes: 60 }),
}

export const clipboardFor: Record<ClipboardFor, () => string> = {
  no_limit: m.settings_never,
  thirty_seconds: () => m.settings_after_seconds({ seconds: 30 }),
  sixty_seconds: () => m.settings_after_seconds({ seconds: 60 }),
  two_minutes: () => m.settings_after_seconds({ seconds: 120 }),
}

export const keychainErrors: Table<KeychainError, string> = {
  unavailable: () => m.keychain_unavailable(),
  locked: () => m.keychain_locked(),
  denied: () => m.keychain_denied(),
  failed: () => m.keychain_failed(),
}

export const vaultErrors: Table<VaultError, string> = {
  needs_choice: ({ keychain }) => explain(keychainErrors, keychain),
  locked: () => m.vault_locked(),
  needs_passphrase: () => m.vault_needs_passphrase(),
  wrong_passphrase: () => m.vault_wrong_passphrase(),
  passphrase_too_short: ({ fewest }) => m.vault_passphrase_too_short({ fewest }),
  passphrase_costs_altered: () => m.vault_passphrase_costs_altered(),
  changed_elsewhere: () => m.vault_changed_elsewhere(),
  keychain: ({ keychain }) => explain(keychainErrors, keychain),
  key_missing: () => m.vault_key_missing(),
  key_is_another: () => m.vault_key_is_another(),
  how_sealed_lost: () => m.vault_how_sealed_lost(),
  secret_damaged: () => m.vault_secret_damaged(),
  sealing_failed: () => m.vault_sealing_failed(),
  store: ({ error }) => explain(storeErrors, error),
}

/** The system's own message about its keychain, as a detail; `null` where there is none. */
export function keychainDetail(error: VaultError): string | null {
  return 'keychain' in error && 'detail' in error.keychain ? error.keychain.detail : null
}
