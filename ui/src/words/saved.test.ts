// Tests that everybody learns when others can read what was saved.
import { expect, it } from 'vitest'
import { savedFile, savedKeyPair, savedPairs, savedText } from './saved'

it.each(['owner', 'as_folder'] as const)('says who can read what was saved: %s', (readers) => {
  const said = [
    savedKeyPair({ folder: '/stick', files: ['key.pem'], key_readers: readers }),
    savedFile({ folder: '/stick', file: 'key.pem', key_readers: readers }),
    savedText({ outcome: 'saved', folder: '/stick', file: 'response.json', readers }),
    savedPairs({ folder: '/stick', saved: ['one', 'two'], key_readers: readers, failed: [] }),
  ]
  for (const text of said)
    expect(text.includes('Anyone who can read files in this folder')).toBe(readers === 'as_folder')
})
