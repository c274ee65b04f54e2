// Splits JSON text into pieces for colouring. It corrects nothing.

export interface JsonPiece {
  kind: 'key' | 'string' | 'number' | ''
  text: string
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\btrue\b|\bfalse\b|\bnull\b)/g

/** The pieces of a text. Joined, they are the text again. */
export function jsonPieces(text: string): JsonPiece[] {
  const pieces: JsonPiece[] = []
  let at = 0
  for (const match of text.matchAll(token)) {
    if (match.index > at) pieces.push({ kind: '', text: text.slice(at, match.index) })
    const [whole, quoted, colon] = match
    if (quoted !== undefined) {
      pieces.push({ kind: colon === undefined ? 'string' : 'key', text: quoted })
      if (colon !== undefined) pieces.push({ kind: '', text: colon })
    } else {
      pieces.push({ kind: 'number', text: whole })
    }
    at = match.index + whole.length
  }
  if (at < text.length) pieces.push({ kind: '', text: text.slice(at) })
  return pieces
}
