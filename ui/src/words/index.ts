// Everything a person reads comes from here: messages from the catalogue, and dates, numbers and durations in the
// person's regional format.
import { formsFor } from './locale'
import { m } from './paraglide/messages'

export { m }

/** The person's regional format. */
export const locale = formsFor(__LOCALE__, typeof navigator === 'undefined' ? [] : navigator.languages)
/** Creates a formatter at its first use: creating them all takes as long as the rest of the page's start. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
const numbers = lazily(() => new Intl.NumberFormat(locale))
const decimals = lazily(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))
const days = lazily(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }))
const utcDays = lazily(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
)
const times = lazily(
  () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
)
const minuteTimes = lazily(
  () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
)
const unit = (options: Intl.NumberFormatOptions) =>
  lazily(() => new Intl.NumberFormat(locale, { style: 'unit', ...options }))
const minutesLong = unit({ unit: 'minute', unitDisplay: 'long' })
const hoursLong = unit({ unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 1 })
// The "and" and the commas of a list are words, so they follow the catalogue's language and not the person's region.
const lists = lazily(() => new Intl.ListFormat(formsFor(__LOCALE__, []), { type: 'conjunction' }))
const series = lazily(() => new Intl.ListFormat(formsFor(__LOCALE__, []), { type: 'unit' }))

/** A whole number with separators between its thousands. */
export const count = (number: number): string => numbers().format(number)

/** A number with at most one decimal. */
export const decimal = (number: number): string => decimals().format(number)

/** The last second that `Date` can represent. Larger numbers from a server are shown as numbers. */
const LAST_SECOND = 8.64e12
/** Whether a number of seconds since 1970 can be shown as a date. */
export const isTime = (seconds: number): boolean => Math.abs(seconds) <= LAST_SECOND

/** A date, for example `23 Nov 2027`; `seconds` since 1970. */
export const day = (seconds: number): string => (isTime(seconds) ? days().format(seconds * 1000) : count(seconds))

/** A date of a certificate, in UTC as in the certificate and in every other tool. */
export const certificateDay = (seconds: number): string =>
  isTime(seconds) ? utcDays().format(seconds * 1000) : count(seconds)

/** A time of day with seconds, for example `14:41:02`, with the date unless it is today; `seconds` since 1970. */
export function time(seconds: number, now: number = Date.now()): string {
  if (!isTime(seconds)) return count(seconds)
  const text = times().format(seconds * 1000)
  return days().format(now) === day(seconds) ? text : m.when_day({ day: day(seconds), time: text })
}

/** How long a request took: `312 ms`, or `30.1 s` from ten seconds on. */
export const milliseconds = (ms: number): string =>
  ms < 10_000
    ? m.milliseconds_short({ milliseconds: count(ms) })
    : m.seconds_short({ seconds: decimals().format(ms / 1000) })

/** A duration in everyday words: `60 s`, `25 minutes`, `2 hours`. */
export function span(seconds: number): string {
  if (seconds > 7200) return hoursLong().format(seconds / 3600)
  if (seconds > 120 && seconds % 60 === 0) return minutesLong().format(seconds / 60)
  return m.seconds_short({ seconds: count(seconds) })
}

/** The remaining time of a countdown: `29:41`, `1:02:03`; `null` when none is left. */
export function countdown(ms: number): string | null {
  const left = Math.ceil(ms / 1000)
  if (left <= 0) return null
  const two = (number: number) => String(number).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}

/** How long ago something was, `ms` milliseconds, in a few words. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return m.ago_now()
  if (minutes < 60) return m.ago_minutes({ minutes })
  return m.ago_hours({ hours: Math.floor(minutes / 60) })
}

/**
 * A point in time in everyday words: `today, 09:14`, `12 Nov 2026, 09:14`. Both arguments are in milliseconds since
 * 1970.
 */
export function when(ms: number, now: number = Date.now()): string {
  const at = minuteTimes().format(ms)
  return days().format(ms) === days().format(now)
    ? m.when_today({ time: at })
    : m.when_day({ day: days().format(ms), time: at })
}

/** A size in bytes, kB or MB. */
export function size(bytes: number): string {
  if (bytes < 1000) return m.size_bytes({ count: count(bytes) })
  if (bytes < 1_000_000) return m.size_kilobytes({ count: decimals().format(bytes / 1000) })
  return m.size_megabytes({ count: decimals().format(bytes / 1_000_000) })
}

/** A list of names with an "and" before the last. */
export const list = (names: readonly string[]): string => lists().format(names)

/** A list of facts without an "and". Empty ones are left out. */
export const joinFacts = (facts: readonly (string | false | null)[]): string =>
  series().format(facts.filter((fact) => typeof fact === 'string').filter((fact) => fact !== ''))
