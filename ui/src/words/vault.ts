// Words for the vault: why secrets cannot be stored or opened.
import type { KeychainError, VaultError } from '../backend'
import { m } from '.'
import { explain, type Table } from './tables'
import { storeErrors } from './store'

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
