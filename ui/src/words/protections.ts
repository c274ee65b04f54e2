// Words for what protects secrets.
import type { Protection } from '../backend'
import { m } from '.'

export const protections: Record<Protection, () => string> = {
  keychain: m.protection_keychain,
  passphrase: m.protection_passphrase,
  session_only: m.protection_session_only,
}
