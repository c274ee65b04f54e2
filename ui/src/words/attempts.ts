// Words for the outcome of an attempt, short enough for a list.
import type { AttemptSummary } from '../backend'
import { m } from '.'
import { findingWords } from './findings'
import { plain } from './rich'
import { hostOf, serverOfSent } from './servers'
import { showInvisible } from './invisible'

export interface AttemptWords {
  result: string
  tone: 'good' | 'bad'
  /** The server's error code, else the title of what was found; empty after a token. */
  detail: string
  /** Whether `detail` is an error code and not a sentence. */
  code: boolean
  host: string
  practice: boolean
}

/** A refusal needs an error from the server; any other response merely has no token in it. */
export function answeredWithoutToken(error: string | null): string {
  return error === null ? m.board_no_token() : m.board_refused()
}

export function attemptWords(attempt: AttemptSummary): AttemptWords {
  const { verdict, error, finding, url } = attempt
  const host = hostOf(url) ?? url
  const server = serverOfSent(attempt)
  const practice = server.practice === true
  const found = finding ? plain(findingWords(finding, server).title) : ''
  switch (verdict) {
    case 'token_received':
      return { result: m.board_token(), tone: 'good', detail: '', code: false, host, practice }
    case 'refused': {
      const detail = error === null ? found : showInvisible(error)
      return { result: answeredWithoutToken(error), tone: 'bad', detail, code: error !== null, host, practice }
    }
    case 'no_answer':
      return { result: m.board_no_answer(), tone: 'bad', detail: found, code: false, host, practice }
  }
}
