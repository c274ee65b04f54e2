// Tests the steps of the zoom.
import { expect, it } from 'vitest'
import { stepOfZoom, ZOOMS } from './zoom'

it('goes through every step and stops at the ends', () => {
  const up = [80]
  while (up.length < ZOOMS.length) up.push(stepOfZoom(up.at(-1)!, 1))
  expect(up).toEqual(ZOOMS)
  expect([stepOfZoom(200, 1), stepOfZoom(80, -1), stepOfZoom(200, -1)]).toEqual([200, 80, 175])
})

it('finds its way from a zoom between two steps', () => {
  expect([stepOfZoom(133, 1), stepOfZoom(133, -1)]).toEqual([150, 125])
})
