// Tests that a long text is drawn block by block, and each block is small.
import { describe, expect, it } from 'vitest'
import { DrawnText } from './drawn_text.svelte'
import { textOf, type Look } from './text_blocks'

const MEGABYTE = 1_000_000
const worst: [string, Look, string][] = [
  ['one line', 'plain', 'a'.repeat(MEGABYTE)],
  ['line ends', 'plain', '\n'.repeat(MEGABYTE)],
  ['control characters', 'plain', '\u0001'.repeat(MEGABYTE)],
  ['short lines', 'plain', 'ab\n'.repeat(MEGABYTE / 3)],
  ['deep JSON', 'json', '['.repeat(120) + '0,'.repeat(MEGABYTE / 2) + '0' + ']'.repeat(120)],
  ['many members', 'json', `{${'"a":1,'.repeat(MEGABYTE / 6)}"a":1}`],
  ['one long string', 'json', `["${'a'.repeat(MEGABYTE)}"]`],
  ['dots', 'jwt', '.'.repeat(MEGABYTE)],
]

describe('a long text', () => {
  it.each(worst)('is drawn in small blocks: %s', (_name, look, text) => {
    const drawn = new DrawnText(text, look)
    expect(drawn.long).toBe(true)
    for (let blocks = 1; blocks < 20; blocks++) drawn.more()
    expect(drawn.blocks).toHaveLength(20)
    expect(drawn.whole).toBe(false)
    for (const block of drawn.blocks) {
      const shown = textOf(block)
      expect(block.length).toBe(shown.length)
      expect(block.pieces.length).toBeLessThan(1000)
      expect(shown.length).toBeLessThan(25_000)
      expect(shown.split('\n').length).toBeLessThan(400)
    }
  })
  it('is whole in the end, and says how much was read', () => {
    const text = `[${'"a",'.repeat(9000)}"z"]`
    const drawn = new DrawnText(text, 'json')
    let before = 0
    while (!drawn.whole) {
      expect(drawn.read).toBeGreaterThan(before)
      before = drawn.read
      drawn.more()
    }
    expect(drawn.read).toBe(text.length)
    expect(drawn.blocks.map(textOf).join('')).toBe(JSON.stringify(JSON.parse(text), null, 2))
  })
  it('continues in a new block at a line end', () => {
    const drawn = new DrawnText('some words\n'.repeat(9000), 'plain')
    drawn.more()
    for (const block of drawn.blocks) expect(textOf(block).endsWith('\n')).toBe(true)
  })
})

describe('a short text', () => {
  it('is drawn whole, without a frame', () => {
    for (const text of ['', 'a', '{"error":"invalid_client"}', 'a\n'.repeat(30)]) {
      const drawn = new DrawnText(text, 'plain')
      expect([drawn.whole, drawn.long]).toEqual([true, false])
    }
  })
  it('shows invisible characters', () => {
    expect(new DrawnText('a\u202eb', 'plain').blocks.map(textOf)).toEqual(['a\\u202eb'])
  })
})
