// Words for refusals of the key, the certificate or the whole JWT, for whose words servers have many.
import { m } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import { resetClaims, saveAgain, sendAgain, setClock, storeCertificate } from './fix_steps'

const toHeader = (text: string): FixStep => ({ text, actions: [{ do: 'go_to_field', field: 'header' }] })

export const keyWords = {
  key_id_wanted: (_, { name }) => ({
    headline: m.finding_key_id_wanted_headline({ server: name }),
    title: m.finding_key_id_wanted_title(),
    cause: m.finding_key_id_wanted_cause(),
    text: m.finding_key_id_wanted_text(),
    steps: [toHeader(m.finding_key_id_wanted_step()), sendAgain()],
  }),
  thumbprint_wanted: (_, { name }) => ({
    headline: m.finding_thumbprint_wanted_headline({ server: name }),
    title: m.finding_thumbprint_wanted_title(),
    cause: m.finding_thumbprint_wanted_cause(),
    text: m.finding_thumbprint_wanted_text(),
    steps: [toHeader(m.finding_thumbprint_wanted_step()), sendAgain()],
  }),
  certificate_unknown: (_, server) => ({
    headline: m.finding_certificate_unknown_headline({ server: server.name }),
    title: m.finding_certificate_unknown_title(),
    cause: m.finding_certificate_unknown_cause(),
    text: m.finding_certificate_unknown_text(),
    steps: storeCertificate(server),
  }),
  stored_certificate_expired: (_, { name }) => ({
    headline: m.finding_stored_certificate_expired_headline({ server: name }),
    title: m.finding_stored_certificate_expired_title(),
    cause: m.finding_stored_certificate_expired_cause(),
    text: m.finding_stored_certificate_expired_text(),
    steps: [
      { text: m.finding_stored_certificate_expired_step(), actions: [{ do: 'go_to_step', step: 'key' }] },
      saveAgain(),
    ],
  }),
  key_set_not_fetched: (_, { name }) => ({
    headline: m.finding_key_set_not_fetched_headline({ server: name }),
    title: m.finding_key_set_not_fetched_title(),
    cause: m.finding_key_set_not_fetched_cause(),
    text: m.finding_key_set_not_fetched_text(),
    steps: [{ text: m.finding_key_set_not_fetched_step() }, sendAgain()],
  }),
  assertion_not_accepted: ({ alternatives }, server) => ({
    headline: m.finding_assertion_not_accepted_headline({ server: server.name }),
    title: m.finding_assertion_not_accepted_title(),
    cause: m.finding_assertion_not_accepted_cause(),
    text: m.finding_assertion_not_accepted_text(),
    steps: [
      ...storeCertificate(server).slice(0, -1),
      {
        text: m.finding_assertion_not_accepted_step_audience(),
        actions: [
          ...alternatives.slice(0, 1).map((audience) => ({ do: 'use_audience', audience }) as const),
          ...(server.accountManager ? resetClaims('aud') : [{ do: 'go_to_field', field: 'audience' } as const]),
        ],
      },
      setClock(),
      sendAgain(),
    ],
  }),
} satisfies SomeFindingWords
