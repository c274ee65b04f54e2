// Credentials with the same name, and what tells each of them apart.
import type { CredentialId, CredentialSummary } from '../../backend'
import { certificateDay, m } from '../../words'
import { groups } from '../../words/groups'
import { nameOf } from '../../words/names'
import { serverOf } from '../../words/servers'

/** What can tell credentials apart, the most telling first. */
const FACTS: ((credential: CredentialSummary) => string)[] = [
  ({ group }) => groups[group](),
  (credential) => serverOf(credential).name,
  ({ api_key }) => (api_key.trim() === '' ? m.twin_no_api_key() : m.twin_api_key({ id: api_key.trim() })),
  ({ certificate_not_after: end }) =>
    end === null ? m.twin_no_certificate() : m.twin_certificate({ date: certificateDay(end) }),
]

/** For each credential that has its name in common with another: what it alone has of them, else its place. */
export function twinsIn(list: readonly CredentialSummary[]): ReadonlyMap<CredentialId, string> {
  const byName = new Map<string, CredentialSummary[]>()
  for (const credential of list) {
    const name = nameOf(credential).trim().toLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), credential])
  }
  const found = new Map<CredentialId, string>()
  for (const twins of byName.values()) {
    if (twins.length < 2) continue
    const facts = FACTS.find((fact) => new Set(twins.map(fact)).size === twins.length)
    twins.forEach((twin, at) =>
      found.set(twin.id, facts?.(twin) ?? m.twin_place({ place: at + 1, count: twins.length })),
    )
  }
  return found
}
