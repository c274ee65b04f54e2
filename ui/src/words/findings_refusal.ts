// Words for a refusal: the server's error and its causes.
import { m, span } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import { sendAgain } from './fix_steps'
import type { Server } from './servers'

const saveAgain = (): FixStep => ({ text: m.finding_step_save_again(), action: 'get_token' })
const compare = (): FixStep => ({ text: m.finding_invalid_request_step_compare() })
/** Steps that store the right certificate at the server. */
const storeCertificate = ({ accountManager }: Server): FixStep[] => [
  { text: m.finding_jwt_not_accepted_step_copy(), action: 'copy_certificate' },
  { text: accountManager ? m.finding_jwt_not_accepted_step_paste() : m.finding_jwt_not_accepted_step_other() },
  saveAgain(),
]
const timeClaims = (): FixStep => ({ text: m.finding_jwt_time_not_accepted_step_claims() })
const setClock = (): FixStep => ({ text: m.finding_jwt_time_not_accepted_step_clock() })
const resetClaims = (): FixStep => ({ text: m.finding_invalid_request_step_claims() })

export const refusalWords = {
  invalid_client: (_, { name, accountManager }) => ({
    headline: m.finding_invalid_client_headline({ server: name }),
    ...(accountManager
      ? {
          title: m.finding_invalid_client_title(),
          cause: m.finding_invalid_client_cause(),
          text: m.finding_invalid_client_text(),
          steps: [
            { text: m.finding_invalid_client_step_key(), action: 'open_account_manager' },
            { text: m.finding_invalid_client_step_active() },
            { text: m.finding_invalid_client_step_method() },
            sendAgain(),
          ],
        }
      : {
          title: m.finding_invalid_client_other_title(),
          cause: m.finding_invalid_client_other_cause(),
          text: m.finding_invalid_client_other_text(),
          steps: [
            { text: m.finding_invalid_client_other_step_key() },
            { text: m.finding_invalid_client_other_step_method(), action: 'copy_certificate' },
            sendAgain(),
          ],
        }),
  }),
  jwt_not_accepted: (_, server) => ({
    headline: m.finding_jwt_not_accepted_headline({ server: server.name }),
    title: m.finding_jwt_not_accepted_title(),
    cause: m.finding_jwt_not_accepted_cause(),
    text: m.finding_jwt_not_accepted_text(),
    steps: storeCertificate(server),
  }),
  signature_not_accepted: (_, server) => ({
    headline: m.finding_jwt_not_accepted_headline({ server: server.name }),
    title: m.finding_jwt_not_accepted_title(),
    cause: m.finding_jwt_not_accepted_cause(),
    text: m.finding_signature_not_accepted_text(),
    steps: storeCertificate(server),
  }),
  public_key_not_readable: (_, server) => ({
    headline: m.finding_public_key_not_readable_headline({ server: server.name }),
    title: server.accountManager
      ? m.finding_public_key_not_readable_title()
      : m.finding_public_key_not_readable_other_title(),
    ...(!server.accountManager && { cause: m.finding_public_key_not_readable_other_cause() }),
    text: m.finding_public_key_not_readable_text(),
    steps: storeCertificate(server),
  }),
  jwt_algorithm_not_accepted: (_, { name, accountManager }) => ({
    headline: m.finding_jwt_algorithm_not_accepted_headline({ server: name }),
    title: m.finding_jwt_algorithm_not_accepted_title(),
    cause: m.finding_jwt_algorithm_not_accepted_cause(),
    text: accountManager
      ? m.finding_jwt_algorithm_not_accepted_text()
      : m.finding_jwt_algorithm_not_accepted_text_other(),
    steps: [
      {
        text: accountManager
          ? m.finding_jwt_algorithm_not_accepted_step()
          : m.finding_jwt_algorithm_not_accepted_step_other(),
      },
      sendAgain(),
    ],
  }),
  audience_not_accepted: ({ audience }, { name, accountManager, practice }) => ({
    headline: m.finding_audience_not_accepted_headline({ server: name }),
    title: m.finding_audience_not_accepted_title(),
    cause: m.finding_audience_not_accepted_cause(),
    text:
      audience === null
        ? m.finding_audience_not_accepted_text_none()
        : m.finding_audience_not_accepted_text({ audience }),
    steps: practice
      ? [{ text: m.finding_audience_not_accepted_step_practice() }, sendAgain()]
      : accountManager
        ? [
            { text: m.finding_audience_not_accepted_step_reset() },
            { text: m.finding_audience_not_accepted_step_port() },
            sendAgain(),
          ]
        : [{ text: m.finding_audience_not_accepted_step_other() }, sendAgain()],
  }),
  jwt_time_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: m.finding_jwt_time_not_accepted_title(),
    cause: m.finding_jwt_time_not_accepted_cause(),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [setClock(), timeClaims(), sendAgain()],
  }),
  clocks_differ: ({ seconds, server_is_ahead }, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: server_is_ahead
      ? m.finding_clocks_differ_ahead_title({ span: span(seconds) })
      : m.finding_clocks_differ_behind_title({ span: span(seconds) }),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [setClock(), { text: m.finding_clocks_differ_step_owner() }, sendAgain()],
  }),
  jwt_lifetime_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_lifetime_not_accepted_headline({ server: name }),
    title: m.finding_jwt_lifetime_not_accepted_title(),
    cause: m.finding_jwt_lifetime_not_accepted_cause(),
    text: m.finding_jwt_lifetime_not_accepted_text(),
    steps: [{ text: m.finding_jwt_lifetime_not_accepted_step() }, timeClaims(), sendAgain()],
  }),
  jwt_claim_missing: ({ name: claim }, { name }) => ({
    headline: m.finding_jwt_claim_missing_headline({ server: name }),
    title: m.finding_jwt_claim_missing_title({ name: claim }),
    text: m.finding_jwt_claim_missing_text(),
    steps: [{ text: m.finding_jwt_claim_missing_step({ name: claim }) }, sendAgain()],
  }),
  jwt_used_before: (_, { name }) => ({
    headline: m.finding_jwt_used_before_headline({ server: name }),
    title: m.finding_jwt_used_before_title(),
    text: m.finding_jwt_used_before_text(),
    steps: [resetClaims(), sendAgain()],
  }),
  auth_method_not_accepted: (_, { name, accountManager }) => ({
    headline: m.finding_auth_method_not_accepted_headline({ server: name }),
    title: accountManager
      ? m.finding_auth_method_not_accepted_title()
      : m.finding_auth_method_not_accepted_other_title(),
    text: m.finding_auth_method_not_accepted_text(),
    steps: [
      accountManager
        ? { text: m.finding_invalid_client_step_method(), action: 'open_account_manager' }
        : { text: m.finding_invalid_client_other_step_method(), action: 'copy_certificate' },
      sendAgain(),
    ],
  }),
  two_auth_methods: (_, { name }) => ({
    headline: m.finding_two_auth_methods_headline({ server: name }),
    title: m.finding_two_auth_methods_title(),
    text: m.finding_two_auth_methods_text(),
    steps: [compare(), sendAgain()],
  }),
  client_ids_differ: (_, { name }) => ({
    headline: m.finding_client_ids_differ_headline({ server: name }),
    title: m.finding_client_ids_differ_title(),
    text: m.finding_client_ids_differ_text(),
    steps: [resetClaims(), sendAgain()],
  }),
  secret_not_form_encoded: (_, { name }) => ({
    headline: m.finding_secret_not_form_encoded_headline({ server: name }),
    title: m.finding_secret_not_form_encoded_title(),
    cause: m.finding_secret_not_form_encoded_cause(),
    text: m.finding_secret_not_form_encoded_text(),
    steps: [compare(), sendAgain()],
  }),
  password_grant_refused: (_, { name }) => ({
    headline: m.finding_password_grant_refused_headline({ server: name }),
    title: m.finding_password_grant_refused_title(),
    cause: m.finding_password_grant_refused_cause(),
    text: m.finding_password_grant_refused_text(),
    steps: [compare(), sendAgain()],
  }),
  business_manager_grant_refused: (_, { name }) => ({
    headline: m.finding_business_manager_grant_refused_headline({ server: name }),
    title: m.finding_business_manager_grant_refused_title(),
    cause: m.finding_business_manager_grant_refused_cause(),
    text: m.finding_business_manager_grant_refused_text(),
    steps: [compare(), sendAgain()],
  }),
  invalid_scope: ({ scopes }, { name, accountManager }) => ({
    headline: m.finding_invalid_scope_headline({ server: name }),
    title: m.finding_invalid_scope_title(),
    cause: m.finding_invalid_scope_cause(),
    text: scopes ? m.finding_invalid_scope_text({ scopes }) : m.finding_invalid_scope_text_none(),
    steps: accountManager
      ? [
          { text: m.finding_invalid_scope_step_allowed(), action: 'open_account_manager' },
          { text: m.finding_invalid_scope_step_tenant() },
          { text: m.finding_invalid_scope_step_empty() },
          sendAgain(),
        ]
      : [{ text: m.finding_invalid_scope_other_step() }, { text: m.finding_invalid_scope_step_empty() }, sendAgain()],
  }),
  tenant_scope_not_allowed: ({ scope }, { name, accountManager }) => ({
    headline: m.finding_invalid_scope_headline({ server: name }),
    title: m.finding_tenant_scope_not_allowed_title(),
    cause: m.finding_tenant_scope_not_allowed_cause(),
    text: m.finding_tenant_scope_not_allowed_text({ scope }),
    steps: [
      {
        text: m.finding_invalid_scope_step_tenant(),
        ...(accountManager && { action: 'open_account_manager' as const }),
      },
      sendAgain(),
    ],
  }),
  unauthorized_client: (_, { name, accountManager }) => ({
    headline: m.finding_unauthorized_client_headline({ server: name }),
    title: m.finding_unauthorized_client_title(),
    cause: m.finding_unauthorized_client_cause(),
    text: m.finding_unauthorized_client_text(),
    steps: accountManager
      ? [
          { text: m.finding_unauthorized_client_step_type(), action: 'open_account_manager' },
          { text: m.finding_invalid_client_step_method() },
          sendAgain(),
        ]
      : [{ text: m.finding_unauthorized_client_other_step() }, sendAgain()],
  }),
  unsupported_grant_type: (_, { name, accountManager }) => ({
    headline: m.finding_unsupported_grant_type_headline({ server: name }),
    title: m.finding_unsupported_grant_type_title(),
    cause: m.finding_unsupported_grant_type_cause(),
    text: m.finding_unsupported_grant_type_text(),
    steps: [
      {
        text: accountManager ? m.finding_unsupported_grant_type_step() : m.finding_unsupported_grant_type_step_other(),
      },
      sendAgain(),
    ],
  }),
  invalid_request: (_, { name }) => ({
    headline: m.finding_invalid_request_headline({ server: name }),
    title: m.finding_invalid_request_title(),
    cause: m.finding_invalid_request_cause(),
    text: m.finding_invalid_request_text(),
    steps: [compare(), resetClaims(), sendAgain()],
  }),
  invalid_grant: (_, { name }) => ({
    headline: m.finding_invalid_grant_headline({ server: name }),
    title: m.finding_invalid_grant_title(),
    cause: m.finding_invalid_grant_cause(),
    text: m.finding_invalid_grant_text(),
    steps: [resetClaims(), setClock(), sendAgain()],
  }),
  other_error: ({ error }, { name }) => ({
    title: m.finding_other_error_headline({ server: name, error }),
    text: m.finding_other_error_text(),
    steps: [compare(), sendAgain()],
  }),
} satisfies SomeFindingWords
