// Words for checking a token's signature: what came of it, and why there was no key to check with.
import type {
  KeyFetchProblem,
  KeyShown,
  NoKeys,
  SignatureCheck,
  SignatureProblem,
  UnfitKey,
  UnusableKey,
  WhyUnfit,
  WhyUnusable,
} from '../backend'
import { count, joinFacts, list, m, size } from '.'
import { lookupProblem } from './discovery'
import { findingWords } from './findings'
import { keyType } from './keys'
import { type Table, explain } from './tables'

/** What came of checking a signature, in words. */
export interface SignatureWords {
  tone: 'good' | 'warning' | 'error' | 'note'
  title: string
  text: string
}

/** A key in a few words: its ID and name, or else its type. */
export function keyWords({ key_id, name, key_type }: KeyShown): string {
  const id = key_id !== null && m.signature_key({ id: key_id })
  return id || name ? joinFacts([id, name]) : keyType(key_type)
}

const whyUnfit: Table<WhyUnfit, (key: string) => string> = {
  key_type: () => (key) => m.signature_unfit_type({ key }),
  algorithm:
    ({ algorithm }) =>
    (key) =>
      m.signature_unfit_algorithm({ key, algorithm }),
  usage:
    ({ usage }) =>
    (key) =>
      m.signature_unfit_usage({ key, usage }),
  operations: () => (key) => m.signature_unfit_operations({ key }),
}

const unfitKey = ({ key, why }: UnfitKey): string => explain(whyUnfit, why)(keyWords(key))

const whyUnusable: Table<WhyUnusable, string> = {
  symmetric: () => m.signature_why_symmetric(),
  kind: ({ kind }) => m.signature_why_kind({ kind }),
  missing: ({ member }) => m.signature_why_missing({ member }),
  damaged: () => m.signature_why_damaged(),
  too_short: ({ bits }) => m.signature_why_short({ bits }),
  too_long: ({ bits }) => m.signature_why_long({ bits }),
  roca: () => m.signature_why_roca(),
  another_certificate: () => m.signature_why_certificate(),
}

const unusableKey = ({ place, key_id, why }: UnusableKey): string =>
  m.signature_unusable_key({
    key: key_id === null ? m.signature_unusable_place({ place }) : m.signature_key({ id: key_id }),
    why: explain(whyUnusable, why),
  })

/** Most keys that are named one by one. */
const MOST_NAMED = 5
const unusableKeys = (keys: UnusableKey[]): string =>
  keys.length === 0 ? '' : m.signature_unusable({ keys: list(keys.slice(0, MOST_NAMED).map(unusableKey)) })

const problems: Table<SignatureProblem, string> = {
  malformed: ({ problem }) =>
    problem.part === 'payload' || problem.part === 'signature'
      ? m.signature_malformed_strict()
      : m.signature_malformed(),
  unsigned: () => m.signature_unsigned(),
  symmetric: ({ algorithm }) => m.signature_symmetric({ algorithm }),
  no_algorithm: () => m.signature_no_algorithm(),
  unknown_algorithm: ({ algorithm }) => m.signature_unknown_algorithm({ algorithm }),
  critical: ({ names }) =>
    names.length > 0 ? m.signature_critical({ names: list(names) }) : m.signature_critical_empty(),
  empty: () => m.signature_empty(),
  no_key_fits: ({ algorithm, keys }) =>
    joinSentences([
      m.signature_no_key_fits({ algorithm }),
      keys.length > 0 ? m.signature_unusable({ keys: list(keys.slice(0, MOST_NAMED).map(unfitKey)) }) : '',
    ]),
  wrong: ({ tried, unknown_key_id }) =>
    joinSentences([
      tried > 1 ? m.signature_wrong_of_many({ count: count(tried) }) : m.signature_wrong(),
      unknown_key_id === null ? '' : m.signature_wrong_key_id({ id: unknown_key_id }),
    ]),
}

const noKeys: Table<NoKeys, string> = {
  key_set: ({ problem }) => {
    switch (problem.code) {
      case 'too_long':
        return m.signature_no_keys_long({ limit: size(problem.limit) })
      case 'not_json':
        return m.signature_no_keys_not_json()
      case 'no_keys':
        return m.signature_no_keys_json()
    }
  },
  unusable: ({ keys }) => joinSentences([m.signature_no_keys_unusable(), unusableKeys(keys)]),
  encrypted: () => m.signature_no_keys_encrypted(),
  unreadable: () => m.signature_no_keys_unreadable(),
}

const fetchProblems: Table<KeyFetchProblem, string> = {
  address: () => m.signature_fetch_address(),
  no_answer: ({ finding }) => {
    const words = findingWords(finding, { name: m.answer_other_server(), accountManager: false })
    return joinSentences([m.said_title({ title: words.title }), words.text ?? ''])
  },
  redirect: ({ to }) =>
    to === null ? m.signature_fetch_redirect_unsaid() : m.signature_fetch_redirect({ to: `\`${to}\`` }),
  status: ({ status }) => m.signature_fetch_status({ status }),
  too_long: () => m.signature_fetch_long(),
  no_keys: ({ why }) => joinSentences([m.signature_fetch_no_keys(), explain(noKeys, why)]),
  discovery: ({ problem }) => m.signature_fetch_discovery({ problem: lookupProblem('', problem) }),
  no_keys_address: () => m.signature_fetch_no_address(),
}

const joinSentences = (sentences: string[]): string => sentences.filter((sentence) => sentence !== '').join(' ')

/** What came of checking a signature. */
export function signatureWords(check: SignatureCheck): SignatureWords {
  switch (check.outcome) {
    case 'cancelled':
      return { tone: 'note', title: '', text: m.signature_fetch_cancelled() }
    case 'no_keys':
      return { tone: 'warning', title: m.signature_not_checked(), text: explain(noKeys, check.why) }
    case 'not_fetched':
      return { tone: 'warning', title: m.signature_not_checked(), text: explain(fetchProblems, check.problem) }
    case 'checked': {
      const { verification } = check
      const others = [
        unusableKeys(check.unusable),
        check.not_read > 0 ? m.signature_not_read({ count: count(check.not_read) }) : '',
      ]
      if (verification.outcome === 'not_verified')
        return {
          tone: 'error',
          title: m.signature_not_verified(),
          text: joinSentences([explain(problems, verification.problem), ...others]),
        }
      const { choice } = verification
      const wrongId =
        choice.by === 'key_id_unknown'
          ? m.signature_key_id_unknown({ id: choice.key_id })
          : choice.by === 'key_id_of_another'
            ? m.signature_key_id_other({ id: choice.key_id })
            : ''
      return { tone: wrongId ? 'warning' : 'good', title: m.signature_verified(), text: wrongId }
    }
  }
}
