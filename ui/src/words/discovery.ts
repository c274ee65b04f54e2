// Words for what a server publishes about itself: why nothing could be read, and what to know before it's filled in.
import type { DiscoveryConcern, EndpointRefusal, IssuerProblem, LookupProblem } from '../backend'
import { list, m } from '.'
import { findingWords } from './findings'
import { plain } from './rich'
import { hostOf } from './servers'
import { explain, type Explained, type Table } from './tables'

const issuerProblems: Record<IssuerProblem['code'], () => string> = {
  missing: () => m.discovery_issuer_missing(),
  not_a_url: () => m.discovery_issuer_not_a_url(),
  not_encrypted: () => m.discovery_issuer_not_encrypted(),
  has_credentials: () => m.discovery_issuer_has_credentials(),
  has_query: () => m.discovery_issuer_has_query(),
}

export const issuerProblem = ({ code }: IssuerProblem): string => issuerProblems[code]()

const lookupProblems: Table<LookupProblem, (url: string) => string> = {
  no_response: ({ finding }) => {
    return (url) => plain(findingWords(finding, { name: hostOf(url) ?? url, accountManager: false }).title)
  },
  status:
    ({ status }) =>
    () =>
      m.discovery_problem_status({ status }),
  redirect:
    ({ location }) =>
    () =>
      m.discovery_problem_redirect({ location }),
  too_large: () => () => m.discovery_problem_too_large(),
  not_utf8: () => () => m.discovery_problem_not_utf8(),
  not_json: () => () => m.discovery_problem_not_json(),
  not_an_object: () => () => m.discovery_problem_not_an_object(),
  issuer_missing: () => () => m.discovery_problem_issuer_missing(),
  other_issuer:
    ({ issuer }) =>
    () =>
      m.discovery_problem_other_issuer({ issuer }),
}

/** Why there is no document at this URL. */
export const lookupProblem = (url: string, problem: LookupProblem): string => explain(lookupProblems, problem)(url)

const refusals: Record<EndpointRefusal, () => string> = {
  not_a_url: () => m.discovery_endpoint_refused_not_a_url(),
  not_encrypted: () => m.discovery_endpoint_refused_not_encrypted(),
  has_credentials: () => m.discovery_endpoint_refused_has_credentials(),
  has_fragment: () => m.discovery_endpoint_refused_has_fragment(),
}

const offeredList = (offered: string[]): string => (offered.length > 0 ? list(offered) : m.discovery_offers_nothing())

const concerns: Table<DiscoveryConcern, Explained> = {
  endpoint_missing: () => ({
    title: m.discovery_endpoint_missing_title(),
    text: m.discovery_endpoint_missing_text(),
  }),
  endpoint_refused: ({ endpoint, why }) => ({
    title: m.discovery_endpoint_refused_title({ endpoint }),
    text: refusals[why](),
  }),
  endpoint_on_other_host: ({ host, issuer_host }) => ({
    title: m.discovery_endpoint_other_host_title({ host, issuer: issuer_host }),
    text: m.discovery_endpoint_other_host_text(),
  }),
  endpoint_private: ({ host }) => ({
    title: m.discovery_endpoint_private_title({ host }),
    text: m.discovery_endpoint_private_text(),
  }),
  no_private_key_jwt: ({ offered }) => ({
    title: m.discovery_no_private_key_jwt_title(),
    text: m.discovery_no_private_key_jwt_text({ offered: offeredList(offered) }),
  }),
  methods_unsaid: () => ({
    title: m.discovery_methods_unsaid_title(),
    text: m.discovery_methods_unsaid_text(),
  }),
  algorithm_not_offered: ({ algorithm, offered }) => ({
    title: m.discovery_algorithm_not_offered_title({ algorithm }),
    text: m.discovery_algorithm_not_offered_text({ offered: offeredList(offered) }),
  }),
  grant_not_offered: ({ grant, offered }) => ({
    title: m.discovery_grant_not_offered_title({ grant }),
    text: m.discovery_grant_not_offered_text({ offered: offeredList(offered) }),
  }),
  wrong_type: ({ members }) => ({
    title: m.discovery_wrong_type_title({ members: list(members) }),
    text: m.discovery_wrong_type_text(),
  }),
}

export const concernWords = (concern: DiscoveryConcern): Explained => explain(concerns, concern)
