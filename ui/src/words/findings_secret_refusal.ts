// Words for the refusal of a request with a secret, where they differ from those for a signed JWT.
import { m } from '.'
import type { FindingWords, FixAction, FixStep, SomeFindingWords } from './finding_words'
import { instanceHost, openAccountManager, sendAgain } from './fix_steps'
import { hasUser, type Server } from './servers'
import { stepFor } from './step_numbers'

const toSecret: FixAction = { do: 'go_to_field', field: 'client_secret' }
const inBody: FixAction = { do: 'use_placement', placement: 'body' }
const inHeader: FixAction = { do: 'use_placement', placement: 'header' }

/** Whether client and secret are set up in Account Manager. Those of an instance are, too. */
const isOfAccountManager = (server: Server): boolean => server.accountManager || hasUser(server)

/** Steps that compare API key and secret with what the server has. */
const compareClient = (server: Server): FixStep[] =>
  isOfAccountManager(server)
    ? [
        {
          text: m.finding_invalid_client_step_key(stepFor(server, 'client')),
          actions: [openAccountManager, { do: 'go_to_field', field: 'api_key' }],
        },
        { text: m.finding_invalid_client_step_active() },
        { text: m.finding_secret_refused_step_secret(), actions: [openAccountManager, toSecret] },
      ]
    : [
        {
          text: m.finding_invalid_client_other_step_key(stepFor(server, 'client')),
          actions: [{ do: 'go_to_field', field: 'api_key' }],
        },
        { text: m.finding_secret_refused_step_secret_other(), actions: [toSecret] },
      ]
const checkMethod = ({ accountManager }: Server): FixStep =>
  accountManager
    ? { text: m.finding_secret_refused_step_method(), actions: [openAccountManager] }
    : { text: m.finding_secret_refused_step_method_other() }
/** Another place for the secret: what is on the way can spoil a header. */
export const otherPlace = (): FixStep => ({ text: m.finding_secret_refused_step_body(), actions: [inBody, inHeader] })

/** Steps that check the user, their access key, and where the request goes. */
const checkUser = (): FixStep[] => [
  { text: m.finding_business_manager_step_key(), actions: [{ do: 'go_to_field', field: 'access_key' }] },
  { text: m.finding_business_manager_step_enter(), actions: [{ do: 'go_to_field', field: 'user' }] },
  instanceHost(),
  {
    text: m.finding_business_manager_step_allow_list(),
    actions: [{ do: 'go_to_field', field: 'instance_host' }],
  },
]

/** The client was refused, and nothing says why. */
export const secretRefused = (server: Server): FindingWords =>
  hasUser(server)
    ? {
        title: m.finding_user_refused_title(),
        cause: m.finding_user_refused_cause(),
        text: m.finding_user_refused_text(),
        steps: [...compareClient(server), ...checkUser(), sendAgain()],
      }
    : {
        title: m.finding_secret_refused_title(),
        cause: m.finding_secret_refused_cause(),
        text: server.accountManager ? m.finding_secret_refused_text() : m.finding_secret_refused_text_other(),
        steps: [...compareClient(server), checkMethod(server), otherPlace(), sendAgain()],
      }

/** The server says that the client is set to another method. */
export const methodRefused = (server: Server): FindingWords => ({
  title: server.accountManager
    ? m.finding_auth_method_not_accepted_secret_title()
    : m.finding_auth_method_not_accepted_other_title(),
  text: m.finding_auth_method_not_accepted_text_secret(),
  steps: [checkMethod(server), otherPlace(), sendAgain()],
})

export const secretRefusalWords = {
  secret_not_form_encoded: (_, { name, method }) => ({
    headline: m.finding_secret_not_form_encoded_headline({ server: name }),
    title: m.finding_secret_not_form_encoded_title(),
    cause: m.finding_secret_not_form_encoded_cause(),
    text: m.finding_secret_not_form_encoded_text(),
    steps: [
      ...(method === 'client_secret'
        ? [{ text: m.finding_secret_not_form_encoded_step(), actions: [inHeader, inBody] }]
        : []),
      sendAgain(),
    ],
  }),
  secret_header_not_read: (_, server) => ({
    headline: m.finding_secret_header_not_read_headline({ server: server.name }),
    title: m.finding_secret_header_not_read_title(),
    cause: m.finding_secret_header_not_read_cause(),
    text: m.finding_secret_header_not_read_text(),
    steps: [
      { text: m.finding_secret_header_not_read_step_body(), actions: [inBody] },
      ...(server.accountManager
        ? [{ text: m.finding_secret_header_not_read_step_letters(), actions: [openAccountManager] }]
        : []),
      sendAgain(),
    ],
  }),
  client_secret_expired: (_, { name }) => ({
    headline: m.finding_client_secret_expired_headline({ server: name }),
    title: m.finding_client_secret_expired_title(),
    text: m.finding_client_secret_expired_text(),
    steps: [{ text: m.finding_client_secret_expired_step(), actions: [toSecret] }, sendAgain()],
  }),
  business_manager_grant_refused: (_, { name }) => ({
    headline: m.finding_business_manager_grant_refused_headline({ server: name }),
    title: m.finding_business_manager_grant_refused_title(),
    cause: m.finding_business_manager_grant_refused_cause(),
    text: m.finding_business_manager_grant_refused_text(),
    steps: [...checkUser(), sendAgain()],
  }),
  password_grant_refused: (_, server) => ({
    headline: m.finding_password_grant_refused_headline({ server: server.name }),
    ...(hasUser(server)
      ? {
          title: m.finding_password_grant_refused_user_title(),
          cause: m.finding_password_grant_refused_user_cause(),
          text: m.finding_password_grant_refused_user_text(),
          steps: [...checkUser().slice(0, 2), sendAgain()],
        }
      : {
          title: m.finding_password_grant_refused_title(),
          cause: m.finding_password_grant_refused_cause(),
          text: m.finding_password_grant_refused_text(),
          steps: [sendAgain()],
        }),
  }),
} satisfies SomeFindingWords
