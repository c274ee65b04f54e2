// Words for importing: no name from a file can become a mark or turn the text around it.
import { describe, expect, it } from 'vitest'
import type { ImportPlace, LeftOutReason, TakenShown } from '../../backend'
import { clearSecretsWords, fromWords, placeWords, valueWords, whyLeftOut } from '../../words/imports'
import { richPieces } from '../../words/rich'

const hostile = '`x` **bold** \u202egpj'
const line: ImportPlace = { place: 'line', line: 2 }

describe('the words for importing', () => {
  it('say where a value comes from and what it overrides, with its name only where that differs', () => {
    const taken: TakenShown = {
      field: 'client_id',
      from: { file: '.env', place: line, name: 'SFCC_CLIENT_ID' },
      value: { show: 'text', text: 'x' },
      over: [
        { file: 'dw.json', place: { place: 'path', path: 'configs[0]' }, name: 'client-id' },
        { file: '.env', place: { place: 'line', line: 1 }, name: 'SFCC_CLIENT_ID' },
      ],
    }
    expect(fromWords(taken)).toBe('.env, line 2, instead of client-id (dw.json › configs[0]) and .env, line 1')
    expect(fromWords({ ...taken, over: [] })).toBe('.env, line 2')
    expect(placeWords('', { place: 'top' })).toBe('pasted text')
  })

  it('have no marks but their own', () => {
    const why: LeftOutReason = { reason: 'unknown_variable', name: hostile }
    const places: ImportPlace[] = [
      { place: 'environment', environment: hostile },
      { place: 'request', request: hostile },
    ]
    const texts = [valueWords({ show: 'text', text: hostile }), ...places.map((place) => placeWords(hostile, place))]
    for (const text of texts) expect(richPieces(text).map((piece) => piece.kind)).toEqual(['text'])
    expect(richPieces(whyLeftOut(why)).filter((piece) => piece.kind === 'code')).toHaveLength(1)
    const clear = clearSecretsWords({ file: hostile, kinds: ['client_secret'], git: true })
    expect(richPieces(clear).filter((piece) => piece.kind === 'bold')).toHaveLength(0)
    expect(richPieces(clear)[0]?.text).not.toContain('\u202e')
  })

  it('say of a secret only how long it is', () => {
    expect(valueWords({ show: 'secret', characters: 40 })).toBe('40 characters')
  })
})
