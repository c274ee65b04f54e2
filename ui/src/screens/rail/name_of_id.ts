// The name of a credential of which only the ID is known.
import type { CredentialId } from '../../backend'
import { m } from '../../words'
import { credentials, nameOf } from './credentials.svelte'

/** Its name in the list; it may not be stored yet, or have been deleted. */
export function nameOfId(id: CredentialId | null): string {
  if (id === null) return m.rail_new_credential()
  const listed = credentials.list.find((credential) => credential.id === id)
  return listed ? nameOf(listed) : m.lock_credential_deleted()
}
