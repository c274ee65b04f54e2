// Words for a JWT that the server found too old, too new, or valid for too long.
import { m, span, time } from '.'
import { duration } from './times'
import type { FixStep, SomeFindingWords } from './finding_words'
import { resetClaims, sendAgain, setClock } from './fix_steps'

const SHORT_LIFE_SECONDS = 60

const timeClaims = (): FixStep => ({
  text: m.finding_jwt_time_not_accepted_step_claims(),
  actions: resetClaims('exp', 'iat', 'nbf'),
})

export const timeWords = {
  jwt_time_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: m.finding_jwt_time_not_accepted_title(),
    cause: m.finding_jwt_time_not_accepted_cause(),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [setClock(), timeClaims(), sendAgain()],
  }),
  jwt_time_claim_off: ({ name: claim, ahead, by_both_clocks }, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: ahead
      ? m.finding_jwt_time_claim_off_ahead_title({ name: claim })
      : m.finding_jwt_time_claim_off_past_title({ name: claim }),
    text: by_both_clocks ? m.finding_jwt_time_claim_off_text_both() : m.finding_jwt_time_claim_off_text(),
    steps: [{ text: m.finding_jwt_time_claim_off_step({ name: claim }), actions: resetClaims(claim) }, sendAgain()],
  }),
  jwt_life_too_short: ({ seconds, took_seconds }, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: m.finding_jwt_life_too_short_title(),
    cause: m.finding_jwt_life_too_short_cause(),
    text: m.finding_jwt_life_too_short_text({ life: span(seconds), took: span(took_seconds) }),
    steps: [
      {
        text: m.finding_jwt_life_too_short_step(),
        actions: [
          ...(seconds < SHORT_LIFE_SECONDS ? [{ do: 'use_lifetime', seconds: SHORT_LIFE_SECONDS } as const] : []),
          { do: 'go_to_field', field: 'lifetime' },
        ],
      },
      sendAgain(),
    ],
  }),
  jwt_times_fit: (_, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: m.finding_jwt_times_fit_title(),
    cause: m.finding_jwt_times_fit_cause(),
    text: m.finding_jwt_times_fit_text(),
    steps: [sendAgain(), timeClaims(), { text: m.finding_jwt_times_fit_step_owner() }],
  }),
  jwt_times_said: ({ server, limit, ahead }, { name }) => {
    const span = duration(server - limit)
    const times = { server: time(server), limit: time(limit) }
    return {
      headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
      title: ahead ? m.finding_jwt_times_said_ahead_title({ span }) : m.finding_jwt_times_said_past_title({ span }),
      text: ahead ? m.finding_jwt_times_said_text_ahead(times) : m.finding_jwt_times_said_text(times),
      steps: [setClock(), timeClaims(), sendAgain()],
    }
  },
  clocks_differ: ({ seconds, server_is_ahead }, { name }) => ({
    headline: m.finding_jwt_time_not_accepted_headline({ server: name }),
    title: server_is_ahead
      ? m.finding_clocks_differ_ahead_title({ span: duration(seconds) })
      : m.finding_clocks_differ_behind_title({ span: duration(seconds) }),
    text: m.finding_jwt_time_not_accepted_text(),
    steps: [
      {
        text: m.finding_clocks_differ_step_correct(),
        actions: [{ do: 'correct_clock', seconds: server_is_ahead ? seconds : -seconds }],
      },
      setClock(),
      { text: m.finding_clocks_differ_step_owner() },
      sendAgain(),
    ],
  }),
  clocks_agree_again: () => ({
    title: m.finding_clocks_agree_again_title(),
    text: m.finding_clocks_agree_again_text(),
  }),
  jwt_lifetime_not_accepted: (_, { name }) => ({
    headline: m.finding_jwt_lifetime_not_accepted_headline({ server: name }),
    title: m.finding_jwt_lifetime_not_accepted_title(),
    cause: m.finding_jwt_lifetime_not_accepted_cause(),
    text: m.finding_jwt_lifetime_not_accepted_text(),
    steps: [
      {
        text: m.finding_jwt_lifetime_not_accepted_step(),
        actions: [
          { do: 'use_lifetime', seconds: SHORT_LIFE_SECONDS },
          { do: 'go_to_field', field: 'lifetime' },
        ],
      },
      timeClaims(),
      sendAgain(),
    ],
  }),
} satisfies SomeFindingWords
