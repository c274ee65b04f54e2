// Words for causes of a refusal that were reasoned out, and that no server names.
import { m } from '.'
import type { SomeFindingWords } from './finding_words'
import { openAccountManager, resetClaims, sendAgain } from './fix_steps'
import { otherPlace } from './findings_secret_refusal'
import { stepFor } from './step_numbers'

export const causeWords = {
  client_unknown_or_inactive: (_, server) => ({
    headline: m.finding_invalid_client_headline({ server: server.name }),
    ...(server.accountManager
      ? {
          title: m.finding_client_unknown_or_inactive_title(),
          cause: m.finding_client_unknown_or_inactive_cause(),
          text: m.finding_client_unknown_or_inactive_text(),
          steps: [
            {
              text: m.finding_invalid_client_step_key(stepFor(server, 'client')),
              actions: [openAccountManager, { do: 'go_to_field', field: 'api_key' }],
            },
            { text: m.finding_invalid_client_step_active() },
            sendAgain(),
          ],
        }
      : {
          title: m.finding_client_unknown_or_inactive_other_title(),
          cause: m.finding_client_unknown_or_inactive_other_cause(),
          text: m.finding_client_unknown_or_inactive_other_text(),
          steps: [
            {
              text: m.finding_invalid_client_other_step_key(stepFor(server, 'client')),
              actions: [{ do: 'go_to_field', field: 'api_key' }],
            },
            { text: m.finding_client_unknown_or_inactive_other_step() },
            sendAgain(),
          ],
        }),
  }),
  client_secret_not_accepted: (_, server) => ({
    headline: m.finding_invalid_client_headline({ server: server.name }),
    title: m.finding_client_secret_not_accepted_title(),
    cause: m.finding_client_secret_not_accepted_cause(),
    text: server.accountManager
      ? m.finding_client_secret_not_accepted_text()
      : m.finding_client_secret_not_accepted_other_text(),
    steps: [
      {
        text: m.finding_client_secret_not_accepted_step_paste(),
        actions: [
          { do: 'go_to_field', field: 'client_secret' },
          ...(server.accountManager ? [openAccountManager] : []),
        ],
      },
      otherPlace(),
      sendAgain(),
    ],
  }),
  key_id_not_known: (_, { name }) => ({
    headline: m.finding_key_id_not_known_headline({ server: name }),
    title: m.finding_key_id_not_known_title(),
    cause: m.finding_key_id_not_known_cause(),
    text: m.finding_key_id_not_known_text(),
    steps: [
      { text: m.finding_key_id_not_known_step(), actions: [{ do: 'leave_out_header', parameters: ['kid'] }] },
      sendAgain(),
    ],
  }),
  jwt_issuer_is_not_subject: (_, { name }) => ({
    headline: m.finding_jwt_issuer_is_not_subject_headline({ server: name }),
    title: m.finding_jwt_issuer_is_not_subject_title(),
    cause: m.finding_jwt_issuer_is_not_subject_cause(),
    text: m.finding_jwt_issuer_is_not_subject_text(),
    steps: [{ text: m.finding_invalid_request_step_claims(), actions: resetClaims('iss', 'sub') }, sendAgain()],
  }),
} satisfies SomeFindingWords
