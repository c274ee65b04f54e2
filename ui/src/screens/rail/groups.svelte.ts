// The groups of the list: which credentials are in each, and which are folded. That is remembered in the store.
import { commands, type CredentialSummary, type Group } from '../../backend'
import { showError } from '../../parts/notices.svelte'

export interface Section {
  group: Group
  credentials: CredentialSummary[]
}

/** The list in its groups. It is in their order already. */
export function sectionsOf(list: readonly CredentialSummary[]): Section[] {
  const sections: Section[] = []
  for (const credential of list) {
    const last = sections.at(-1)
    if (last?.group === credential.group) last.credentials.push(credential)
    else sections.push({ group: credential.group, credentials: [credential] })
  }
  return sections
}

class Groups {
  folded = $state.raw<ReadonlySet<Group>>(new Set())

  /** Takes what is stored. */
  fill(folded: readonly Group[]): void {
    this.folded = new Set(folded)
  }

  fold(group: Group, folded: boolean): void {
    if (this.folded.has(group) === folded) return
    const all = new Set(this.folded)
    if (folded) all.add(group)
    else all.delete(group)
    this.folded = all
    void commands.foldGroups([...all]).catch(showError)
  }
}

export const groups = new Groups()
