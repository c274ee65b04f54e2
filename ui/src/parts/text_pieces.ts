// Splits a text into pieces with colours, one after the other, so that a long text can be drawn part by part. It
// corrects nothing, and reads no further than it is asked to.

export interface Piece {
  kind: 'key' | 'string' | 'number' | 'header' | 'claims' | 'signature' | ''
  text: string
  /** How much of the whole text has been read up to the end of this piece, in UTF-16 units. */
  end: number
}

/** The longest piece, in UTF-16 units, and the most line ends in it. */
const LONGEST = 2000
const MOST_LINES = 100

/** The text as it is. */
export function* plainPieces(text: string): Generator<Piece> {
  yield* cut(text, 0, text.length, '')
}

/** A JWT, or the start of one, in three parts. */
export function* jwtPieces(text: string): Generator<Piece> {
  let at = 0
  for (const kind of ['header', 'claims', 'signature'] as const) {
    const dot = kind === 'signature' ? -1 : text.indexOf('.', at)
    yield* cut(text, at, dot === -1 ? text.length : dot, kind)
    if (dot === -1) return
    at = dot + 1
    yield { kind: '', text: '.', end: at }
  }
}

/** A part of the text as pieces that are not too long. Characters outside of Unicode's basic plane stay whole. */
export function* cut(text: string, from: number, to: number, kind: Piece['kind']): Generator<Piece> {
  for (let at = from; at < to;) {
    let end = endOfPiece(text, at, to)
    if (end < to && isHighSurrogate(text.charCodeAt(end - 1))) end++
    yield { kind, text: text.slice(at, end), end }
    at = end
  }
}

/** A piece ends at a line end if it has one. */
function endOfPiece(text: string, at: number, to: number): number {
  const most = Math.min(at + LONGEST, to)
  let lines = 0
  let afterLine = at
  for (let end = at; end < most; end++) {
    if (text.charCodeAt(end) !== LINE_END) continue
    afterLine = end + 1
    if (++lines === MOST_LINES) return afterLine
  }
  return most < to && lines > 0 ? afterLine : most
}

const LINE_END = 0x0a
const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xdc00
