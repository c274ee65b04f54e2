// Words for what is found after sending: no answer, or an answer without a token.
import type { Finding } from '../backend'
import { day, list, m, size, span } from '.'
import { shortened } from './shortened'
import type { FindingTable, FixStep } from './finding_words'
import type { Server } from './servers'
import type { CodeBeforeSending } from './findings_before'

type CodeAfterSending = Exclude<Finding['code'], CodeBeforeSending>

const again = (): FixStep => ({ text: m.fix_ask_again(), action: 'get_token' })
const againSoon = (): FixStep => ({ text: m.finding_step_again(), action: 'get_token' })
const saveAgain = (): FixStep => ({ text: m.finding_step_save_again(), action: 'get_token' })
const online = (): FixStep => ({ text: m.finding_step_online() })
const clock = (): FixStep => ({ text: m.finding_tls_step_clock() })
const owner = (): FixStep => ({ text: m.finding_tls_step_owner() })
/** A step about a field that is there only for another server than Account Manager. */
const elsewhere = ({ accountManager }: Server, text: string): FixStep[] => (accountManager ? [] : [{ text }])
const address = (server: Server): FixStep[] => elsewhere(server, m.finding_step_address())
const readPage = (): FixStep => ({ text: m.finding_html_instead_of_json_step() })
const proxy = (): FixStep => ({ text: m.finding_proxy_step() })
const proxyIfAny = (): FixStep => ({ text: m.finding_proxy_step_if() })
/** What `Retry-After` says: seconds, or a time as the server wrote it. */
function whenAgain(said: string | null): string {
  if (said === null) return m.finding_too_many_requests_text()
  return /^\d+$/.test(said)
    ? m.finding_too_many_requests_text_wait({ seconds: said })
    : m.finding_too_many_requests_text_after({ after: `\`${said}\`` })
}
const compare = (): FixStep => ({ text: m.finding_invalid_request_step_compare() })
/** The steps that bring the right certificate to the server. */
const storeCertificate = ({ accountManager }: Server): FixStep[] => [
  { text: m.finding_jwt_not_accepted_step_copy(), action: 'copy_certificate' },
  { text: accountManager ? m.finding_jwt_not_accepted_step_paste() : m.finding_jwt_not_accepted_step_other() },
  saveAgain(),
]
const timeClaims = (): FixStep => ({ text: m.finding_jwt_time_not_accepted_step_claims() })
const setClock = (): FixStep => ({ text: m.finding_jwt_time_not_accepted_step_clock() })
const resetClaims = (): FixStep => ({ text: m.finding_invalid_request_step_claims() })

export const afterSendingWords: FindingTable<CodeAfterSending> = {
  // ---- no answer
  unknown_host: ({ host }, server) => ({
    title: m.finding_unknown_host_title(),
    text: m.finding_unknown_host_text({ host }),
    steps: [...elsewhere(server, m.finding_unknown_host_step_spelling()), online(), again()],
  }),
  connection_refused: ({ address }, server) => ({
    title: m.finding_connection_refused_title(),
    text: m.finding_connection_refused_text({ address }),
    steps: [
      ...elsewhere(server, m.finding_connection_refused_step_port()),
      ...elsewhere(server, m.finding_connection_refused_step_running()),
      { text: m.finding_connection_refused_step_firewall() },
      again(),
    ],
  }),
  network_unreachable: ({ address }) => ({
    title: m.finding_network_unreachable_title(),
    text: m.finding_network_unreachable_text({ address }),
    steps: [online(), again()],
  }),
  connect_timeout: ({ seconds }) => ({
    title: m.finding_connect_timeout_title({ seconds }),
    text: m.finding_connect_timeout_text(),
    steps: [online(), { text: m.finding_connect_timeout_step_firewall() }, { text: m.finding_step_longer() }, again()],
  }),
  answer_timeout: ({ seconds }) => ({
    title: m.finding_answer_timeout_title({ seconds }),
    text: m.finding_answer_timeout_text(),
    steps: [againSoon(), { text: m.finding_step_longer() }],
  }),
  tls_expired: ({ not_after }) => ({
    title: m.finding_tls_expired_title(),
    ...(not_after !== null && { text: m.finding_tls_expired_text({ date: day(not_after) }) }),
    steps: [clock(), owner()],
  }),
  tls_not_yet_valid: ({ not_before }) => ({
    title: m.finding_tls_not_yet_valid_title(),
    ...(not_before !== null && { text: m.finding_tls_not_yet_valid_text({ date: day(not_before) }) }),
    steps: [clock(), owner()],
  }),
  tls_wrong_host: ({ host, names }, server) => ({
    title: m.finding_tls_wrong_host_title(),
    text:
      names.length > 0
        ? m.finding_tls_wrong_host_text({ host, names: list(names.map((name) => `**${name}**`)) })
        : m.finding_tls_wrong_host_text_none({ host }),
    steps: [...elsewhere(server, m.finding_tls_wrong_host_step()), proxy(), owner()],
  }),
  tls_unknown_issuer: (_, server) => ({
    title: m.finding_tls_unknown_issuer_title(),
    text: m.finding_tls_unknown_issuer_text(),
    steps: [
      { text: m.finding_tls_unknown_issuer_step_company() },
      ...elsewhere(server, m.finding_tls_unknown_issuer_step_own()),
      again(),
    ],
  }),
  tls_revoked: () => ({
    title: m.finding_tls_revoked_title(),
    text: m.finding_tls_revoked_text(),
    steps: [{ text: m.finding_tls_step_tell() }],
  }),
  tls_not_spoken: (_, server) => ({
    title: m.finding_tls_not_spoken_title(),
    text: m.finding_tls_not_spoken_text(),
    steps: [...elsewhere(server, m.finding_tls_not_spoken_step()), proxy(), again()],
  }),
  tls_failed: ({ detail }) => ({
    title: m.finding_tls_failed_title(),
    text: m.finding_tls_failed_text({ detail }),
    steps: [clock(), proxy(), again()],
  }),
  connection_cut: ({ received_bytes }) => ({
    title: m.finding_connection_cut_title(),
    text: m.finding_connection_cut_text({ size: size(received_bytes) }),
    steps: [againSoon(), proxyIfAny()],
  }),
  not_http: ({ detail }, server) => ({
    title: m.finding_not_http_title(),
    text: m.finding_not_http_text({ detail }),
    steps: [...elsewhere(server, m.finding_connection_refused_step_port()), proxyIfAny(), again()],
  }),
  proxy_failed: ({ detail }) => ({
    title: m.finding_proxy_failed_title(),
    text: m.finding_proxy_failed_text({ detail }),
    steps: [proxy(), again()],
  }),
  request_failed: ({ detail }) => ({
    title: m.finding_request_failed_title(),
    text: m.finding_request_failed_text({ detail }),
    steps: [online(), again()],
  }),

  // ---- OAuth's errors
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
            again(),
          ],
        }
      : {
          title: m.finding_invalid_client_other_title(),
          cause: m.finding_invalid_client_other_cause(),
          text: m.finding_invalid_client_other_text(),
          steps: [
            { text: m.finding_invalid_client_other_step_key() },
            { text: m.finding_invalid_client_other_step_method(), action: 'copy_certificate' },
            again(),
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
      again(),
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
      ? [{ text: m.finding_audience_not_accepted_step_practice() }, again()]
      : accountManager
        ? [
            { text: m.finding_audience_not_accepted_step_reset() },
            { text: m.finding_audience_not_accepted_step_port() },
            again(),
          ]
        : [{ text: m.finding_audience_not_accepted_step_other() }, again()],
  }),
  jwt_time_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: m.finding_jwt_time_not_accepted_title(),
    cause: m.finding_jwt_time_not_accepted_cause(),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [setClock(), timeClaims(), again()],
  }),
  clocks_differ: ({ seconds, server_is_ahead }, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: server_is_ahead
      ? m.finding_clocks_differ_ahead_title({ span: span(seconds) })
      : m.finding_clocks_differ_behind_title({ span: span(seconds) }),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [setClock(), { text: m.finding_clocks_differ_step_owner() }, again()],
  }),
  jwt_lifetime_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_lifetime_not_accepted_headline({ server: name }),
    title: m.finding_jwt_lifetime_not_accepted_title(),
    cause: m.finding_jwt_lifetime_not_accepted_cause(),
    text: m.finding_jwt_lifetime_not_accepted_text(),
    steps: [{ text: m.finding_jwt_lifetime_not_accepted_step() }, timeClaims(), again()],
  }),
  jwt_claim_missing: ({ name: claim }, { name }) => ({
    headline: m.finding_jwt_claim_missing_headline({ server: name }),
    title: m.finding_jwt_claim_missing_title({ name: claim }),
    text: m.finding_jwt_claim_missing_text(),
    steps: [{ text: m.finding_jwt_claim_missing_step({ name: claim }) }, again()],
  }),
  jwt_used_before: (_, { name }) => ({
    headline: m.finding_jwt_used_before_headline({ server: name }),
    title: m.finding_jwt_used_before_title(),
    text: m.finding_jwt_used_before_text(),
    steps: [resetClaims(), again()],
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
      again(),
    ],
  }),
  two_auth_methods: (_, { name }) => ({
    headline: m.finding_two_auth_methods_headline({ server: name }),
    title: m.finding_two_auth_methods_title(),
    text: m.finding_two_auth_methods_text(),
    steps: [compare(), again()],
  }),
  client_ids_differ: (_, { name }) => ({
    headline: m.finding_client_ids_differ_headline({ server: name }),
    title: m.finding_client_ids_differ_title(),
    text: m.finding_client_ids_differ_text(),
    steps: [resetClaims(), again()],
  }),
  secret_not_form_encoded: (_, { name }) => ({
    headline: m.finding_secret_not_form_encoded_headline({ server: name }),
    title: m.finding_secret_not_form_encoded_title(),
    cause: m.finding_secret_not_form_encoded_cause(),
    text: m.finding_secret_not_form_encoded_text(),
    steps: [compare(), again()],
  }),
  password_grant_refused: (_, { name }) => ({
    headline: m.finding_password_grant_refused_headline({ server: name }),
    title: m.finding_password_grant_refused_title(),
    cause: m.finding_password_grant_refused_cause(),
    text: m.finding_password_grant_refused_text(),
    steps: [compare(), again()],
  }),
  business_manager_grant_refused: (_, { name }) => ({
    headline: m.finding_business_manager_grant_refused_headline({ server: name }),
    title: m.finding_business_manager_grant_refused_title(),
    cause: m.finding_business_manager_grant_refused_cause(),
    text: m.finding_business_manager_grant_refused_text(),
    steps: [compare(), again()],
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
          again(),
        ]
      : [{ text: m.finding_invalid_scope_other_step() }, { text: m.finding_invalid_scope_step_empty() }, again()],
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
      again(),
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
          again(),
        ]
      : [{ text: m.finding_unauthorized_client_other_step() }, again()],
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
      again(),
    ],
  }),
  invalid_request: (_, { name }) => ({
    headline: m.finding_invalid_request_headline({ server: name }),
    title: m.finding_invalid_request_title(),
    cause: m.finding_invalid_request_cause(),
    text: m.finding_invalid_request_text(),
    steps: [compare(), resetClaims(), again()],
  }),
  invalid_grant: (_, { name }) => ({
    headline: m.finding_invalid_grant_headline({ server: name }),
    title: m.finding_invalid_grant_title(),
    cause: m.finding_invalid_grant_cause(),
    text: m.finding_invalid_grant_text(),
    steps: [resetClaims(), setClock(), again()],
  }),
  other_error: ({ error }, { name }) => ({
    title: m.finding_other_error_headline({ server: name, error }),
    text: m.finding_other_error_text(),
    steps: [compare(), again()],
  }),

  // ---- answers that are none
  redirect: ({ location }, { practice }) => ({
    title: m.finding_redirect_title(),
    text: location ? m.finding_redirect_text({ location }) : m.finding_redirect_text_none(),
    // What is for practice goes to no other server.
    steps: [
      ...(practice ? [] : [{ text: m.finding_redirect_step_address() }]),
      { text: m.finding_redirect_step_login() },
    ],
  }),
  not_a_token_endpoint: ({ status }, server) => ({
    title: m.finding_not_a_token_endpoint_title(),
    text: m.finding_not_a_token_endpoint_text({ status }),
    steps: [...elsewhere(server, m.finding_not_a_token_endpoint_step()), proxyIfAny(), again()],
  }),
  retired_path: ({ status }) => ({
    title: m.finding_endpoint_retired_title(),
    text: m.finding_retired_path_text({ status }),
    steps: [again()],
  }),
  too_many_requests: ({ retry_after }, { name }) => ({
    title: m.finding_too_many_requests_title({ server: name }),
    text: whenAgain(retry_after),
  }),
  proxy_authentication: () => ({
    title: m.finding_proxy_authentication_title(),
    text: m.finding_proxy_authentication_text(),
    steps: [proxy(), again()],
  }),
  server_error: ({ status }, { name, accountManager }) => ({
    title: m.finding_server_error_title({ server: name, status }),
    text: m.finding_server_error_text(),
    steps: accountManager ? [againSoon(), { text: m.finding_server_error_step_certificate() }] : [againSoon()],
  }),
  empty_body: (_, server) => ({
    title: m.finding_empty_body_title(),
    text: m.finding_empty_body_text(),
    steps: [...address(server), proxyIfAny(), again()],
  }),
  html_instead_of_json: ({ title }, server) => ({
    headline: m.finding_html_instead_of_json_headline(),
    title: m.finding_html_instead_of_json_title({ server: server.name }),
    cause: m.finding_html_instead_of_json_cause({ server: server.name }),
    text: title
      ? m.finding_html_instead_of_json_text({ title: shortened(title, 120) })
      : m.finding_html_instead_of_json_text_none(),
    steps: [readPage(), ...address(server), { text: m.finding_redirect_step_login() }, again()],
  }),
  not_json: (_, server) => ({
    title: m.finding_not_json_title(),
    text: m.finding_not_json_text(),
    steps: [...address(server), again()],
  }),
  json_without_token: (_, server) => ({
    title: m.finding_json_without_token_title(),
    text: m.finding_json_without_token_text(),
    steps: [...address(server), again()],
  }),
  error_of_another_kind: (_, server) => ({
    title: m.finding_error_of_another_kind_title(),
    text: m.finding_error_of_another_kind_text(),
    steps: [...address(server), again()],
  }),
  token_under_other_status: ({ status }, server) => ({
    title: m.finding_token_under_other_status_title({ status }),
    text: m.finding_token_under_other_status_text(),
    steps: [...address(server), again()],
  }),
  invalid_utf8: () => ({ title: m.finding_invalid_utf8_title(), text: m.finding_invalid_utf8_text() }),
  body_too_large: ({ limit }, server) => ({
    title: m.finding_body_too_large_title({ size: size(limit) }),
    text: m.finding_body_too_large_text(),
    steps: [...address(server), again()],
  }),
  unusual_token_type: ({ token_type }, { accountManager }) => ({
    title: m.finding_unusual_token_type_title({ type: token_type }),
    text: accountManager ? m.finding_unusual_token_type_text() : m.finding_unusual_token_type_text_other(),
  }),
  token_life_differs: ({ expires_in, token_seconds }) => ({
    title: m.finding_token_life_differs_title({ answer: span(expires_in), token: span(token_seconds) }),
    text: m.finding_token_life_differs_text(),
  }),
  unexplained: ({ status }, server) => ({
    title: m.finding_unexplained_title({ server: server.name, status }),
    text: m.finding_unexplained_text(),
    steps: [...address(server), again()],
  }),
}
