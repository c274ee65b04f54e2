// Words for experiments: what each changes, how it ended, and what would use its setting.
import type { AttemptSummary, AudienceKind, Discovered, ExperimentOutcome, SearchEnd, Variation } from '../backend'
import { joinFacts, m } from '.'
import { authMethods, placements } from './auth_methods'
import { concernWords } from './discovery'
import type { FixAction } from './finding_words'
import { headerTypes } from './header_types'
import { showInvisible } from './invisible'
import { plain } from './rich'

type Of<Change extends Variation['change']> = Extract<Variation, { change: Change }>

/** What of a request a variation changes. */
type Aspect = keyof typeof parts

interface VariationWords<Change extends Variation['change']> {
  /** What is changed, as a phrase. */
  title: (variation: Of<Change>) => string
  /** The part of the request that it changes. */
  aspect: Aspect
  /** What makes the same change in the form. */
  actions: (variation: Of<Change>) => FixAction[]
}

/** The port in an address, as `:443`. */
const portIn = (address: string): string => /^[a-z]+:\/\/[^/]*?(:\d+)(?:\/|$)/.exec(address)?.[1] ?? ''

const audiences: Record<AudienceKind, (audience: string) => string> = {
  token_endpoint: () => m.experiments_endpoint_audience(),
  with_port: (audience) => m.experiments_audience_with_port({ port: portIn(audience) }),
  without_port: () => m.experiments_audience_without_port(),
  issuer: (audience) => m.experiments_issuer_audience({ audience }),
}

const variations: { [Change in Variation['change']]: VariationWords<Change> } = {
  clock: {
    title: () => m.experiments_clock(),
    aspect: 'clock',
    actions: ({ seconds }) => [{ do: 'correct_clock', seconds }],
  },
  lifetime: {
    title: ({ seconds }) => m.experiments_lifetime({ seconds }),
    aspect: 'lifetime',
    actions: ({ seconds }) => [{ do: 'use_lifetime', seconds }],
  },
  plain_claim: {
    title: ({ name }) => m.experiments_plain_claim({ name }),
    aspect: 'claims',
    actions: ({ name }) => [{ do: 'reset_claims', names: [name] }],
  },
  without_claim: {
    title: ({ name }) => m.experiments_without({ name }),
    aspect: 'claims',
    actions: ({ name }) => [{ do: 'go_to_claim', name }],
  },
  header_type: {
    title: ({ typ }) =>
      typ === 'missing' ? m.experiments_without({ name: 'typ' }) : m.experiments_type({ typ: headerTypes[typ]() }),
    aspect: 'header',
    actions: ({ typ }) => [{ do: 'use_type', typ }],
  },
  without_key_id: {
    title: () => m.experiments_without({ name: 'kid' }),
    aspect: 'header',
    actions: () => [{ do: 'leave_out_header', parameters: ['kid'] }],
  },
  thumbprint: {
    title: ({ present }) => (present ? m.experiments_with({ name: 'x5t' }) : m.experiments_without({ name: 'x5t' })),
    aspect: 'header',
    actions: ({ present }) =>
      present ? [{ do: 'go_to_field', field: 'header' }] : [{ do: 'leave_out_header', parameters: ['x5t'] }],
  },
  audience: {
    title: ({ kind, audience }) => audiences[kind](audience),
    aspect: 'audience',
    actions: ({ audience }) => [{ do: 'use_audience', audience }],
  },
  scopes: {
    title: ({ scopes }) => (scopes ? m.experiments_scopes({ scopes }) : m.experiments_without_scopes()),
    aspect: 'scopes',
    actions: ({ scopes }) => [{ do: 'correct', field: 'scopes', text: scopes, label: m.experiments_use() }],
  },
  placement: {
    title: ({ placement }) => m.experiments_placement({ placement: placements[placement].name() }),
    aspect: 'method',
    actions: ({ placement }) => [{ do: 'use_placement', placement }],
  },
  method: {
    title: ({ method, placement }) =>
      method === 'client_secret'
        ? m.experiments_secret({ placement: placements[placement].name() })
        : m.experiments_method({ method: authMethods[method]() }),
    aspect: 'method',
    actions: ({ method, placement }) => [
      { do: 'use_method', method },
      ...(method === 'client_secret' ? [{ do: 'use_placement', placement } as const] : []),
    ],
  },
  without_proof: { title: () => m.experiments_without_proof(), aspect: 'api_client', actions: () => [] },
}

const wordsOf = <Change extends Variation['change']>(variation: Of<Change>): VariationWords<Change> =>
  variations[variation.change as Change]

/** What an experiment changes, as a phrase. */
export const variationTitle = (variation: Variation): string => wordsOf(variation).title(variation)

/** What makes the same change in the form. */
export const variationActions = (variation: Variation): FixAction[] => wordsOf(variation).actions(variation)

const parts = {
  clock: m.experiments_part_clock,
  lifetime: m.experiments_part_lifetime,
  claims: m.experiments_part_claim,
  header: m.experiments_part_header,
  audience: m.experiments_part_audience,
  scopes: m.experiments_part_scopes,
  method: m.experiments_part_method,
  api_client: m.experiments_part_client,
}

/** How an experiment ended, and what that says. */
export function outcomeWords(variation: Variation, outcome: ExperimentOutcome): string {
  const part = parts[wordsOf(variation).aspect]()
  switch (outcome.outcome) {
    case 'token':
      if (variation.change === 'without_proof') return m.experiments_token_without_proof()
      return m.experiments_token({ part })
    case 'same':
      return outcome.rules_out ? m.experiments_same_rules_out({ part }) : m.experiments_same()
    case 'other':
      return m.experiments_other({ words: showInvisible(outcome.description ?? outcome.error ?? '') })
    case 'no_answer':
      return m.experiments_no_answer()
  }
}

/** What a server publishes about itself, in one line. */
export function publishedWords({ found }: Discovered): string {
  if (!found) return m.experiments_published_nothing()
  const issuer = m.experiments_published_issuer({ issuer: found.filling.audience })
  return joinFacts([issuer, ...found.concerns.map((concern) => concernWords(concern).title)].map(plain))
}

export const searchEnds: Record<SearchEnd, () => string> = {
  token: m.experiments_found,
  one_left: m.experiments_one_left,
  several_left: m.experiments_several_left,
  limit: m.experiments_limit,
  none_left: m.experiments_none_left,
  interrupted: m.experiments_interrupted,
  cancelled: m.experiments_cancelled,
}

/** What to call an attempt that was an experiment; empty if it was none. */
export function experimentName({ is_experiment, variation }: AttemptSummary): string {
  if (!is_experiment) return ''
  return variation ? m.experiments_named({ what: plain(variationTitle(variation)) }) : m.experiments_mark()
}
