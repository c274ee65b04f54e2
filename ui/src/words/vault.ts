// Words for the vault: what protects secrets, and why they cannot be kept or opened.
import type { KeychainTrouble, Protection, VaultTrouble } from '../backend'
import { m } from '.'
import { explain, type Table } from './keys'
import { storeTroubles } from './store'

export const protections: Record<Protection, () => string> = {
  keychain: m.protection_keychain,
  passphrase: m.protection_passphrase,
  session_only: m.protection_session_only,
}

export const keychainTroubles: Table<KeychainTrouble, string> = {
  unavailable: () => m.keychain_unavailable(),
  locked: () => m.keychain_locked(),
  denied: () => m.keychain_denied(),
  failed: () => m.keychain_failed(),
}

export const vaultTroubles: Table<VaultTrouble, string> = {
  needs_choice: ({ keychain }) => explain(keychainTroubles, keychain),
  needs_passphrase: () => m.vault_needs_passphrase(),
  wrong_passphrase: () => m.vault_wrong_passphrase(),
  empty_passphrase: () => m.vault_empty_passphrase(),
  keychain: ({ keychain }) => explain(keychainTroubles, keychain),
  key_missing: () => m.vault_key_missing(),
  key_is_another: () => m.vault_key_is_another(),
  secret_damaged: () => m.vault_secret_damaged(),
  sealing_failed: () => m.vault_sealing_failed(),
  store: ({ trouble }) => explain(storeTroubles, trouble),
}

/** The system's own words about its keychain, for whoever wants to look closer; `null` where there are none. */
export function systemSaid(trouble: VaultTrouble): string | null {
  return 'keychain' in trouble && 'detail' in trouble.keychain ? trouble.keychain.detail : null
}
