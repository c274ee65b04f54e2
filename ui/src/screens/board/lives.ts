// The lives of all certificates on one scale of time.
import type { CredentialId, CredentialSummary } from '../../backend'
import { certificateDay, m } from '../../words'
import { groups } from '../../words/groups'
import { nameOf } from '../../words/names'

export interface Life {
  id: CredentialId
  /** The credential's name, after its group if it has one. */
  name: string
  tone: 'good' | 'warn' | 'bad'
  /** When it expires or expired, in a few words. */
  words: string
  /** The whole row as a sentence. */
  sentence: string
  due: boolean
  /** Where the bar begins and ends on the scale, from 0 to 1. */
  begin: number
  end: number
}

export interface Lives {
  /** The soonest to expire first. */
  rows: Life[]
  /** The first and the last day of the scale, in seconds since 1970. */
  from: number
  to: number
  /** Where today is on the scale. */
  today: number
}

const DAY = 86_400
/** A certificate of ten years must not press all others into a corner: its bar runs off the scale. */
const FURTHEST_BACK = 2 * 365 * DAY
const FURTHEST_AHEAD = 3 * 365 * DAY

/** `now` is in seconds since 1970. `null` without any certificate. */
export function livesOf(credentials: readonly CredentialSummary[], now: number): Lives | null {
  const certified = credentials.flatMap((credential) => {
    const { certificate_not_before: begin, certificate_not_after: end, certificate_life: life } = credential
    return begin === null || end === null || !life ? [] : [{ credential, begin, end, life }]
  })
  if (certified.length === 0) return null
  const from = Math.max(now - FURTHEST_BACK, Math.min(now - DAY, ...certified.map(({ begin }) => begin)))
  const to = Math.min(now + FURTHEST_AHEAD, Math.max(now + DAY, ...certified.map(({ end }) => end)))
  const at = (second: number) => Math.max(0, Math.min(1, (second - from) / (to - from)))
  const rows = certified
    .toSorted((one, other) => one.end - other.end)
    .map(({ credential, begin, end, life }): Life => {
      const group = credential.group === 'none' ? null : groups[credential.group]()
      const name = group ? m.life_name({ group, name: nameOf(credential) }) : nameOf(credential)
      const { tone, words, due } = wordsFor(life, begin, end)
      const sentence = m.life_sentence({ name, from: certificateDay(begin), to: certificateDay(end), words })
      return { id: credential.id, name, tone, words, sentence, due, begin: at(begin), end: at(end) }
    })
  return { rows, from, to, today: at(now) }
}

function wordsFor(
  life: NonNullable<CredentialSummary['certificate_life']>,
  begin: number,
  end: number,
): Pick<Life, 'tone' | 'words' | 'due'> {
  switch (life.state) {
    case 'valid':
      return { tone: 'good', words: m.life_expires({ date: certificateDay(end) }), due: false }
    case 'renewal_due':
    case 'ends_soon': {
      const words = life.days_left === 0 ? m.life_expires_today() : m.life_expires_in({ days: life.days_left })
      return { tone: 'warn', words, due: true }
    }
    case 'ended':
      return { tone: 'bad', words: m.life_expired({ date: certificateDay(end) }), due: true }
    case 'not_yet_valid':
      return { tone: 'bad', words: m.life_not_yet({ date: certificateDay(begin) }), due: false }
  }
}
