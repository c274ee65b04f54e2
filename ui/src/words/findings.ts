// Words for findings: what happened, why, and what to do. The tables in `findings_before` and `findings_after` have
// every code of the union between them, or the build fails. No rule is here: which finding it is and how sure is decided
// in the core.
import type { Certainty, Finding, FindingShown } from '../backend'
import { m } from '.'
import { findingTable } from './finding_table.svelte'

/** The buttons that a step of a remedy can have. */
export type FixAction = 'copy_certificate' | 'open_account_manager' | 'get_token'

export interface FixStep {
  text: string
  action?: FixAction
}

export interface FindingWords {
  /** What happened, as the answer's headline; the title when there is none. */
  headline?: string
  /** What it is. */
  title: string
  /** The same within a sentence, after "Most likely:"; the title where it can stand there. */
  cause?: string
  text?: string
  steps?: FixStep[]
}

/** Who the request goes to, for sentences. */
export interface Server {
  /** "Account Manager" or a host. */
  name: string
  accountManager: boolean
  /** The practice Account Manager of this program. */
  practice?: boolean
}

export type OfFinding<Code extends Finding['code']> = Extract<Finding, { code: Code }>
export type FindingTable<Code extends Finding['code']> = {
  [C in Code]: (finding: OfFinding<C>, server: Server) => FindingWords
}

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
