// Words for findings: what happened, why, and what to do. A code without an entry in one of the tables that
// `finding_table` puts together does not compile. No rule is here: the core decides which finding applies and how sure it
// is.
import type { Certainty, Finding } from '../backend'
import { m } from '.'
import { findingTable } from './finding_table.svelte'
import type { FindingWords } from './finding_words'
import { plain } from './rich'
import type { Server } from './servers'

export function findingWords(finding: Finding, server: Server): FindingWords {
  const entry = findingTable()?.[finding.code] as ((finding: Finding, server: Server) => FindingWords) | undefined
  return entry?.(finding, server) ?? { title: '' }
}

/** The finding's title, with its certainty in front. */
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

/**
 * The line that a finding begins with below the headline; `null` if the headline says it already. Everything that shows
 * both takes it from here.
 */
export function firstLine(words: FindingWords, certainty: Certainty, headline: string): string | null {
  const line = titleWithCertainty(words, certainty)
  return plain(line) === headline ? null : line
}

/** The headline of the response panel, from what the response says by itself. */
export function headline(said: Finding | undefined, server: Server): string | null {
  if (!said) return null
  const words = findingWords(said, server)
  return words.headline ?? words.title
}
