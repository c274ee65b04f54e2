// Tests the formats of dates, durations and lists, and the marks in messages.
import { describe, expect, it } from 'vitest'
import { ago, certificateDay, countdown, day, joinFacts, list, milliseconds, size, span, time, when } from '.'
import { formsFor, localeFor } from './locale'
import { plain, richPieces, splitAround } from './rich'
import { showInvisible } from './invisible'

describe('times', () => {
  it('counts down in minutes and seconds, and in hours when there are any', () => {
    expect(countdown(1_781_000)).toBe('29:41')
    expect(countdown(59_400)).toBe('01:00')
    expect(countdown(3_723_000)).toBe('1:02:03')
  })
  it('ends at zero', () => {
    expect(countdown(0)).toBeNull()
    expect(countdown(-5)).toBeNull()
  })
  it('says how long something takes, took, or how long ago it was', () => {
    expect(milliseconds(312)).toBe('312 ms')
    expect(milliseconds(30_105)).toBe('30.1 s')
    expect(span(60)).toBe('60 s')
    expect(span(1500)).toBe('25 minutes')
    expect(ago(20_000)).toBe('just now')
    expect(ago(125_000)).toBe('2 min ago')
  })
  it('says "today" instead of the date', () => {
    const morning = new Date(2026, 10, 24, 9, 14).getTime()
    const evening = new Date(2026, 10, 24, 21, 40).getTime()
    expect(when(morning, evening)).toBe('today, 09:14')
    expect(when(morning, evening + 86_400_000)).toBe('24 Nov 2026, 09:14')
  })
})

describe('the language of the page', () => {
  const locales = ['en', 'de', 'pt-BR']
  it("is the system's when there are messages in it, preferably in its exact form", () => {
    expect(localeFor(['de-AT'], locales)).toBe('de')
    expect(localeFor(['pt-BR'], locales)).toBe('pt-BR')
    expect(localeFor(['pt-BR'], [...locales, 'pt'])).toBe('pt-BR')
    expect(localeFor(['PT-pt'], [...locales, 'pt'])).toBe('pt')
  })
  it('is the most preferred one with messages, else the base language', () => {
    expect(localeFor(['fr-FR', 'de-DE', 'en-US'], locales)).toBe('de')
    expect(localeFor(['fr-FR', 'pt-PT'], locales)).toBe('en')
    expect(localeFor([], locales)).toBe('en')
  })
  it("is also used for dates and numbers, in the person's regional form", () => {
    expect(formsFor('en', ['de-DE', 'en-US'])).toBe('en-US')
    expect(formsFor('en', ['de-DE'])).toBe('en-GB')
    expect(formsFor('de', ['en-US', 'de-AT'])).toBe('de-AT')
    expect(formsFor('de', ['fr-FR'])).toBe('de')
  })
})

describe('numbers beyond the range of dates', () => {
  it('are shown as numbers', () => {
    for (const words of [day, time, certificateDay]) {
      expect(words(9_999_999_999_999)).toBe('9,999,999,999,999')
      expect(words(-9e15)).toBe('-9,000,000,000,000,000')
      expect(words(253_402_300_799)).toContain('9999')
    }
  })
})

describe('sizes and lists', () => {
  it('uses the unit that is easy to read', () => {
    expect(size(812)).toBe('812 bytes')
    expect(size(1540)).toBe('1.5 kB')
    expect(size(2_000_000)).toBe('2 MB')
  })
  it('joins names with commas and an "and"', () => {
    expect(list([])).toBe('')
    expect(list(['key.pem'])).toBe('key.pem')
    expect(list(['a', 'b', 'c'])).toBe('a, b and c')
  })
  it('joins facts without an "and", and leaves empty ones out', () => {
    expect(joinFacts(['Sandbox', false, '', 'not tested'])).toBe('Sandbox, not tested')
    expect(joinFacts([])).toBe('')
  })
})

describe('a message around an element', () => {
  it('is split into the text before and after it', () => {
    expect(splitAround(({ left }) => `Ends in ${left}`)).toEqual(['Ends in ', ''])
    expect(splitAround(({ left }) => `${left} left`)).toEqual(['', ' left'])
  })
})

describe('marks in messages', () => {
  it('are split into bold, code and plain text', () => {
    expect(richPieces('Set **Format** to `JWT`, then save')).toEqual([
      { kind: 'text', text: 'Set ' },
      { kind: 'bold', text: 'Format' },
      { kind: 'text', text: ' to ' },
      { kind: 'code', text: 'JWT' },
      { kind: 'text', text: ', then save' },
    ])
  })
  it('do not include anything else, above all no HTML', () => {
    expect(richPieces('<b>1 * 2</b> ` **')).toEqual([{ kind: 'text', text: '<b>1 * 2</b> ` **' }])
    expect(plain('a **b** `c`')).toBe('a b c')
  })
})

describe("a server's own words", () => {
  it('cannot reverse the text around them, nor hide a part of themselves', () => {
    expect(showInvisible('a\u202Eb\u0000c\u200Bd')).toBe('a\\u202eb\\u0000c\\u200bd')
    expect(plain('The error `x\u202Ey`')).toBe('The error x\\u202ey')
  })
  it('stay as they are when everything is visible', () => {
    for (const text of ['naïve 日本 שלום 👩‍💻', 'two\nlines\tand a tab\r\n']) expect(showInvisible(text)).toBe(text)
  })
})
