// Tests that colouring JSON leaves its text unchanged.
import { describe, expect, it } from 'vitest'
import { jsonPieces } from './json_pieces'

describe('JSON in colours', () => {
  it('contains exactly the text it was made from', () => {
    for (const text of ['{"a": "b\\"c", "n": -1.5e3, "t": true}', 'not json "', '', '{"a"\n:\n1}']) {
      expect(
        jsonPieces(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }
  })
  it('tells keys from values', () => {
    expect(jsonPieces('{"a":"b"}').filter((piece) => piece.kind)).toEqual([
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"b"' },
    ])
  })
})
