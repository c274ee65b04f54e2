// Words for the result of checking one credential, for the board and for its copy as text.
import type { CredentialSummary } from '../../backend'
import { certificateDay, m, milliseconds } from '../../words'
import { answeredWithoutToken } from '../../words/attempts'
import { findingWords, titleWithCertainty } from '../../words/findings'
import { life } from '../../words/keys'
import { explain } from '../../words/tables'
import { plain } from '../../words/rich'
import { serverOf } from '../../words/servers'
import { showInvisible } from '../../words/invisible'
import { keyFileConcerns } from '../../words/key_file_concerns'
import { vaultErrors } from '../../words/vault'
import { storeErrors } from '../../words/store'
import { isPractice, nameOf } from '../rail/credentials.svelte'
import { triedMarks } from '../rail/tried'
import { boardSum, type Check } from './board_sum'

export interface CheckWords {
  result: { text: string; tone: 'accent' | 'good' | 'warn' | 'bad' }
  time: string
  certificate: string
  /** What to fix; empty when nothing needs fixing. */
  fix: string
  /** Whether opening the credential shows more. */
  more: boolean
  /** Whether a new key pair would help. */
  rotate: boolean
}

export function checkWords(credential: CredentialSummary, check: Check): CheckWords {
  const server = serverOf(credential)
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
    case 'sending':
      return { ...words, result: { text: m.board_asking(), tone: 'accent' } }
    case 'cancelled':
      return { ...words, result: { text: m.board_cancelled(), tone: 'accent' } }
    case 'token':
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: { text: m.board_token(), tone: 'good' },
        more: true,
        ...certificateWarning(credential),
      }
    case 'refused':
      return {
        ...words,
        time: milliseconds(check.duration_ms),
        result: { text: check.answered ? answeredWithoutToken(check.error) : m.board_no_answer(), tone: 'bad' },
        fix: check.finding
          ? plain(titleWithCertainty(findingWords(check.finding.finding, server), check.finding.certainty))
          : showInvisible(check.error ?? ''),
        more: true,
      }
    case 'not_sent':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: check.finding ? plain(findingWords(check.finding.finding, server).title) : '',
        more: true,
      }
    case 'held_back':
      return {
        ...words,
        result: { text: m.board_held_back(), tone: 'warn' },
        fix: m.board_held_back_fix({ recipient: check.disclosure.recipient }),
        more: true,
      }
    case 'not_read':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: plain(explain(keyFileConcerns, check.concern).title),
        more: true,
      }
    case 'key_unavailable':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: plain(explain(vaultErrors, check.error)),
        more: true,
      }
    case 'unreadable':
      return {
        ...words,
        result: { text: m.board_not_sent(), tone: 'warn' },
        fix: plain(explain(storeErrors, check.error)),
        more: true,
      }
  }
}

/** Words for a token that was received, with a warning when the certificate may prevent the next one. */
function certificateWarning({
  certificate_life: life,
  certificate_not_after: end,
}: CredentialSummary): Partial<CheckWords> {
  const date = end === null ? '' : certificateDay(end)
  switch (life?.state) {
    case 'renewal_due':
    case 'ends_soon':
      return { fix: m.board_renew({ date }), rotate: true }
    case 'ended':
      return { fix: m.board_ended({ date }), rotate: true }
    case 'not_yet_valid':
      return { fix: m.board_not_yet_valid() }
    case 'valid':
    case undefined:
      return {}
  }
}

/** The board as text for a mail or a ticket: names and results, no keys and no tokens. */
export function boardAsText(rows: { credential: CredentialSummary; check: Check }[], at: string): string {
  const lines = rows.map(({ credential, check }) => {
    const { result, time, certificate, fix } = checkWords(credential, check)
    const name = isPractice(credential) ? m.board_practice({ name: nameOf(credential) }) : nameOf(credential)
    const tried = triedMarks(credential.api_results).map((mark) => mark.text)
    const apis = tried.length > 0 ? tried.join(', ') : m.board_apis_none()
    return [name, result.text, time, apis, certificate, fix].join('\t')
  })
  const columns = [
    m.board_credential(),
    m.board_result(),
    m.board_time(),
    m.board_apis(),
    m.board_certificate(),
    m.board_fix(),
  ]
  const sum = boardSum(rows.map(({ check }) => check))
  return [m.board_text_title({ at }), sum, '', columns.join('\t'), ...lines, ''].join('\n')
}
