// Tests that laid out JSON is the same JSON, in lines, and that it is only made as far as it is drawn.
import { describe, expect, it } from 'vitest'
import { jsonPieces } from './json_pieces'

const laidOut = (text: string) => [...jsonPieces(text)].map((piece) => piece.text).join('')

describe('JSON in lines', () => {
  it('is laid out as by everybody else', () => {
    for (const value of [{ a: 'b"c', n: -1.5e3, t: [true, null, []], o: {}, d: { e: [1, { f: '\\' }] } }, [], 'x', 7]) {
      expect(laidOut(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      expect(laidOut(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2))
    }
  })
  it('keeps numbers, escapes and repeated members as they were written', () => {
    expect(laidOut('{"a":1e400,"a":"\\u00e4"}')).toBe('{\n  "a": 1e400,\n  "a": "\\u00e4"\n}')
  })
  it('tells keys from values', () => {
    expect([...jsonPieces('{"a" : "b", "c":[1]}')].filter((piece) => piece.kind)).toEqual([
      { kind: 'key', text: '"a"', end: 4 },
      { kind: 'string', text: '"b"', end: 10 },
      { kind: 'key', text: '"c"', end: 15 },
      { kind: 'number', text: '1', end: 18 },
    ])
  })
  it('is not indented without end', () => {
    const lines = laidOut('['.repeat(120) + ']'.repeat(120)).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(50)
  })
  it('takes what is cut off, what has a byte order mark, and what is no JSON', () => {
    expect(laidOut('{"a":"b\\')).toBe('{\n  "a": "b\\')
    expect(laidOut('\uFEFF{"a":[1,')).toBe('{\n  "a": [\n    1,\n    ')
    expect(laidOut(']]},,')).toContain(']')
  })
  it('takes no longer for the first piece of a long text than for that of a short one', () => {
    const first = jsonPieces('[' + '0,'.repeat(5_000_000) + '0]').next().value
    expect(first).toEqual({ kind: '', text: '[\n', end: 1 })
  })
})
