// Tests that a pasted text is coloured where the Rust side found its tokens, and stays the same text.
import { expect, it } from 'vitest'
import { coloured } from './pieces'

it('colours the parts of each token and leaves the rest', () => {
  const text = 'Bearer aa.bb.cc, dd.ee.ff'
  const spans = [
    { start: 7, header_end: 9, claims_end: 12, end: 15 },
    { start: 17, header_end: 19, claims_end: 22, end: 25 },
  ]
  const pieces = coloured(text, spans)
  expect(pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'text Bearer ',
    'header aa',
    'claims .bb',
    'signature .cc',
    'text , ',
    'header dd',
    'claims .ee',
    'signature .ff',
  ])
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
})

it('leaves a text without tokens as it is', () => {
  expect(coloured('hello', [])).toEqual([{ kind: 'text', text: 'hello' }])
  expect(coloured('', [])).toEqual([])
})
