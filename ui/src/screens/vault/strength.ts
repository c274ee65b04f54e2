// Estimates how hard a passphrase is to guess. This is only a hint: no passphrase is refused because of it.

const FAIR_BITS = 45
const GOOD_BITS = 64
/** Entropy of a word that a person thinks of, in a phrase of several words. */
const BITS_PER_WORD = 11
const CLASSES: [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 30],
]

/** The strength, from the passphrase's length, different characters and words. */
export function strength(passphrase: string): 'weak' | 'fair' | 'good' {
  const bits = Math.max(bitsOfCharacters(passphrase), bitsOfWords(passphrase))
  if (bits < FAIR_BITS) return 'weak'
  return bits < GOOD_BITS ? 'fair' : 'good'
}

function bitsOfCharacters(text: string): number {
  const alphabet = CLASSES.reduce((sum, [characters, size]) => sum + (characters.test(text) ? size : 0), 0)
  const different = new Set(text).size
  // Repeating a few characters makes a text longer, not stronger. People prefer words, so letters count less than
  // random ones.
  const length = Math.min([...text].length, different * 2)
  return length * Math.log2(Math.max(alphabet, 1)) * 0.7
}

function bitsOfWords(text: string): number {
  const words = new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2),
  )
  return words.size * BITS_PER_WORD
}
