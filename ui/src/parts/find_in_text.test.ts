// Tests that a search finds what is shown, wherever it is, and lets the window do something else meanwhile.
import { describe, expect, it } from 'vitest'
import { DrawnText } from './drawn_text.svelte'
import { FindInText, MOST_MATCHES } from './find_in_text.svelte'
import { TextBlocks, textOf, type Look } from './text_blocks'

async function found(text: string, query: string, look: Look = 'plain') {
  const blocks = new TextBlocks(text, look)
  const find = new FindInText(blocks)
  await find.search(query)
  const shown = blocks.first(Infinity).map(textOf).join('')
  const matches = find.around(Infinity)
  return { find, shown, texts: matches.map(({ start, end }) => shown.slice(start, end)), matches }
}

describe('a search', () => {
  it('finds every match, without regard to upper and lower case', async () => {
    const { find, texts, matches } = await found('Scope scope SCOPE scop', 'sCoPe')
    expect(texts).toEqual(['Scope', 'scope', 'SCOPE'])
    expect(matches.map(({ start }) => start)).toEqual([0, 6, 12])
    expect([find.count, find.more, find.searching]).toEqual([3, false, false])
  })
  it('takes each character of the query as it is', async () => {
    for (const query of ['.*', '[a-z]', '(', '\\d', '$1', '^', '{2}', '|', '?', 'é', '𝒳'])
      expect((await found(`a ${query} b`, query)).texts, query).toEqual([query])
  })
  it('finds what the page shows: JSON as it is laid out, invisible characters as they are written', async () => {
    expect((await found('{"a":1}', '"a": 1', 'json')).texts).toEqual(['"a": 1'])
    expect((await found('a\u202eb', '\\u202e')).texts).toEqual(['\\u202e'])
  })
  it('finds what stands far behind what is drawn, and says which block has it', async () => {
    const text = `[${'"a",'.repeat(200_000)}"needle"]`
    const drawn = new DrawnText(text, 'json')
    const find = new FindInText(drawn.text)
    await find.search('NEEDLE')
    expect([find.count, drawn.blocks.length]).toEqual([1, 1])
    const index = drawn.text.holding(find.current!.start)
    expect(index).toBeGreaterThan(100)
    drawn.upTo(index)
    expect(drawn.blocks).toHaveLength(index + 1)
    expect(textOf(drawn.blocks[index]!)).toContain('needle')
  }, 30_000)
  it('finds a match that begins in one block and ends in the next, once', async () => {
    const text = 'a'.repeat(30_000)
    const end = new TextBlocks(text, 'plain').at(0)!.length
    const { texts, matches } = await found(`${text.slice(0, end - 3)}needle${text}`, 'needle')
    expect([texts, matches]).toEqual([['needle'], [{ start: end - 3, end: end + 3 }]])
    // Repeated matches are counted as in one piece.
    expect((await found(text, 'aaaaaaa')).texts).toHaveLength(Math.floor(30_000 / 7))
  })
  it('stops at so many matches and says that there are more', async () => {
    const { find } = await found('a'.repeat(MOST_MATCHES + 1), 'a')
    expect([find.count, find.more, find.searching]).toEqual([MOST_MATCHES, true, false])
    expect((await found('a'.repeat(MOST_MATCHES), 'a')).find.more).toBe(false)
  })
  it('goes from the last match to the first, and back', async () => {
    const { find } = await found('abaca', 'a')
    const steps = [1, 1, 1, -1] as const
    expect(steps.map((by) => (find.step(by), find.at))).toEqual([1, 2, 0, 2])
  })
  it('finds nothing in an empty text, for an empty query, and for what is not there', async () => {
    for (const [text, query] of [
      ['', 'a'],
      ['a', ''],
      ['a', 'b'],
    ] as const) {
      const { find } = await found(text, query)
      find.step(1)
      expect([find.count, find.current, find.searching]).toEqual([0, undefined, false])
    }
  })
  it('works for a moment at a time, and ends when another one begins', async () => {
    const worst = `[${'0,'.repeat(100_000)}0]`
    const find = new FindInText(new TextBlocks(worst, 'json'))
    let others = 0
    const other = setInterval(() => others++)
    const first = find.search('needle')
    expect(find.searching).toBe(true)
    const second = find.search('0')
    await Promise.all([first, second])
    expect([find.count, find.more]).toEqual([MOST_MATCHES, true])
    await find.search('needle')
    clearInterval(other)
    expect([find.count, find.searching]).toEqual([0, false])
    expect(others).toBeGreaterThan(3)
  }, 30_000)
})
