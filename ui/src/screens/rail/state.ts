// A credential's state for the list: a shape, a colour, words, and the one fact that a row has room for.
import type { CertificateLife, CredentialSummary, LastResult, UnixSeconds } from '../../backend'
import { ago, certificateDay, when, m } from '../../words'
import { findingWords } from '../../words/findings'
import { life } from '../../words/keys'
import { plain } from '../../words/rich'
import { shortTime } from '../../words/row_times'
import { serverOf, serverOfSent } from '../../words/servers'
import type { ShownExchange } from '../answer/answer.svelte'

export interface CredentialState {
  dot: 'none' | 'good' | 'warn' | 'bad'
  words: string
  /** The time of the last result, or how long the certificate is still valid if that needs attention. */
  fact: string
}

const RECENT_MS = 3_600_000

/**
 * The state at `now` (milliseconds since 1970): the last result with its age, and the end of the certificate when that
 * needs attention. `shown` is the credential's last exchange, if this window has one.
 */
export function credentialState(
  credential: CredentialSummary,
  shown: ShownExchange | null,
  now: number,
): CredentialState {
  const result = resultAt(credential, shown, now)
  const certificate = credential.certificate_life
  if (!certificate || certificate.state === 'valid') return result
  const { tone } = life(certificate)
  // The core gives both or neither.
  const words = certificateWords(certificate, credential.certificate_not_after ?? 0)
  return {
    dot: result.dot === 'bad' || tone === 'bad' ? 'bad' : 'warn',
    words: lastResult(credential) ? m.rail_both({ certificate: words, result: result.words }) : words,
    fact: certificateFact(certificate),
  }
}

function resultAt(credential: CredentialSummary, shown: ShownExchange | null, now: number): CredentialState {
  const last = lastResult(credential)
  if (!last) return { dot: 'none', words: m.rail_not_tested(), fact: '' }
  const since = Math.max(0, now - last.at)
  const at = since < RECENT_MS ? ago(since) : when(last.at, now)
  const fact = shortTime(last.at, now)
  if (last.verdict !== 'token_received') {
    return { dot: 'bad', words: m.rail_result({ result: refusal(credential, last), ago: at }), fact }
  }
  const endsAt = shown?.exchange.token?.ends_at ?? null
  if (endsAt !== null && endsAt < now)
    return { dot: 'none', words: m.rail_token_ended({ ago: ago(now - endsAt) }), fact }
  return { dot: 'good', words: m.rail_token_received({ ago: at }), fact }
}

/** How long a certificate is still valid. */
function certificateFact(life: Exclude<CertificateLife, { state: 'valid' }>): string {
  switch (life.state) {
    case 'renewal_due':
    case 'ends_soon':
      return m.short_days({ days: life.days_left })
    case 'ended':
      return m.short_expired()
    case 'not_yet_valid':
      return m.short_not_yet()
  }
}

/** Words for the end of a certificate, in the list. */
function certificateWords(life: Exclude<CertificateLife, { state: 'valid' }>, end: UnixSeconds): string {
  switch (life.state) {
    case 'renewal_due':
      return m.rail_certificate_renewal({ days: life.days_left })
    case 'ends_soon':
      return life.days_left === 0 ? m.rail_certificate_last_day() : m.rail_certificate_soon({ days: life.days_left })
    case 'ended':
      return m.rail_certificate_ended({ date: certificateDay(end) })
    case 'not_yet_valid':
      return m.rail_certificate_not_yet()
  }
}

/**
 * The last result, unless the credential has changed between practice and a real server since: then it says nothing.
 */
export function lastResult({ last_result: last, destination }: CredentialSummary): LastResult | null {
  if (!last?.url || !destination || destination.kind === 'other') return last
  return (destination.kind === 'practice') === (serverOfSent(last).practice === true) ? last : null
}

/** The result in a few words. */
export function resultWords(credential: CredentialSummary, last: LastResult): string {
  return last.verdict === 'token_received' ? m.board_token() : refusal(credential, last)
}

function refusal(credential: CredentialSummary, last: LastResult): string {
  if (last.error) return last.error
  if (last.finding) return plain(findingWords(last.finding, serverOf(credential)).title)
  return last.verdict === 'no_answer' ? m.rail_no_answer() : m.rail_no_token()
}
