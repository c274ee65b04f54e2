// What came of checking one credential, in words: for the board, and for its copy as text.
import type { CredentialSummary } from '../../backend'
import { asSentence, day, m, milliseconds } from '../../words'
import { findingWords, titleWithCertainty } from '../../words/findings'
import { explain, life } from '../../words/keys'
import { plain } from '../../words/rich'
import { serverOf } from '../../words/servers'
import { keyFileConcerns, vaultTroubles } from '../../words/vault'
import { storeTroubles } from '../../words/store'
import { nameOf } from '../rail/credentials.svelte'
import type { Check } from './board.svelte'

export interface CheckWords {
  result: { text: string; tone: 'accent' | 'good' | 'warn' | 'bad' }
  time: string
  certificate: string
  /** What to fix; empty when nothing has to be. */
  fix: string
  /** There is more to see when the credential is opened. */
  more: boolean
  /** A new key pair would help. */
  rotate: boolean
}

export function checkWords(credential: CredentialSummary, check: Check): CheckWords {
  const server = serverOf(credential.destination)
  const certificate = credential.certificate_life ? life(credential.certificate_life) : null
  const words: CheckWords = {
    result: { text: '', tone: 'accent' },
    time: '',
    certificate: certificate?.text ?? '',
    fix: '',
    more: false,
    rotate: false,
  }
  switch (check.state) {
    case 'waiting':
      return { ...words, result: { text: m.board_waiting(), tone: 'accent' } }
    case 'asking':
      return { ...words, result: { text: m.board_asking(), tone: 'accent' } }
    case 'cancelled':
      return { ...words, result: { text: m.board_cancelled(), tone: 'accent' } }
    case 'token': {
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: { text: m.board_token(), tone: 'good' },
        more: true,
        ...end(credential),
      }
    }
    case 'refused':
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: check.answered ? { text: m.board_refused(), tone: 'bad' } : { text: m.board_no_answer(), tone: 'bad' },
        fix: check.finding
          ? plain(titleWithCertainty(findingWords(check.finding.finding, server).title, check.finding.certainty))
          : (check.error ?? ''),
        more: true,
      }
    case 'not_sent':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: check.finding ? asSentence(plain(findingWords(check.finding.finding, server).title)) : '',
        more: true,
      }
    case 'not_read':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: asSentence(plain(explain(keyFileConcerns, check.concern).title)),
        more: true,
      }
    case 'shut':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: plain(explain(vaultTroubles, check.trouble)),
        more: true,
      }
    case 'unreadable':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: plain(explain(storeTroubles, check.trouble)),
        more: true,
      }
  }
}

/** What there is to say of a token whose certificate ends, or has ended: the server may not look at that. */
function end({ certificate_life: at, certificate_not_after: last }: CredentialSummary): Partial<CheckWords> {
  if (!at || last === null) return {}
  const date = day(last)
  switch (at.state) {
    case 'renewal_due':
      return { fix: m.board_renew({ date }), rotate: true }
    case 'ends_soon':
      return { result: { text: m.board_token_ends(), tone: 'warn' }, fix: m.board_renew({ date }), rotate: true }
    case 'ended':
      return { result: { text: m.board_token_ended(), tone: 'warn' }, fix: m.board_ended({ date }), rotate: true }
    default:
      return {}
  }
}

/** The board as text for a mail or a ticket: names and results, no keys and no tokens. */
export function boardAsText(rows: { credential: CredentialSummary; check: Check }[], at: string): string {
  const lines = rows.map(({ credential, check }) => {
    const { result, time, certificate, fix } = checkWords(credential, check)
    return [nameOf(credential), result.text, time, certificate, fix].filter(Boolean).join('\t')
  })
  return [m.board_text_title({ at }), '', ...lines, ''].join('\n')
}
