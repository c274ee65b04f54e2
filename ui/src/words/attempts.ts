// What came of an attempt, in a few words for a list.
import type { AttemptSummary } from '../backend'
import { asSentence, m } from '.'
import { findingWords } from './findings'
import { plain } from './rich'
import { hostOf, serverAt } from './servers'
import { seen } from './unseen'

export interface AttemptWords {
  result: string
  tone: 'good' | 'bad'
  /** The server's error code, else what was found; empty after a token. */
  detail: string
  host: string
}

export function attemptWords({ verdict, error, finding, url }: AttemptSummary): AttemptWords {
  const host = hostOf(url) ?? url
  const found = finding ? asSentence(plain(findingWords(finding, serverAt(url)).title)) : ''
  switch (verdict) {
    case 'token_received':
      return { result: m.board_token(), tone: 'good', detail: '', host }
    case 'refused':
      return { result: m.board_refused(), tone: 'bad', detail: error === null ? found : seen(error), host }
    case 'no_answer':
      return { result: m.board_no_answer(), tone: 'bad', detail: found, host }
  }
}
