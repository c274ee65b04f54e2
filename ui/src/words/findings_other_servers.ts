// Words for findings before sending that only servers other than Account Manager have.
import { m } from '.'
import type { SomeFindingWords } from './finding_words'

export const otherServerWords = {
  parameter_name_missing: () => ({
    title: m.finding_parameter_name_missing_title(),
    text: m.finding_parameter_name_missing_text(),
  }),
  parameter_reserved: ({ name }) => ({
    title: m.finding_parameter_reserved_title({ name }),
    text: m.finding_parameter_reserved_text(),
  }),
  parameter_twice: ({ name }) => ({
    title: m.finding_parameter_twice_title({ name }),
    text: m.finding_parameter_twice_text(),
  }),
  parameter_is_secret: ({ name }) => ({
    title: m.finding_parameter_is_secret_title({ name }),
    text: m.finding_parameter_is_secret_text(),
  }),
  user_of_jwt_missing: () => ({
    title: m.finding_user_of_jwt_missing_title(),
    text: m.finding_user_of_jwt_missing_text(),
  }),
  slas_wants_secret: () => ({ title: m.finding_slas_wants_secret_title(), text: m.finding_slas_wants_secret_text() }),
  slas_endpoint: () => ({ title: m.finding_slas_endpoint_title(), text: m.finding_slas_endpoint_text() }),
  slas_channel_missing: () => ({
    title: m.finding_slas_channel_missing_title(),
    text: m.finding_slas_channel_missing_text(),
    actions: [{ do: 'add_parameter', name: 'channel_id' }],
  }),
  trusted_not_for_account_manager: () => ({
    title: m.finding_trusted_not_for_account_manager_title(),
    text: m.finding_trusted_not_for_account_manager_text(),
  }),
} satisfies SomeFindingWords
