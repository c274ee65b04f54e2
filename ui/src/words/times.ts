// Points in time as people read them: by their own clock with its zone, and how long ago or in how long.
import { count, isTime, locale, m } from '.'

interface Zone {
  days: Intl.DateTimeFormat
  /** With the zone's name. */
  times: Intl.DateTimeFormat
}
const zones = new Map<string | undefined, Zone>()

/** The formatters for this time zone; without one, for the system's. */
function inZone(timeZone: string | undefined): Zone {
  let zone = zones.get(timeZone)
  if (!zone) {
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
    zone = {
      days: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }),
      times: new Intl.DateTimeFormat(locale, { ...clock, timeZoneName: 'short', timeZone }),
    }
    zones.set(timeZone, zone)
  }
  return zone
}

/**
 * The time in the person's time zone, with the zone's name: `14:41:02 CET`, or `23 Nov 2026, 14:41:02 CET` if that is not
 * today. `seconds` since 1970, `now` in milliseconds; `zone` is the system's, except in tests. `null` if it is no time.
 */
export function localTime(seconds: number, now: number = Date.now(), zone?: string): string | null {
  if (!isTime(seconds)) return null
  const { days, times } = inZone(zone)
  const [day, time] = [days.format(seconds * 1000), times.format(seconds * 1000)]
  return day === days.format(now) ? time : m.when_day({ day, time })
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** In the Gregorian calendar, on average. */
const YEAR = 365.2425 * DAY

/** The units of a duration, from the largest. */
const units: { seconds: number; words: (number: number) => string }[] = [
  { seconds: YEAR, words: (number) => m.span_years({ count: number, shown: count(number) }) },
  { seconds: DAY, words: (number) => m.span_days({ count: number, shown: count(number) }) },
  { seconds: HOUR, words: (number) => m.span_hours({ count: count(number) }) },
  { seconds: MINUTE, words: (number) => m.span_minutes({ count: count(number) }) },
  { seconds: 1, words: (number) => m.seconds_short({ seconds: count(number) }) },
]

/** A duration in its two largest units: `5 min 31 s`, `2 h`, `3 days 4 h`; years alone. Negative ones count as positive. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const first = units.findIndex((unit) => whole >= unit.seconds)
  const large = units[first]
  if (!large) return m.seconds_short({ seconds: count(0) })
  const number = Math.floor(whole / large.seconds)
  const small = first > 0 ? units[first + 1] : undefined
  const rest = small ? Math.floor((whole - number * large.seconds) / small.seconds) : 0
  return small && rest > 0 ? m.span_two({ large: large.words(number), small: small.words(rest) }) : large.words(number)
}

/** How long ago a time was, or in how long it comes: `19 s ago`, `in 24 min`. Both arguments in milliseconds. */
export function fromNow(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000)
  if (seconds === 0) return m.ago_now()
  return seconds < 0 ? m.time_ago({ duration: duration(seconds) }) : m.time_in({ duration: duration(seconds) })
}
