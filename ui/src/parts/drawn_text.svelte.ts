// How much of a text is drawn: its first block, and one more each time. However long the text is, a block is quickly
// drawn.
import { showInvisible } from '../words/invisible'
import { jsonPieces } from './json_pieces'
import { jwtPieces, plainPieces, type Piece } from './text_pieces'

/** How a text looks: JSON laid out in colours or in one colour, a JWT in three colours, or as it is. */
export type Look = 'json' | 'indented' | 'jwt' | 'plain'

/** A block ends at the first line end after so many characters or lines, … */
const BLOCK_CHARACTERS = 8000
const BLOCK_LINES = 200
/** … and within a line that is very long. */
const LONGEST_BLOCK = 12_000
/** A text that is longer than this scrolls in a frame of its own. */
const SHORT_CHARACTERS = 3000
const SHORT_LINES = 40

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

/** The beginning of a text, in blocks of pieces. */
export class DrawnText {
  blocks = $state.raw<Piece[][]>([])
  /** Characters that were read so far, in UTF-16 units. */
  read = $state(0)
  /** Whether all of the text is drawn. */
  whole = $state(false)
  /** Whether it needs more room than other things on the page should give way to. */
  readonly long: boolean

  readonly #pieces: Iterator<Piece>
  readonly #coloured: boolean
  #next: IteratorResult<Piece, unknown>

  constructor(text: string, look: Look) {
    this.#pieces = piecesOf(text, look)
    this.#coloured = look !== 'indented'
    this.#next = this.#pieces.next()
    const { characters, lines } = this.more()
    this.long = !this.whole || characters > SHORT_CHARACTERS || lines > SHORT_LINES
  }

  /** Draws one more block. */
  more(): { characters: number; lines: number } {
    const block: Piece[] = []
    let characters = 0
    let lines = 0
    let read = this.read
    while (!this.#next.done) {
      const { kind, text, end } = this.#next.value
      const shown = showInvisible(text)
      append(block, { kind: this.#coloured ? kind : '', text: shown, end })
      characters += shown.length
      lines += shown.split('\n').length - 1
      read = end
      this.#next = this.#pieces.next()
      const full = characters >= BLOCK_CHARACTERS || lines >= BLOCK_LINES
      if (characters >= LONGEST_BLOCK || (full && shown.endsWith('\n'))) break
    }
    this.blocks = [...this.blocks, block]
    this.read = read
    this.whole = this.#next.done === true
    return { characters, lines }
  }
}

/** Pieces without a colour that follow one another are drawn as one. */
function append(block: Piece[], piece: Piece): void {
  const last = block.at(-1)
  if (last && last.kind === '' && piece.kind === '')
    block[block.length - 1] = { ...piece, text: last.text + piece.text }
  else block.push(piece)
}
