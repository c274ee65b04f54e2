// Types for the words of a finding and for the tables that hold them.
import type {
  AuthMethod,
  ClientSecretKind,
  Field,
  Finding,
  HeaderType,
  SecretCorrection,
  SecretPlacement,
  SigningAlgorithm,
} from '../backend'
import type { Server } from './servers'

/** A text field of the form whose text can be corrected. */
export type TextField = Extract<Field, 'api_key' | 'user' | 'token_endpoint' | 'scopes' | 'header'>

/**
 * What a button beside advice does: leads to a place, changes the form, copies, or sends again.
 * `screens/credential/fixes.svelte.ts` carries it out, and has the button's words.
 */
export type FixAction =
  /** `after`: the server takes no request before then, in milliseconds since 1970. */
  | { do: 'get_token'; after?: number | null }
  | { do: 'copy_certificate' }
  | { do: 'open_account_manager' }
  | { do: 'go_to_field'; field: Field }
  /** The claim in the editor; without a name, the editor. */
  | { do: 'go_to_claim'; name?: string }
  | { do: 'go_to_step'; step: 'key' | 'client' | 'request' }
  | { do: 'go_to_destination' }
  | { do: 'show_tab'; tab: 'response' | 'request'; label?: string }
  /** `from`: only if the field still has this text, apart from white space. */
  | { do: 'correct'; field: TextField; text: string; label: string; from?: string }
  /** Removes what was copied along with a secret. */
  | { do: 'correct_secret'; kind: ClientSecretKind; correction: SecretCorrection; label: string }
  | { do: 'use_placement'; placement: SecretPlacement }
  | { do: 'use_method'; method: AuthMethod }
  /** Opens the builder of scopes. */
  | { do: 'build_scopes' }
  /** Adds a further form parameter, whose value the person enters. */
  | { do: 'add_parameter'; name: string }
  /** Opens the dialog that trusts a certificate for this server. */
  | { do: 'trust_certificate' }
  | { do: 'use_address'; address: string; label?: string }
  | { do: 'use_account_manager' }
  /** `null`: the token endpoint. */
  | { do: 'use_audience'; audience: string | null; label?: string }
  /** Undoes what the person changed in these claims; `null`: in all. */
  | { do: 'reset_claims'; names: string[] | null }
  | { do: 'use_algorithm'; algorithm: SigningAlgorithm }
  /** The `typ` in the JWT's header. */
  | { do: 'use_type'; typ: HeaderType }
  | { do: 'use_lifetime'; seconds: number }
  | { do: 'leave_out_header'; parameters: string[] }

export interface FixStep {
  text: string
  /** What its buttons do. Advice that names a place leads there. */
  actions?: FixAction[]
}

export interface FindingWords {
  /** Headline of the response panel; without it, the title. */
  headline?: string
  /** What is wrong. */
  title: string
  /** The title as it reads within a sentence, after "Most likely:"; needed only where the title does not fit there. */
  cause?: string
  text?: string
  /** What the buttons below the text do. */
  actions?: FixAction[]
  steps?: FixStep[]
}

export type FindingWithCode<Code extends Finding['code']> = Extract<Finding, { code: Code }>
export type FindingTable<Code extends Finding['code']> = {
  [C in Code]: (finding: FindingWithCode<C>, server: Server) => FindingWords
}

/** The words for some of the findings. `finding_table.svelte.ts` puts all of them together and misses none. */
export type SomeFindingWords = Partial<FindingTable<Finding['code']>>
