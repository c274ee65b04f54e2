// Words for a refusal: the server's error and its causes. Those about scopes and times are in files of their own.
import { m } from '.'
import type { FindingWords, FixStep, SomeFindingWords } from './finding_words'
import {
  copyCertificate,
  instanceHost,
  openAccountManager,
  resetClaims,
  sendAgain,
  setClock,
  showRequest,
  showResponse,
  storeCertificate,
  toEndpoint,
} from './fix_steps'
import { keyWords } from './findings_keys'
import { otherRefusalWords } from './findings_other_refusal'
import { methodRefused, secretRefused } from './findings_secret_refusal'
import { hasSecret, hasUser, type Server } from './servers'
import { stepFor } from './step_numbers'

const compare = (): FixStep => ({
  text: m.finding_invalid_request_step_compare(),
  actions: [showResponse, showRequest],
})
/** Undoes changes of these claims; without names, of all. */
const changedClaims = (...names: string[]): FixStep => ({
  text: m.finding_invalid_request_step_claims(),
  actions: names.length > 0 ? resetClaims(...names) : [{ do: 'reset_claims', names: null }, { do: 'go_to_claim' }],
})
/** The step about the other spelling of an audience, if there is one. */
const otherAudience = (audience: string | undefined): FixStep[] =>
  audience === undefined
    ? []
    : [
        {
          text: m.finding_audience_not_accepted_step_try({ audience }),
          actions: [{ do: 'use_audience', audience }],
        },
      ]

/** A client with a signed JWT was refused, and nothing says why. */
const clientRefused = (server: Server): FindingWords =>
  server.accountManager
    ? {
        title: m.finding_invalid_client_title(),
        cause: m.finding_invalid_client_cause(),
        text: m.finding_invalid_client_text(),
        steps: [
          {
            text: m.finding_invalid_client_step_key(stepFor(server, 'client')),
            actions: [openAccountManager, { do: 'go_to_field', field: 'api_key' }],
          },
          { text: m.finding_invalid_client_step_active() },
          { text: m.finding_invalid_client_step_method(), actions: [openAccountManager] },
          sendAgain(),
        ],
      }
    : {
        title: m.finding_invalid_client_other_title(),
        cause: m.finding_invalid_client_other_cause(),
        text: m.finding_invalid_client_other_text(),
        steps: [
          {
            text: m.finding_invalid_client_other_step_key(stepFor(server, 'client')),
            actions: [{ do: 'go_to_field', field: 'api_key' }],
          },
          { text: m.finding_invalid_client_other_step_method(), actions: [copyCertificate] },
          sendAgain(),
        ],
      }

/** A client with a signed JWT is set to another method. */
const jwtRefused = ({ accountManager }: Server): FindingWords => ({
  title: accountManager ? m.finding_auth_method_not_accepted_title() : m.finding_auth_method_not_accepted_other_title(),
  text: m.finding_auth_method_not_accepted_text(),
  steps: [
    accountManager
      ? { text: m.finding_invalid_client_step_method(), actions: [openAccountManager] }
      : { text: m.finding_invalid_client_other_step_method(), actions: [copyCertificate] },
    sendAgain(),
  ],
})

export const refusalWords = {
  invalid_client: (_, server) => ({
    headline: m.finding_invalid_client_headline({ server: server.name }),
    ...(hasSecret(server) ? secretRefused(server) : clientRefused(server)),
  }),
  jwt_not_accepted: (_, server) => ({
    headline: m.finding_jwt_not_accepted_headline({ server: server.name }),
    title: m.finding_jwt_not_accepted_title(),
    cause: m.finding_jwt_not_accepted_cause(),
    text: server.accountManager ? m.finding_jwt_not_accepted_text() : m.finding_jwt_not_accepted_other_text(),
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
  consent_missing: (_, { name }) => ({
    headline: m.finding_consent_missing_headline({ server: name }),
    title: m.finding_consent_missing_title(),
    text: m.finding_consent_missing_text(),
    steps: [
      { text: m.finding_consent_missing_step() },
      { text: m.finding_consent_missing_step_user(), actions: [{ do: 'go_to_field', field: 'jwt_user' }] },
      sendAgain(),
    ],
  }),
  jwt_type_not_accepted: (_, { name, accountManager }) => ({
    headline: m.finding_jwt_type_not_accepted_headline({ server: name }),
    title: m.finding_jwt_type_not_accepted_title(),
    cause: m.finding_jwt_type_not_accepted_cause(),
    text: m.finding_jwt_type_not_accepted_text(),
    steps: [
      {
        text: m.finding_jwt_type_not_accepted_step_type(),
        actions: [
          { do: 'use_type', typ: 'client_authentication' },
          { do: 'go_to_field', field: 'header' },
        ],
      },
      ...(accountManager
        ? []
        : [
            {
              text: m.finding_jwt_type_not_accepted_step_audience(),
              actions: [{ do: 'go_to_field', field: 'audience' } as const],
            },
          ]),
      sendAgain(),
    ],
  }),
  jwt_algorithm_not_accepted: (_, { name, accountManager }) => ({
    headline: m.finding_jwt_algorithm_not_accepted_headline({ server: name }),
    title: m.finding_jwt_algorithm_not_accepted_title(),
    cause: m.finding_jwt_algorithm_not_accepted_cause(),
    text: accountManager
      ? m.finding_jwt_algorithm_not_accepted_text()
      : m.finding_jwt_algorithm_not_accepted_text_other(),
    steps: [
      accountManager
        ? {
            text: m.finding_jwt_algorithm_not_accepted_step(),
            actions: [
              { do: 'use_algorithm', algorithm: 'RS256' },
              { do: 'go_to_field', field: 'algorithm' },
            ],
          }
        : {
            text: m.finding_jwt_algorithm_not_accepted_step_other(),
            actions: [{ do: 'go_to_field', field: 'algorithm' }],
          },
      sendAgain(),
    ],
  }),
  audience_not_accepted: ({ audience, alternatives }, { name, accountManager, practice }) => ({
    headline: m.finding_audience_not_accepted_headline({ server: name }),
    title: m.finding_audience_not_accepted_title(),
    cause: m.finding_audience_not_accepted_cause(),
    text:
      audience === null
        ? m.finding_audience_not_accepted_text_none()
        : m.finding_audience_not_accepted_text({ audience }),
    steps: accountManager
      ? [
          {
            text: practice
              ? m.finding_audience_not_accepted_step_practice()
              : m.finding_audience_not_accepted_step_reset(),
            actions: resetClaims('aud'),
          },
          ...otherAudience(alternatives.at(-1)),
          sendAgain(),
        ]
      : [
          {
            text: m.finding_audience_not_accepted_step_other(),
            actions: [{ do: 'go_to_field', field: 'audience' }],
          },
          ...otherAudience(alternatives[0]),
          sendAgain(),
        ],
  }),
  jwt_claim_missing: ({ name: claim }, { name }) => ({
    headline: m.finding_jwt_claim_missing_headline({ server: name }),
    title: m.finding_jwt_claim_missing_title({ name: claim }),
    text: m.finding_jwt_claim_missing_text(),
    steps: [{ text: m.finding_jwt_claim_missing_step({ name: claim }), actions: resetClaims(claim) }, sendAgain()],
  }),
  jwt_used_before: (_, { name }) => ({
    headline: m.finding_jwt_used_before_headline({ server: name }),
    title: m.finding_jwt_used_before_title(),
    text: m.finding_jwt_used_before_text(),
    steps: [changedClaims('jti'), sendAgain()],
  }),
  auth_method_not_accepted: (_, server) => ({
    headline: m.finding_auth_method_not_accepted_headline({ server: server.name }),
    ...(hasSecret(server) ? methodRefused(server) : jwtRefused(server)),
  }),
  two_auth_methods: (_, { name }) => ({
    headline: m.finding_two_auth_methods_headline({ server: name }),
    title: m.finding_two_auth_methods_title(),
    text: m.finding_two_auth_methods_text(),
    steps: [compare(), sendAgain()],
  }),
  client_ids_differ: (_, server) => ({
    headline: m.finding_client_ids_differ_headline({ server: server.name }),
    title: m.finding_client_ids_differ_title(),
    text: m.finding_client_ids_differ_text(),
    steps: [hasSecret(server) ? compare() : changedClaims('sub', 'iss', 'client_id'), sendAgain()],
  }),
  unauthorized_client: (_, server) => ({
    headline: m.finding_unauthorized_client_headline({ server: server.name }),
    title: m.finding_unauthorized_client_title(),
    cause: m.finding_unauthorized_client_cause(),
    text: m.finding_unauthorized_client_text(),
    steps: server.accountManager
      ? [
          { text: m.finding_unauthorized_client_step_type(), actions: [openAccountManager] },
          {
            text: hasSecret(server)
              ? m.finding_unauthorized_client_step_method_secret()
              : m.finding_invalid_client_step_method(),
            actions: [openAccountManager],
          },
          sendAgain(),
        ]
      : [{ text: m.finding_unauthorized_client_other_step() }, sendAgain()],
  }),
  unsupported_grant_type: (_, server) => ({
    headline: m.finding_unsupported_grant_type_headline({ server: server.name }),
    ...(hasUser(server)
      ? {
          title: m.finding_unsupported_grant_type_user_title(),
          cause: m.finding_unsupported_grant_type_user_cause(),
          text: m.finding_unsupported_grant_type_user_text(),
          steps: [instanceHost(), sendAgain()],
        }
      : {
          title: m.finding_unsupported_grant_type_title(),
          cause: m.finding_unsupported_grant_type_cause(),
          text: m.finding_unsupported_grant_type_text(),
          steps: [
            server.accountManager
              ? {
                  text: m.finding_unsupported_grant_type_step(stepFor(server, 'request')),
                  actions: [{ do: 'go_to_destination' }],
                }
              : { text: m.finding_unsupported_grant_type_step_other(), actions: [toEndpoint] },
            sendAgain(),
          ],
        }),
  }),
  invalid_request: (_, server) => ({
    headline: m.finding_invalid_request_headline({ server: server.name }),
    title: m.finding_invalid_request_title(),
    cause: m.finding_invalid_request_cause(),
    text: m.finding_invalid_request_text(),
    steps: [compare(), ...(hasSecret(server) ? [] : [changedClaims()]), sendAgain()],
  }),
  invalid_grant: (_, server) => ({
    headline: m.finding_invalid_grant_headline({ server: server.name }),
    ...(hasSecret(server)
      ? {
          title: m.finding_invalid_grant_title_other(),
          cause: m.finding_invalid_grant_cause_other(),
          text: m.finding_invalid_grant_text_other(),
          steps: [compare(), sendAgain()],
        }
      : {
          title: m.finding_invalid_grant_title(),
          cause: m.finding_invalid_grant_cause(),
          text: m.finding_invalid_grant_text(),
          steps: [changedClaims(), setClock(), sendAgain()],
        }),
  }),
  other_error: ({ error }, { name }) => ({
    title: m.finding_other_error_headline({ server: name, error }),
    text: m.finding_other_error_text(),
    steps: [compare(), sendAgain()],
  }),
  ...keyWords,
  ...otherRefusalWords,
} satisfies SomeFindingWords
