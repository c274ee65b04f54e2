// Searches a text as it is shown, also where it is not drawn yet. It works for a moment at a time, so that the window
// takes the next key meanwhile, and finds only so many matches.
import { textOf, type TextBlocks } from './text_blocks'

/** Where a match is in the text as it is shown, in UTF-16 units. */
export interface Match {
  start: number
  end: number
}

/** How long it works before it lets the window do something else. */
const MOMENT_MS = 8
/** Whoever has more matches does not step through them. */
export const MOST_MATCHES = 10_000
/** The most of a query that is searched for, in UTF-16 units. */
const LONGEST_QUERY = 500

const pause = () => new Promise((resolve) => setTimeout(resolve))

export class FindInText {
  readonly #text: TextBlocks
  #matches: Match[] = []
  /** Each search has another number, and ends when a later one begins. */
  #search = 0

  /** How many matches were found so far. */
  count = $state(0)
  /** Whether there are more than those. */
  more = $state(false)
  searching = $state(false)
  /** The position of the current match in the list of matches, counted from 0. */
  at = $state(0)

  constructor(text: TextBlocks) {
    this.#text = text
  }

  /** The current match. */
  get current(): Match | undefined {
    return this.count > 0 ? this.#matches[this.at] : undefined
  }

  /** The current match, and so many before and after it. */
  around(many: number): Match[] {
    return this.#matches.slice(Math.max(this.at - many, 0), this.at + many + 1)
  }

  /** The next match, or with -1 the one before; after the last one comes the first. */
  step(by: 1 | -1): void {
    if (this.count > 0) this.at = (this.at + by + this.count) % this.count
  }

  /** Ends what is running. */
  stop(): void {
    this.#search++
    this.searching = false
  }

  /** Searches for a text, without regard to upper and lower case. */
  async search(query: string): Promise<void> {
    const search = ++this.#search
    this.#matches = []
    this.count = 0
    this.at = 0
    this.more = false
    this.searching = query !== ''
    if (query === '') return
    const pattern = patternFor(query.slice(0, LONGEST_QUERY))
    // What is left of the blocks before, because a match can begin in one block and end in another.
    let before = ''
    let searchedTo = 0
    let since = performance.now()
    for (let index = 0; ; index++) {
      const block = this.#text.at(index)
      if (!block) break
      const text = before + textOf(block)
      const start = block.start - before.length
      for (const { index: at, 0: found } of text.matchAll(pattern)) {
        if (this.#matches.length === MOST_MATCHES) {
          this.more = true
          break
        }
        searchedTo = start + at + found.length
        this.#matches.push({ start: start + at, end: searchedTo })
      }
      if (this.more) break
      before = text.slice(Math.max(text.length - LONGEST_QUERY, searchedTo - start))
      if (performance.now() - since < MOMENT_MS) continue
      this.count = this.#matches.length
      await pause()
      if (search !== this.#search) return
      since = performance.now()
    }
    this.count = this.#matches.length
    this.searching = false
  }
}

/** The query as it is, whatever is in it. */
const patternFor = (query: string) => new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu')
