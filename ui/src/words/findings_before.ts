// Words for findings before sending: key pair, API key, destination, scopes, claims, times, signing.
import type { WhiteSpace } from '../backend'
import { certificateDay, list, m, span } from '.'
import type { SomeFindingWords } from './finding_words'
import { hasUser } from './servers'
import { stepFor } from './step_numbers'
import { correct, insteadOfRetired, resetClaims } from './fix_steps'
import { otherServerWords } from './findings_other_servers'
import { scapiScopeWords } from './findings_scapi_scopes'
import { keyType } from './keys'
import { duration } from './times'

/** The lifetime of a new form. It suits nearly every server. */
const USUAL_LIFE_SECONDS = 60

const whiteSpaceTitles: Record<WhiteSpace, () => string> = {
  around: () => m.finding_api_key_white_space_around_title(),
  line_end: () => m.finding_api_key_white_space_line_end_title(),
  within: () => m.finding_api_key_white_space_within_title(),
}

const keyIdTitles: Record<WhiteSpace, () => string> = {
  around: () => m.finding_key_id_white_space_around_title(),
  line_end: () => m.finding_key_id_white_space_line_end_title(),
  within: () => m.finding_key_id_white_space_within_title(),
}

export const beforeSendingWords = {
  key_missing: () => ({ title: m.finding_key_missing_title(), text: m.finding_key_missing_text() }),
  key_can_sign: ({ algorithm }) => ({ title: m.finding_key_can_sign_title({ algorithm }) }),
  algorithm_does_not_fit: ({ algorithm, key_type, fitting }) => ({
    title: m.finding_algorithm_does_not_fit_title({ algorithm, kind: keyType(key_type) }),
    text: m.finding_algorithm_does_not_fit_text({ algorithms: list(fitting) }),
    actions: fitting.slice(0, 1).map((algorithm) => ({ do: 'use_algorithm', algorithm })),
  }),
  key_not_for_account_manager: ({ key_type }) =>
    key_type.type === 'rsa_pss'
      ? {
          title: m.finding_pss_key_not_for_account_manager_title(),
          text: m.finding_pss_key_not_for_account_manager_text(),
        }
      : {
          title: m.finding_key_not_for_account_manager_title({ kind: keyType(key_type) }),
          text: m.finding_key_not_for_account_manager_text(),
        },
  certificate_of_another_key: () => ({
    title: m.finding_certificate_of_another_key_title(),
    text: m.finding_certificate_of_another_key_text(),
  }),
  certificate_matches: () => ({ title: m.finding_certificate_matches_title() }),
  certificate_missing: (_, { accountManager }) => ({
    title: m.finding_certificate_missing_title(),
    text: accountManager ? m.finding_certificate_missing_text() : m.finding_certificate_missing_text_other(),
  }),
  certificate_ended: ({ not_after }, { accountManager }) => ({
    title: m.finding_certificate_ended_title({ date: certificateDay(not_after) }),
    text: accountManager ? m.finding_certificate_ended_text() : m.finding_certificate_ended_text_other(),
  }),
  certificate_not_yet_valid: ({ not_before }) => ({
    title: m.finding_certificate_not_yet_valid_title({ date: certificateDay(not_before) }),
    text: m.finding_certificate_not_yet_valid_text(),
  }),
  certificate_renewal_due: ({ days_left }) => ({
    title: m.finding_certificate_renewal_due_title({ days: days_left }),
    text: m.finding_certificate_renewal_due_text(),
  }),
  certificate_weak_key: ({ bits }) => ({
    title: m.finding_certificate_weak_key_title({ bits }),
    text: m.finding_certificate_weak_key_text(),
  }),
  certificate_weak_signature: ({ algorithm }) => ({
    title: m.finding_certificate_weak_signature_title({ algorithm }),
    text: m.finding_certificate_weak_signature_text(),
  }),
  certificate_of_authority: () => ({
    title: m.finding_certificate_of_authority_title(),
    text: m.finding_certificate_of_authority_text(),
  }),
  certificate_dates_not_standard: () => ({
    title: m.finding_certificate_dates_title(),
    text: m.finding_certificate_dates_text(),
  }),
  certificate_ends_soon: ({ days_left }, { accountManager }) => ({
    title: m.finding_certificate_ends_soon_title({ days: days_left }),
    text: accountManager ? m.finding_certificate_ends_soon_text() : m.finding_certificate_ends_soon_text_other(),
  }),
  certificate_valid: () => ({ title: m.finding_certificate_valid_title() }),

  api_key_missing: (_, server) =>
    server.accountManager || hasUser(server)
      ? {
          title: m.finding_api_key_missing_title(),
          text: m.finding_api_key_missing_text(stepFor(server, 'client')),
        }
      : {
          title: m.finding_api_key_missing_title_other(),
          text: m.finding_api_key_missing_text_other(stepFor(server, 'client')),
        },
  api_key_white_space: ({ white_space, corrected }) => ({
    title: whiteSpaceTitles[white_space](),
    text: m.finding_api_key_white_space_text(),
    actions: correct(
      'api_key',
      corrected,
      white_space === 'line_end' ? m.client_remove_line_end() : m.client_remove_spaces(),
    ),
  }),
  api_key_quoted: ({ corrected }) => ({
    title: m.finding_api_key_quoted_title(),
    text: m.finding_api_key_quoted_text(),
    actions: correct('api_key', corrected, m.client_remove_quotes()),
  }),
  api_key_stray_character: ({ character }) => ({
    title: m.finding_api_key_stray_character_title({ character }),
    text: m.finding_api_key_stray_character_text(),
  }),
  api_key_is_demo_client: () => ({
    title: m.finding_api_key_is_demo_client_title(),
    text: m.finding_api_key_is_demo_client_text(),
  }),
  api_key_unusual: () => ({ title: m.finding_api_key_unusual_title(), text: m.finding_api_key_unusual_text() }),
  api_key_looks_right: () => ({ title: m.finding_api_key_looks_right_title() }),
  api_key_plain: (_, { accountManager }) => ({
    title: accountManager ? m.finding_api_key_plain_title() : m.finding_api_key_plain_title_other(),
  }),

  practice_is_off: () => ({ title: m.finding_practice_is_off_title(), text: m.finding_practice_is_off_text() }),
  endpoint_missing: () => ({ title: m.finding_endpoint_missing_title(), text: m.finding_endpoint_missing_text() }),
  endpoint_not_a_url: ({ seen }) => ({
    title: m.finding_endpoint_not_a_url_title(),
    text: m.finding_endpoint_not_a_url_text({ seen }),
  }),
  endpoint_scheme: ({ scheme }) => ({
    title: m.finding_endpoint_scheme_title({ scheme }),
    text: m.finding_endpoint_scheme_text(),
  }),
  endpoint_has_credentials: ({ corrected }) => ({
    title: m.finding_endpoint_has_credentials_title(),
    text: m.finding_endpoint_has_credentials_text(),
    actions: correct('token_endpoint', corrected, m.fix_remove_from_address()),
  }),
  endpoint_has_fragment: ({ corrected }) => ({
    title: m.finding_endpoint_has_fragment_title(),
    text: m.finding_endpoint_has_fragment_text(),
    actions: correct('token_endpoint', corrected, m.fix_remove_from_address()),
  }),
  endpoint_not_encrypted: ({ host }) => ({
    title: m.finding_endpoint_not_encrypted_title({ host }),
    text: m.finding_endpoint_not_encrypted_text(),
  }),
  endpoint_has_secret: ({ name }) => ({
    title: m.finding_endpoint_has_secret_title({ name }),
    text: m.finding_endpoint_has_secret_text(),
  }),
  endpoint_looks_like_account_manager: ({ host }) => ({
    title: m.finding_endpoint_looks_like_account_manager_title(),
    text: m.finding_endpoint_looks_like_account_manager_text({ host }),
    actions: [{ do: 'use_account_manager' }],
  }),
  endpoint_host_misleading: ({ host }) => ({
    title: m.finding_endpoint_host_misleading_title(),
    text: m.finding_endpoint_host_misleading_text({ host }),
  }),
  endpoint_host_international: ({ host }) => ({
    title: m.finding_endpoint_host_international_title(),
    text: m.finding_endpoint_host_international_text({ host }),
  }),
  endpoint_retired: ({ corrected }) => ({
    title: m.finding_endpoint_retired_title(),
    text: m.finding_endpoint_retired_text(),
    actions: insteadOfRetired(corrected),
  }),
  assertion_disclosed: ({ disclosure: { recipient, audience } }) => ({
    title: m.finding_assertion_disclosed_title(),
    text: m.finding_assertion_disclosed_text({ recipient, audience }),
  }),
  audience_white_space: ({ corrected }) => ({
    title: m.finding_audience_white_space_title(),
    text: m.finding_audience_white_space_text(),
    actions: corrected === null ? [] : [{ do: 'use_audience', audience: corrected, label: m.client_remove_spaces() }],
  }),
  audience_is_not_endpoint: ({ audience }) => ({
    title: m.finding_audience_is_not_endpoint_title(),
    text: m.finding_audience_is_not_endpoint_text({ audience }),
    actions: [{ do: 'use_audience', audience: null }],
  }),
  audience_spelled_otherwise: ({ audience }) => ({
    title: m.finding_audience_spelled_otherwise_title(),
    text: m.finding_audience_spelled_otherwise_text({ audience }),
    actions: [{ do: 'use_audience', audience: null }],
  }),
  audience_fits: ({ with_port }) => ({
    title: with_port ? m.finding_audience_fits_port_title() : m.finding_audience_fits_title(),
  }),

  scope_stray_character: ({ character }) => ({
    title: m.finding_scope_stray_character_title({ character }),
    text: m.finding_scope_stray_character_text(),
  }),
  scopes_with_commas: ({ corrected }) => ({
    title: m.finding_scopes_with_commas_title(),
    text: m.finding_scopes_with_commas_text(),
    actions: correct('scopes', corrected, m.fix_use_spaces()),
  }),
  ...scapiScopeWords,
  ...otherServerWords,

  lifetime_invalid: () => ({
    title: m.finding_lifetime_invalid_title(),
    text: m.finding_lifetime_invalid_text(),
    actions: [{ do: 'use_lifetime', seconds: USUAL_LIFE_SECONDS }],
  }),
  lifetime_too_long: ({ seconds }) => ({
    title: m.finding_lifetime_too_long_title({ duration: span(seconds) }),
    text: m.finding_lifetime_too_long_text(),
    actions: [{ do: 'use_lifetime', seconds: USUAL_LIFE_SECONDS }],
  }),
  timeout_invalid: () => ({ title: m.finding_timeout_invalid_title(), text: m.finding_timeout_invalid_text() }),
  claim_name_missing: () => ({
    title: m.finding_claim_name_missing_title(),
    text: m.finding_claim_name_missing_text(),
  }),
  claim_twice: ({ name }) => ({ title: m.finding_claim_twice_title({ name }), text: m.finding_claim_twice_text() }),
  claim_not_json: ({ name, detail }) => ({
    title: m.finding_claim_not_json_title({ name }),
    text: m.finding_claim_not_json_text({ detail }),
  }),
  claim_left_out: ({ name }) => ({
    title: m.finding_claim_left_out_title({ name }),
    text: m.finding_claim_left_out_text(),
    actions: resetClaims(name),
  }),
  claim_not_a_number: ({ name }) => ({
    title: m.finding_claim_not_a_number_title({ name }),
    text: m.finding_claim_not_a_number_text(),
    actions: resetClaims(name),
  }),
  claim_expired: () => ({
    title: m.finding_claim_expired_title(),
    text: m.finding_claim_expired_text(),
    actions: resetClaims('exp'),
  }),
  claim_advised: ({ name }) => ({
    title: m.finding_claim_left_out_title({ name }),
    text: m.finding_claim_advised_text(),
    actions: resetClaims(name),
  }),
  claim_issuer_is_not_subject: () => ({
    title: m.finding_claim_issuer_is_not_subject_title(),
    text: m.finding_claim_issuer_is_not_subject_text(),
    actions: resetClaims('iss', 'sub'),
  }),
  claim_ahead: ({ name }) => ({
    title: m.finding_claim_ahead_title({ name }),
    text: m.finding_claim_ahead_text(),
    actions: resetClaims(name),
  }),
  clock_corrected: ({ seconds }) => ({
    title:
      seconds > 0
        ? m.finding_clock_corrected_ahead_title({ span: duration(seconds) })
        : m.finding_clock_corrected_behind_title({ span: duration(-seconds) }),
    text: m.finding_clock_corrected_text(),
    actions: [{ do: 'correct_clock', seconds: 0 }],
  }),
  claim_issued_long_ago: () => ({
    title: m.finding_claim_issued_long_ago_title(),
    text: m.finding_claim_issued_long_ago_text(),
    actions: resetClaims('iat'),
  }),

  algorithm_not_for_account_manager: ({ algorithm }) => ({
    title: m.finding_algorithm_not_for_account_manager_title(),
    text: m.finding_algorithm_not_for_account_manager_text({ algorithm }),
    actions: [{ do: 'use_algorithm', algorithm: 'RS256' }],
  }),
  key_id_white_space: ({ white_space, corrected }) => ({
    title: keyIdTitles[white_space](),
    text: m.finding_key_id_white_space_text(),
    actions: correct('header', corrected, m.client_remove_spaces()),
  }),
  header_needs_certificate: ({ parameters }) => ({
    title: m.finding_header_needs_certificate_title({ parameters: list(parameters) }),
    text: m.finding_header_needs_certificate_text(),
    actions: [{ do: 'leave_out_header', parameters }],
  }),

  signing_failed: () => ({ title: m.finding_signing_failed_title(), text: m.finding_signing_failed_text() }),
} satisfies SomeFindingWords
