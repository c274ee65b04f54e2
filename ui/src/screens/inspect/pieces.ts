// Splits a pasted text into pieces with the colours of a JWT's parts. The Rust side says where its tokens are.
import type { TokenSpan } from '../../backend'

export type PieceKind = 'text' | 'header' | 'claims' | 'signature'
export interface Piece {
  kind: PieceKind
  text: string
}

export function coloured(text: string, spans: TokenSpan[]): Piece[] {
  const pieces: Piece[] = []
  const add = (kind: PieceKind, from: number, to: number) => {
    if (to > from) pieces.push({ kind, text: text.slice(from, to) })
  }
  let at = 0
  for (const { start, header_end, claims_end, end } of spans) {
    add('text', at, start)
    add('header', start, header_end)
    add('claims', header_end, claims_end)
    add('signature', claims_end, end)
    at = end
  }
  add('text', at, text.length)
  return pieces
}
