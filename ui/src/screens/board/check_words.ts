// What came of checking one credential, in words: for the board, and for its copy as text.
import type { CredentialSummary } from '../../backend'
import { asSentence, day, m, milliseconds } from '../../words'
import { findingWords, titleWithCertainty } from '../../words/findings'
import { explain, life } from '../../words/keys'
import { plain } from '../../words/rich'
import { serverOf } from '../../words/servers'
import { seen } from '../../words/unseen'
import { vaultTroubles } from '../../words/vault'
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
  }
  switch (check.state) {
    case 'waiting':
      return { ...words, result: { text: m.board_waiting(), tone: 'accent' } }
    case 'asking':
      return { ...words, result: { text: m.board_asking(), tone: 'accent' } }
    case 'cancelled':
      return { ...words, result: { text: m.board_cancelled(), tone: 'accent' } }
    case 'token': {
      const ends = certificate !== null && certificate.tone !== 'good' && credential.certificate_not_after !== null
      const before = credential.certificate_not_after
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: ends ? { text: m.board_token_ends(), tone: 'warn' } : { text: m.board_token(), tone: 'good' },
        fix: ends && before !== null ? m.board_renew({ date: day(before) }) : '',
        more: true,
      }
    }
    case 'refused':
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: check.answered ? { text: m.board_refused(), tone: 'bad' } : { text: m.board_no_answer(), tone: 'bad' },
        fix: check.finding
          ? plain(titleWithCertainty(findingWords(check.finding.finding, server).title, check.finding.certainty))
          : seen(check.error ?? ''),
        more: true,
      }
    case 'not_sent':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: check.finding ? asSentence(plain(findingWords(check.finding.finding, server).title)) : '',
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

/** The board as text for a mail or a ticket: names and results, no keys and no tokens. */
export function boardAsText(rows: { credential: CredentialSummary; check: Check }[], at: string): string {
  const lines = rows.map(({ credential, check }) => {
    const { result, time, certificate, fix } = checkWords(credential, check)
    return [nameOf(credential), result.text, time, certificate, fix].filter(Boolean).join('\t')
  })
  return [m.board_text_title({ at }), '', ...lines, ''].join('\n')
}
