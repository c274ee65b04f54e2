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
  unavailable: ({ detail }) => m.keychain_unavailable({ detail }),
  locked: () => m.keychain_locked(),
  denied: () => m.keychain_denied(),
  failed: ({ detail }) => m.keychain_failed({ detail }),
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
