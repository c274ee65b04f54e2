// What is said where there is no private key to sign with: it may be stored all the same, and unavailable or still on its way.
// Who follows "Generate a key pair" then would put another in its place.
import { m } from '../../words'
import type { FindingWords } from '../../words/finding_words'
import { keyPair } from '../credential/key_pair.svelte'

/** As a finding; `null` where there is none indeed. */
export function storedKeyWords(): FindingWords | null {
  if (keyPair.openingSince !== null) {
    return { title: m.finding_key_opening_title(), text: m.finding_key_opening_text() }
  }
  if (keyPair.unavailable) return { title: m.finding_key_unavailable_title(), text: m.finding_key_unavailable_text() }
  return null
}

/** As what to do next. */
export function nextForKey(): string {
  if (keyPair.openingSince !== null) return m.answer_none_opening()
  return keyPair.unavailable ? m.answer_none_unavailable() : m.answer_none_begin()
}
