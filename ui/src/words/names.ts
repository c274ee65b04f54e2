// What a credential is called: its name, else the one that is proposed for it, else what kind of credential it is.
import type { CredentialSummary, ProposedName } from '../backend'
import { m } from '.'

/** The name that is proposed until the person types one; empty if nothing is known yet. */
export function proposedName(proposed: ProposedName | null): string {
  switch (proposed?.from) {
    case 'certificate':
      return proposed.subject
    case 'api_client':
      return m.name_api_client({ id: proposed.id })
    case 'host':
      return proposed.host
    case undefined:
      return ''
  }
}

/** The name of a credential that may have none. */
export function storedName(name: string, proposed: ProposedName | null, practice: boolean): string {
  if (name.trim() !== '') return name
  return proposedName(proposed) || (practice ? m.rail_practice_credential() : m.rail_new_credential())
}

type Named = Pick<CredentialSummary, 'name' | 'proposed_name' | 'destination'>

/** The credential's name, or what to call it when it has none. */
export const nameOf = (credential: Named): string =>
  storedName(credential.name, credential.proposed_name, isPractice(credential))

export const isPractice = ({ destination }: Pick<CredentialSummary, 'destination'>): boolean =>
  destination?.kind === 'practice'
