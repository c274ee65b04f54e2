// Words for findings before sending about client secret, Business Manager user and instance.
import type { ClientSecretKind } from '../backend'
import { m } from '.'
import type { FixAction, SomeFindingWords } from './finding_words'

const names: Record<ClientSecretKind, () => string> = {
  client_secret: m.client_secret,
  access_key: m.client_access_key,
}

const encodeOrBody: FixAction[] = [
  { do: 'use_placement', placement: 'header' },
  { do: 'use_placement', placement: 'body' },
]

export const secretWords = {
  client_secret_missing: (_, { accountManager, method }) => ({
    title: m.finding_client_secret_missing_title(),
    text:
      accountManager || method === 'business_manager_user'
        ? m.finding_client_secret_missing_text()
        : m.finding_client_secret_missing_text_other(),
  }),
  access_key_missing: () => ({
    title: m.finding_access_key_missing_title(),
    text: m.finding_access_key_missing_text(),
  }),
  secret_white_space: ({ kind, white_space }) => ({
    title: m.finding_secret_white_space_title({ name: names[kind]() }),
    text: m.finding_secret_white_space_text(),
    actions: [
      {
        do: 'correct_secret',
        kind,
        correction: 'white_space',
        label: white_space === 'line_end' ? m.client_remove_line_end() : m.client_remove_spaces(),
      },
    ],
  }),
  secret_quoted: ({ kind }) => ({
    title: m.finding_secret_quoted_title({ name: names[kind]() }),
    text: m.finding_secret_quoted_text(),
    actions: [{ do: 'correct_secret', kind, correction: 'quotes', label: m.client_remove_quotes() }],
  }),
  secret_is_placeholder: ({ kind }) => ({
    title: m.finding_secret_is_placeholder_title({ name: names[kind]() }),
    text: m.finding_secret_is_placeholder_text(),
  }),
  secret_is_something_else: ({ kind, pasted }) =>
    pasted === 'pem'
      ? {
          title: m.finding_secret_is_pem_title({ name: names[kind]() }),
          text: m.finding_secret_is_pem_text(),
          actions: [{ do: 'use_method', method: 'signed_jwt' }],
        }
      : { title: m.finding_secret_is_jwt_title({ name: names[kind]() }), text: m.finding_secret_is_jwt_text() },
  secret_is_api_key: () => ({
    title: m.finding_secret_is_api_key_title(),
    text: m.finding_secret_is_api_key_text(),
  }),
  secret_looks_like_api_key: () => ({
    title: m.finding_secret_looks_like_api_key_title(),
    text: m.finding_secret_looks_like_api_key_text(),
  }),
  secret_length: ({ characters }) => ({
    title: m.finding_secret_length_title({ count: characters }),
    text: m.finding_secret_length_text(),
  }),
  secret_breaks_elsewhere: () => ({
    title: m.finding_secret_breaks_elsewhere_title(),
    text: m.finding_secret_breaks_elsewhere_text(),
  }),
  secret_not_encoded: () => ({
    title: m.finding_secret_not_encoded_title(),
    text: m.finding_secret_not_encoded_text(),
    actions: encodeOrBody,
  }),
  demo_client_secret_differs: () => ({
    title: m.finding_demo_client_secret_differs_title(),
    text: m.finding_demo_client_secret_differs_text(),
  }),
  api_key_is_demo_of_sandbox: () => ({
    title: m.finding_api_key_is_demo_of_sandbox_title(),
    text: m.finding_api_key_is_demo_of_sandbox_text(),
  }),
  access_key_unusual: () => ({
    title: m.finding_access_key_unusual_title(),
    text: m.finding_access_key_unusual_text(),
  }),
  user_missing: () => ({ title: m.finding_user_missing_title(), text: m.finding_user_missing_text() }),
  user_has_colon: () => ({ title: m.finding_user_has_colon_title(), text: m.finding_user_has_colon_text() }),
  user_white_space: ({ white_space, corrected }) => ({
    title: m.finding_user_white_space_title(),
    text: m.finding_user_white_space_text(),
    actions: [
      {
        do: 'correct',
        field: 'user',
        text: corrected,
        label: white_space === 'line_end' ? m.client_remove_line_end() : m.client_remove_spaces(),
      },
    ],
  }),
  user_is_no_address: () => ({
    title: m.finding_user_is_no_address_title(),
    text: m.finding_user_is_no_address_text(),
  }),
  instance_is_account_manager: () => ({
    title: m.finding_instance_is_account_manager_title(),
    text: m.finding_instance_is_account_manager_text(),
  }),
  instance_is_alias: ({ host }) => ({
    title: m.finding_instance_is_alias_title({ host }),
    text: m.finding_instance_is_alias_text(),
  }),
  instance_host_missing: () => ({
    title: m.finding_instance_host_missing_title(),
    text: m.finding_instance_host_missing_text(),
  }),
  instance_host_unreadable: ({ seen }) => ({
    title: m.finding_instance_host_unreadable_title(),
    text: m.finding_instance_host_unreadable_text({ seen }),
  }),
} satisfies SomeFindingWords
