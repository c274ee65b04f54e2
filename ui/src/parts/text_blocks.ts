// A text in blocks, laid out one after the other as far as somebody needs it. However long the text is, a block is
// quickly laid out, drawn and searched.
import { showInvisible } from '../words/invisible'
import { jsonPieces } from './json_pieces'
import { jwtPieces, plainPieces, type Piece } from './text_pieces'

/** How a text looks: JSON laid out in colours or in one colour, a JWT in three colours, or as it is. */
export type Look = 'json' | 'indented' | 'jwt' | 'plain'

export interface Block {
  pieces: Piece[]
  /** Where its first character is in the text as it is shown, in UTF-16 units. */
  start: number
  /** Characters as shown, in UTF-16 units. */
  length: number
  /** Line ends as shown. */
  lines: number
  /** How much of the text has been read up to its end, in UTF-16 units. */
  read: number
}

/** A block ends at the first line end after so many characters or lines, … */
const BLOCK_CHARACTERS = 8000
const BLOCK_LINES = 200
/** … and within a line that is very long. */
const LONGEST_BLOCK = 12_000

function piecesOf(text: string, look: Look): Iterator<Piece> {
  switch (look) {
    case 'json':
    case 'indented':
      return jsonPieces(text)
    case 'jwt':
      return jwtPieces(text)
    case 'plain':
      return plainPieces(text)
  }
}

export class TextBlocks {
  /** The blocks that are laid out. The first one is there from the beginning, even if it is empty. */
  readonly #blocks: Block[] = []
  readonly #pieces: Iterator<Piece>
  readonly #coloured: boolean
  #next: IteratorResult<Piece, unknown>

  constructor(text: string, look: Look) {
    this.#pieces = piecesOf(text, look)
    this.#coloured = look !== 'indented'
    this.#next = this.#pieces.next()
    this.#blocks.push(this.#layOut())
  }

  /** The block at this position. Lays it out, and all before it, if that was not yet needed. */
  at(index: number): Block | undefined {
    while (this.#blocks.length <= index && !this.#next.done) this.#blocks.push(this.#layOut())
    return this.#blocks[index]
  }

  /** The first blocks, as many as this. */
  first(count: number): Block[] {
    this.at(count - 1)
    return this.#blocks.slice(0, count)
  }

  /** Whether the text ends with the block at this position. */
  endsAt(index: number): boolean {
    this.at(index)
    return this.#next.done === true && index >= this.#blocks.length - 1
  }

  /** The position of the laid out block that has this character of the text as it is shown. */
  holding(character: number): number {
    const after = this.#blocks.findIndex((block) => block.start > character)
    return (after === -1 ? this.#blocks.length : after) - 1
  }

  #layOut(): Block {
    const before = this.#blocks.at(-1)
    const start = before ? before.start + before.length : 0
    const block: Block = { pieces: [], start, length: 0, lines: 0, read: before?.read ?? 0 }
    while (!this.#next.done) {
      const { kind, text, end } = this.#next.value
      const shown = showInvisible(text)
      append(block.pieces, this.#coloured ? kind : '', shown, end)
      block.length += shown.length
      block.lines += lineEndsIn(shown)
      block.read = end
      this.#next = this.#pieces.next()
      const full = block.length >= BLOCK_CHARACTERS || block.lines >= BLOCK_LINES
      if (block.length >= LONGEST_BLOCK || (full && shown.endsWith('\n'))) break
    }
    return block
  }
}

/** The text of a block as it is shown. */
export const textOf = ({ pieces }: Block): string => pieces.map((piece) => piece.text).join('')

/** Pieces without a colour that follow one another are drawn as one. */
function append(pieces: Piece[], kind: Piece['kind'], text: string, end: number): void {
  const last = pieces.at(-1)
  if (last && last.kind === '' && kind === '') {
    last.text += text
    last.end = end
  } else pieces.push({ kind, text, end })
}

function lineEndsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}
