// Marks matches of a search in the page without changing it (CSS Custom Highlight API). Without it, as in macOS's WebKit
// before 17.2, the page only scrolls to a match.

const NAMES = { every: 'found', current: 'found-now' } as const

function highlight(name: string): Highlight | null {
  if (!('highlights' in CSS)) return null
  let existing = CSS.highlights.get(name)
  if (!existing) CSS.highlights.set(name, (existing = new Highlight()))
  return existing
}

/** The marks of one search. Several can be open at the same time. */
export class Marks {
  #shown: { every: Range[]; current: Range[] } = { every: [], current: [] }

  show(every: Range[], current: Range | null): void {
    this.clear()
    this.#shown = { every, current: current ? [current] : [] }
    for (const which of ['every', 'current'] as const)
      for (const range of this.#shown[which]) highlight(NAMES[which])?.add(range)
  }

  clear(): void {
    for (const which of ['every', 'current'] as const)
      for (const range of this.#shown[which]) highlight(NAMES[which])?.delete(range)
    this.#shown = { every: [], current: [] }
  }
}

/** Ranges in an element's text for parts of that text, which are given in order and do not overlap. */
export function rangesIn(element: Element, parts: { start: number; end: number }[]): Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const ranges: Range[] = []
  let node = walker.nextNode() as Text | null
  let before = 0
  /** Goes on to the text node with this character; at an end, the character before it decides. */
  const seek = (character: number, isEnd: boolean): [Text, number] | null => {
    while (node && (isEnd ? before + node.length < character : before + node.length <= character)) {
      before += node.length
      node = walker.nextNode() as Text | null
    }
    return node && [node, character - before]
  }
  for (const { start, end } of parts) {
    const from = seek(start, false)
    const to = from && seek(end, true)
    if (!from || !to) break
    const range = document.createRange()
    range.setStart(...from)
    range.setEnd(...to)
    ranges.push(range)
  }
  return ranges
}
