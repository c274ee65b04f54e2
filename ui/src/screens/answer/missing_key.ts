// Words for a private key that cannot be used here: it may be stored all the same, but unavailable or still loading.
// Following "Generate a key pair" would then replace it.
import { m } from '../../words'
import type { FindingWords } from '../../words/finding_words'
import { keyPair } from '../credential/key_pair.svelte'

/** Words for the finding; `null` when there really is no private key. */
export function storedKeyWords(): FindingWords | null {
  if (keyPair.openingSince !== null) {
    return { title: m.finding_key_opening_title(), text: m.finding_key_opening_text() }
  }
  if (keyPair.unavailable) return { title: m.finding_key_unavailable_title(), text: m.finding_key_unavailable_text() }
  return null
}

/** Words for what to do next. */
export function nextForKey(): string {
  if (keyPair.openingSince !== null) return m.answer_none_opening()
  return keyPair.unavailable ? m.answer_none_unavailable() : m.answer_none_begin()
}
