// Words for what is to be said about a place before a token is sent there.
import type { PlaceField, PlaceNote } from '../backend'
import { m } from '.'
import { placeNames } from './apis'

interface NoteWords {
  title?: string
  text?: string
}

type Notes = {
  [C in PlaceNote['code']]: (note: Extract<PlaceNote, { code: C }>, field: PlaceField | null) => NoteWords
}

const nameOf = (field: PlaceField | null): string => (field ? placeNames[field]() : '')

const notes: Notes = {
  missing: (_, field) => ({ title: m.trial_note_missing({ field: nameOf(field) }) }),
  invalid: (_, field) => ({ title: m.trial_note_invalid({ field: nameOf(field) }) }),
  taken_without: ({ used }) => ({ text: m.trial_note_taken({ used }) }),
  not_encrypted: () => ({ title: m.trial_note_not_encrypted(), text: m.trial_note_not_encrypted_text() }),
  has_credentials: () => ({ title: m.trial_note_credentials() }),
  not_practice: ({ origin }) => ({
    title: m.trial_note_not_practice(),
    text: m.trial_note_not_practice_text({ origin }),
  }),
  practice_is_off: () => ({ title: m.trial_note_practice_off() }),
  not_commerce_host: ({ host }) => ({ title: m.trial_note_host({ host }), text: m.trial_note_host_text() }),
}

export function noteWords(note: PlaceNote, field: PlaceField | null): NoteWords {
  const words = notes[note.code] as (note: PlaceNote, field: PlaceField | null) => NoteWords
  return words(note, field)
}
