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

/** Codes found before sending: key pair, API key, destination, scopes, claims, times, signing. */
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
/** Codes found after sending: no response, or a response without a token. */
export type CodeAfterSending = Exclude<Finding['code'], CodeBeforeSending>
