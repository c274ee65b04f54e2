// How much of a text the page shows: its first block, and one more each time, or as many as a search needs.
import { TextBlocks, type Block, type Look } from './text_blocks'

export type { Look } from './text_blocks'

/** A text that is longer than this scrolls in a frame of its own. */
const SHORT_CHARACTERS = 3000
const SHORT_LINES = 40

/** The beginning of a text, in blocks. */
export class DrawnText {
  readonly text: TextBlocks
  /** Whether it needs more room than other things on the page should give way to. */
  readonly long: boolean
  #count = $state(1)

  constructor(text: string, look: Look) {
    this.text = new TextBlocks(text, look)
    const { length, lines } = this.text.first(1)[0] ?? { length: 0, lines: 0 }
    this.long = !this.text.endsAt(0) || length > SHORT_CHARACTERS || lines > SHORT_LINES
  }

  get blocks(): Block[] {
    return this.text.first(this.#count)
  }
  /** How many blocks are there. */
  get count(): number {
    return this.blocks.length
  }
  /** Characters that were read so far, in UTF-16 units. */
  get read(): number {
    return this.blocks.at(-1)?.read ?? 0
  }
  /** Whether all of the text is there. */
  get whole(): boolean {
    return this.text.endsAt(this.#count - 1)
  }

  /** Shows one more block. */
  more(): void {
    if (!this.whole) this.#count++
  }

  /** Shows the block at this position, and all before it. */
  upTo(index: number): void {
    this.#count = Math.max(this.#count, index + 1)
  }
}
