// Parses the two marks in messages: **bold** for names on Account Manager's pages, `code` for machine-readable text.
// Messages can contain a server's own words, so nothing here is ever HTML.
import { showInvisible } from './invisible'

export interface RichPiece {
  kind: 'text' | 'bold' | 'code'
  text: string
}

const marked = /\*\*(.+?)\*\*|`([^`]+)`/gs

/** The pieces of a message. */
export function richPieces(text: string): RichPiece[] {
  const message = showInvisible(text)
  const pieces: RichPiece[] = []
  let at = 0
  for (const match of message.matchAll(marked)) {
    if (match.index > at) pieces.push({ kind: 'text', text: message.slice(at, match.index) })
    if (match[1] !== undefined) pieces.push({ kind: 'bold', text: match[1] })
    else pieces.push({ kind: 'code', text: match[2] ?? '' })
    at = match.index + match[0].length
  }
  if (at < message.length) pieces.push({ kind: 'text', text: message.slice(at) })
  return pieces
}

/** The message without its marks, for places that take text only, such as the live region. */
export function plain(message: string): string {
  return richPieces(message)
    .map((piece) => piece.text)
    .join('')
}

/** The text before and after the one placeholder that is an element of its own. */
export function splitAround(message: (inputs: { left: string }) => string): [before: string, after: string] {
  const [before = '', after = ''] = message({ left: PLACE }).split(PLACE)
  return [before, after]
}

/** Stands for the element. No message contains this character. */
const PLACE = '\uFFFC'
