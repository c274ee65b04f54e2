// Types for the words of a finding and for the tables that hold them.
import type { Finding } from '../backend'
import type { Server } from './servers'

/** The actions that a button in a step can have. */
export type FixAction = 'copy_certificate' | 'open_account_manager' | 'get_token'

export interface FixStep {
  text: string
  action?: FixAction
}

export interface FindingWords {
  /** Headline of the response panel; without it, the title. */
  headline?: string
  /** What is wrong. */
  title: string
  /** The title as it reads within a sentence, after "Most likely:"; needed only where the title does not fit there. */
  cause?: string
  text?: string
  steps?: FixStep[]
}

export type FindingWithCode<Code extends Finding['code']> = Extract<Finding, { code: Code }>
export type FindingTable<Code extends Finding['code']> = {
  [C in Code]: (finding: FindingWithCode<C>, server: Server) => FindingWords
}

/** The words for some of the findings. `finding_table.svelte.ts` puts all of them together and misses none. */
export type SomeFindingWords = Partial<FindingTable<Finding['code']>>
