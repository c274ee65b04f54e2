// Tests where a splitter can be.
import { expect, it } from 'vitest'
import { bounds, shareAfterKey, shareAt, within } from './splitter'

const limits = { room: 1000, left: 420, right: 380 }

it('leaves both panes their least width', () => {
  expect(bounds(limits)).toEqual({ least: 420, most: 620 })
  expect(within(100, limits)).toBe(420)
  expect(within(900, limits)).toBe(620)
  expect(within(500, limits)).toBe(500)
})

it('follows the pointer within the bounds', () => {
  expect(shareAt(500, limits)).toBe(500)
  expect(shareAt(-30, limits)).toBe(420)
  expect(shareAt(2000, { ...limits, room: 2000 })).toBe(810)
})

it('moves with the arrow keys and jumps to both ends', () => {
  expect(shareAfterKey('ArrowLeft', 500, limits)).toBe(480)
  expect(shareAfterKey('ArrowRight', 610, limits)).toBe(620)
  expect(shareAfterKey('Home', 500, limits)).toBe(420)
  expect(shareAfterKey('End', 500, limits)).toBe(620)
  expect(shareAfterKey('a', 500, limits)).toBeNull()
})

it('leaves the right pane its least width where there is no room for both', () => {
  expect(bounds({ room: 600, left: 420, right: 380 })).toEqual({ least: 366, most: 366 })
  expect(bounds({ room: 0, left: 420, right: 380 })).toEqual({ least: 0, most: 1000 })
})
