// Tests how points in time are written: in a time zone, and counted from now.
import { describe, expect, it } from 'vitest'
import { timeOfClaim, timesInClaims } from './time_claims'
import { duration, fromNow, localTime } from './times'

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0)
const seconds = NOON / 1000

describe('a time for the person', () => {
  it('has the zone, and the date unless it is today there', () => {
    expect(localTime(seconds, NOON, 'Europe/Berlin')).toBe('13:00:00 CET')
    expect(localTime(seconds, NOON, 'UTC')).toBe('12:00:00 UTC')
    expect(localTime(seconds - 13 * 3600, NOON, 'UTC')).toBe('22 Nov 2026, 23:00:00 UTC')
    // The same two moments are on one day in Tokyo.
    expect(localTime(seconds - 13 * 3600, NOON - 3600_000, 'Asia/Tokyo')).toMatch(/^08:00:00 /)
  })
  it('follows summer time', () => {
    expect(localTime(Date.UTC(2026, 6, 1, 12) / 1000, NOON, 'Europe/Berlin')).toBe('1 Jul 2026, 14:00:00 CEST')
  })
  it('is left out for a number that is no time', () => {
    expect(localTime(9e15, NOON, 'UTC')).toBeNull()
  })
})

describe('from now', () => {
  it('says how long ago, or in how long, in two units', () => {
    expect(fromNow(NOON, NOON + 200)).toBe('just now')
    expect(fromNow(NOON - 19_000, NOON)).toBe('19 s ago')
    expect(fromNow(NOON + 60_000, NOON)).toBe('in 1 min')
    expect(fromNow(NOON - 331_000, NOON)).toBe('5 min 31 s ago')
    expect(fromNow(NOON + 2 * 3600_000 + 300_000, NOON)).toBe('in 2 h 5 min')
    expect(duration(-(86_400 + 3600))).toBe('1 day 1 h')
    expect(duration(3 * 86_400 + 59)).toBe('3 days')
    expect(duration(0)).toBe('0 s')
  })
  it('shows that a time in milliseconds is far away', () => {
    expect(localTime(NOON, NOON, 'UTC')).toMatch(/ 58\d\d\d, /)
    expect(fromNow(NOON * 1000, NOON)).toMatch(/^in 5\d,\d\d\d years$/)
  })
})

describe('claims that are times', () => {
  it('are known by their names', () => {
    expect(timesInClaims('{"iat":100,"sub":"x","exp":"160","auth_time":99.5}')).toEqual([
      { name: 'iat', seconds: 100 },
      { name: 'exp', seconds: 160 },
      { name: 'auth_time', seconds: 99.5 },
    ])
    expect(timeOfClaim('nbf', ' 100 ')).toBe(100)
  })
  it('are none without a number', () => {
    for (const text of ['', 'soon', '"100"', 'null', '[100]']) expect(timeOfClaim('exp', text)).toBeNull()
    for (const claims of ['', '{"exp":', 'null', '{"exp":true}', '{"jti":100}'])
      expect(timesInClaims(claims)).toEqual([])
  })
})
