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

/** What is found before sending: key pair, API key, destination, scopes, claims, times, signing. */
export type CodeBeforeSending = Extract<
  Finding['code'],
  | `key_${string}`
  | `certificate_${string}`
  | `api_key_${string}`
  | `endpoint_${string}`
  | 'practice_is_off'
  | 'audience_white_space'
  | 'audience_is_not_endpoint'
  | 'audience_spelled_otherwise'
  | 'audience_fits'
  | 'scope_stray_character'
  | 'scopes_with_commas'
  | `lifetime_${string}`
  | 'timeout_invalid'
  | `claim_${string}`
  | `algorithm_${string}`
  | `header_${string}`
  | 'signing_failed'
>
/** What is found after it: no answer, or an answer without a token. */
export type CodeAfterSending = Exclude<Finding['code'], CodeBeforeSending>
