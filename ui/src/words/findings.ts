// Words for findings: what happened, why, and what to do. The tables in `findings_before` and `findings_after` have
// every code of the union between them, or the build fails. No rule is here: which finding it is and how sure is decided
// in the core.
import type { Certainty, Finding, FindingShown } from '../backend'
import { m } from '.'
import { findingTable } from './finding_table.svelte'
import type { FindingWords } from './finding_words'
import type { Server } from './servers'

export function findingWords(finding: Finding, server: Server): FindingWords {
  const entry = findingTable()?.[finding.code] as ((finding: Finding, server: Server) => FindingWords) | undefined
  return entry?.(finding, server) ?? { title: '' }
}

/** The finding's title with how sure it is. */
export function titleWithCertainty({ title, cause = title }: FindingWords, certainty: Certainty): string {
  switch (certainty) {
    case 'proven':
      return title
    case 'likely':
      return m.certainty_likely({ cause })
    case 'possible':
      return m.certainty_possible({ cause })
  }
}

/** The headline of an answer, from its most important finding. */
export function headline(shown: FindingShown | undefined, server: Server): string | null {
  if (!shown) return null
  const words = findingWords(shown.finding, server)
  return words.headline ?? words.title
}
