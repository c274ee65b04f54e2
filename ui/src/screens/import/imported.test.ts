// An import can be taken back until one of its credentials is worked on.
import { expect, it } from 'vitest'
import { imported } from './imported.svelte'

it('is over as soon as one of its credentials is changed, and not before', () => {
  imported.last = { ids: [4, 5], blank: null }
  imported.changed(3)
  expect(imported.last).toEqual({ ids: [4, 5], blank: null })
  imported.changed(5)
  expect(imported.last).toBeNull()
})
