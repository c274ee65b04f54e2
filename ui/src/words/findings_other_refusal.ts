// Words for refusals that other servers than Account Manager explain: the client, its user, its organisation, the API,
// and what the server requires besides.
import { m } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import { atEndpoint, openAccountManager, sendAgain, showResponse, toScopes } from './fix_steps'
import { stepFor } from './step_numbers'

const only = (text: string): FixStep[] => [{ text }, sendAgain()]

export const otherRefusalWords = {
  client_unknown: (_, server) => ({
    headline: m.finding_client_unknown_headline({ server: server.name }),
    title: m.finding_client_unknown_title(),
    cause: m.finding_client_unknown_cause(),
    text: m.finding_client_unknown_text(),
    steps: [
      {
        text: m.finding_invalid_client_other_step_key(stepFor(server, 'client')),
        actions: [{ do: 'go_to_field', field: 'api_key' }],
      },
      { text: m.finding_client_unknown_step_environment() },
      sendAgain(),
    ],
  }),
  client_inactive: (_, { name, accountManager }) => ({
    headline: m.finding_client_inactive_headline({ server: name }),
    title: m.finding_client_inactive_title(),
    cause: m.finding_client_inactive_cause(),
    text: m.finding_client_inactive_text(),
    steps: accountManager
      ? [{ text: m.finding_client_inactive_step_manager(), actions: [openAccountManager] }, sendAgain()]
      : only(m.finding_client_inactive_step()),
  }),
  tenant_unknown: (_, server) => ({
    headline: m.finding_tenant_unknown_headline({ server: server.name }),
    title: m.finding_tenant_unknown_title(),
    cause: m.finding_tenant_unknown_cause(),
    text: m.finding_tenant_unknown_text(),
    steps: [...atEndpoint(server, m.finding_tenant_unknown_step()), sendAgain()],
  }),
  user_not_accepted: (_, { name }) => ({
    headline: m.finding_user_not_accepted_headline({ server: name }),
    title: m.finding_user_not_accepted_title(),
    cause: m.finding_user_not_accepted_cause(),
    text: m.finding_user_not_accepted_text(),
    steps: [
      { text: m.finding_consent_missing_step_user(), actions: [{ do: 'go_to_field', field: 'jwt_user' }] },
      sendAgain(),
    ],
  }),
  run_as_user_missing: (_, { name }) => ({
    headline: m.finding_run_as_user_missing_headline({ server: name }),
    title: m.finding_run_as_user_missing_title(),
    cause: m.finding_run_as_user_missing_cause(),
    text: m.finding_run_as_user_missing_text(),
    steps: only(m.finding_run_as_user_missing_step()),
  }),
  org_host_wanted: (_, server) => ({
    headline: m.finding_org_host_wanted_headline({ server: server.name }),
    title: m.finding_org_host_wanted_title(),
    cause: m.finding_org_host_wanted_cause(),
    text: m.finding_org_host_wanted_text(),
    steps: [...atEndpoint(server, m.finding_org_host_wanted_step()), sendAgain()],
  }),
  policy_refused: (_, { name }) => ({
    headline: m.finding_policy_refused_headline({ server: name }),
    title: m.finding_policy_refused_title(),
    cause: m.finding_policy_refused_cause(),
    text: m.finding_policy_refused_text(),
    steps: only(m.finding_policy_refused_step()),
  }),
  api_unknown: (_, { name }) => ({
    headline: m.finding_api_unknown_headline({ server: name }),
    title: m.finding_api_unknown_title(),
    cause: m.finding_api_unknown_cause(),
    text: m.finding_api_unknown_text(),
    steps: [{ text: m.finding_api_unknown_step(), actions: [toScopes] }, sendAgain()],
  }),
  parameter_missing: ({ name: parameter }, { name }) => ({
    headline: m.finding_parameter_missing_headline({ server: name }),
    title: m.finding_parameter_missing_title({ name: parameter }),
    cause: m.finding_parameter_missing_cause({ name: parameter }),
    text: m.finding_parameter_missing_text(),
    steps: [
      parameter === 'scope'
        ? { text: m.finding_parameter_missing_step_scope(), actions: [toScopes] }
        : {
            text: m.finding_parameter_missing_step({ name: parameter }),
            actions: [{ do: 'add_parameter', name: parameter }],
          },
      sendAgain(),
    ],
  }),
  client_certificate_wanted: (_, { name }) => ({
    headline: m.finding_client_certificate_wanted_headline({ server: name }),
    title: m.finding_client_certificate_wanted_title(),
    cause: m.finding_client_certificate_wanted_cause(),
    text: m.finding_client_certificate_wanted_text(),
    steps: only(m.finding_tls_client_certificate_wanted_step()),
  }),
  dpop_wanted: (_, { name }) => ({
    headline: m.finding_dpop_wanted_headline({ server: name }),
    title: m.finding_dpop_wanted_title(),
    cause: m.finding_dpop_wanted_cause(),
    text: m.finding_dpop_wanted_text(),
    steps: only(m.finding_dpop_wanted_step()),
  }),
  address_not_allowed: (_, { name }) => ({
    headline: m.finding_address_not_allowed_headline({ server: name }),
    title: m.finding_address_not_allowed_title(),
    cause: m.finding_address_not_allowed_cause(),
    text: m.finding_address_not_allowed_text(),
    steps: only(m.finding_address_not_allowed_step()),
  }),
  gateway_key_missing: (_, { name }) => ({
    headline: m.finding_gateway_key_missing_headline(),
    title: m.finding_gateway_key_missing_title({ server: name }),
    cause: m.finding_gateway_key_missing_cause({ server: name }),
    text: m.finding_gateway_key_missing_text(),
    steps: only(m.finding_gateway_key_missing_step()),
  }),
  server_says: ({ words }, { name }) => ({
    headline: m.finding_server_says_headline({ server: name }),
    title: m.finding_server_says_title({ words }),
    text: m.finding_server_says_text(),
    actions: [showResponse],
    steps: [sendAgain()],
  }),
} satisfies SomeFindingWords
