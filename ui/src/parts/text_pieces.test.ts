// Tests that the pieces of a text are the text, and that none of them is long.
import { describe, expect, it } from 'vitest'
import { jwtPieces, plainPieces } from './text_pieces'

describe('pieces of a text', () => {
  it('are the text again, whatever is in it', () => {
    const texts = ['', 'a', '\n', 'x'.repeat(9999), '🔑'.repeat(3000), 'line\n'.repeat(3000), `${'y'.repeat(3000)}\n`]
    for (const text of texts) {
      for (const pieces of [plainPieces, jwtPieces]) {
        expect([...pieces(text)].map((piece) => piece.text).join('')).toBe(text)
      }
      for (const { text: piece } of plainPieces(text)) {
        expect(piece.length).toBeLessThan(2002)
        expect(piece.split('\n').length).toBeLessThan(102)
        expect(() => encodeURIComponent(piece), 'no half of a character').not.toThrow()
      }
    }
  })
  it('end at a line end where there is one', () => {
    expect([...plainPieces('line\n'.repeat(1000))].every((piece) => piece.text.endsWith('\n'))).toBe(true)
  })
  it('have the colours of the three parts of a JWT, complete or not', () => {
    const kinds = (text: string) => [...jwtPieces(text)].map((piece) => `${piece.kind} ${piece.text}`)
    expect(kinds('a.b.c.d')).toEqual(['header a', ' .', 'claims b', ' .', 'signature c.d'])
    expect(kinds('a.b…')).toEqual(['header a', ' .', 'claims b…'])
  })
})
