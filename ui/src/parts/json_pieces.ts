// Lays out JSON: one member or item in a line, indented by its depth, in colours. Only white space between the values
// changes; they stay as they were written. Works on a text that was cut, too.
import { cut, type Piece } from './text_pieces'

const INDENT = '  '
/** Deeper lines are indented no further, so that they stay readable and short. */
const DEEPEST = 12

const space = /\s*/y
const literal = /[^\s,:{}[\]"]+/y

/** The JSON, laid out. */
export function* jsonPieces(text: string): Generator<Piece> {
  let at = 0
  let depth = 0
  const skipSpace = () => {
    space.lastIndex = at
    space.test(text)
    at = space.lastIndex
  }
  const sign = (shown: string): Piece => ({ kind: '', text: shown, end: at })
  const indentation = () => sign(INDENT.repeat(Math.min(depth, DEEPEST)))

  for (skipSpace(); at < text.length; skipSpace()) {
    const character = text.charAt(at)
    switch (character) {
      case '{':
      case '[': {
        at++
        skipSpace()
        const closing = text.charAt(at)
        if (closing === '}' || closing === ']') {
          at++
          yield sign(character + closing)
        } else {
          depth++
          yield sign(`${character}\n`)
          yield indentation()
        }
        break
      }
      case '}':
      case ']':
        at++
        depth = Math.max(depth - 1, 0)
        yield sign('\n')
        yield indentation()
        yield sign(character)
        break
      case ',':
        at++
        yield sign(',\n')
        yield indentation()
        break
      case ':':
        at++
        yield sign(': ')
        break
      case '"': {
        const end = endOfString(text, at)
        const from = at
        at = end
        skipSpace()
        yield* cut(text, from, end, text.charAt(at) === ':' ? 'key' : 'string')
        break
      }
      default: {
        literal.lastIndex = at
        literal.test(text)
        const from = at
        at = Math.max(literal.lastIndex, from + 1)
        yield* cut(text, from, at, 'number')
      }
    }
  }
}

/** Where the string that begins here ends: after its closing quotation mark, or at the end of a text that was cut. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === BACKSLASH) at++
    else if (character === QUOTATION_MARK) return at + 1
  }
  return text.length
}
const BACKSLASH = 0x5c
const QUOTATION_MARK = 0x22
