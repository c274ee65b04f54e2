// What is said of a finding, and the shape of the tables that say it.
import type { Finding } from '../backend'
import type { Server } from './servers'

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

export type OfFinding<Code extends Finding['code']> = Extract<Finding, { code: Code }>
export type FindingTable<Code extends Finding['code']> = {
  [C in Code]: (finding: OfFinding<C>, server: Server) => FindingWords
}
