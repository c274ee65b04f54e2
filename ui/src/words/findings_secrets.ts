// Words for findings before sending about client secret, Business Manager user and instance.
import { m } from '.'
import type { SomeFindingWords } from './finding_words'

export const secretWords = {
  client_secret_missing: (_, { accountManager }) => ({
    title: m.finding_client_secret_missing_title(),
    text: accountManager ? m.finding_client_secret_missing_text() : m.finding_client_secret_missing_text_other(),
  }),
  access_key_missing: () => ({
    title: m.finding_access_key_missing_title(),
    text: m.finding_access_key_missing_text(),
  }),
  user_missing: () => ({ title: m.finding_user_missing_title(), text: m.finding_user_missing_text() }),
  instance_host_missing: () => ({
    title: m.finding_instance_host_missing_title(),
    text: m.finding_instance_host_missing_text(),
  }),
  instance_host_unreadable: ({ seen }) => ({
    title: m.finding_instance_host_unreadable_title(),
    text: m.finding_instance_host_unreadable_text({ seen }),
  }),
} satisfies SomeFindingWords
