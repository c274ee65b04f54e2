// Takes the two marks apart that messages use: **bold** for names on Account Manager's pages, `code` for what a
// machine reads. What a server said is put into messages too, so nothing here is ever HTML.
import { seen } from './unseen'

export interface RichPiece {
  kind: 'text' | 'bold' | 'code'
  text: string
}

const marked = /\*\*(.+?)\*\*|`([^`]+)`/gs

/** The message in pieces. */
export function richPieces(text: string): RichPiece[] {
  const message = seen(text)
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

/** The message without its marks: for places that take text only, such as the live region. */
export function plain(message: string): string {
  return richPieces(message)
    .map((piece) => piece.text)
    .join('')
}

/** What stands before and after the one thing in a message that is an element of its own. */
export function around(message: (inputs: { left: string }) => string): [before: string, after: string] {
  const [before = '', after = ''] = message({ left: PLACE }).split(PLACE)
  return [before, after]
}

/** Stands for the element; no message has such a character. */
const PLACE = '\uFFFC'
