// Times in rows: as short as possible in the list of credentials, to the second in the history.
import { m } from '.'
import { formsFor } from './locale'

const locale = formsFor(__LOCALE__, typeof navigator === 'undefined' ? [] : navigator.languages)
let days: Intl.DateTimeFormat | undefined
let minutes: Intl.DateTimeFormat | undefined
let seconds: Intl.DateTimeFormat | undefined

const MINUTE_MS = 60_000

/** When something was, in a word: `now`, `2 min`, `09:14`, `12 Nov`. Both arguments are in milliseconds since 1970. */
export function shortTime(ms: number, now: number): string {
  const since = Math.max(0, now - ms)
  if (since < MINUTE_MS) return m.short_now()
  if (since < 60 * MINUTE_MS) return m.short_minutes({ minutes: Math.floor(since / MINUTE_MS) })
  minutes ??= new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  days ??= new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  return new Date(ms).toDateString() === new Date(now).toDateString() ? minutes.format(ms) : days.format(ms)
}

/** A date and a time of day with seconds: `30 Nov 2026, 14:41:02`. */
export function exactTime(ms: number): string {
  seconds ??= new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return seconds.format(ms)
}
