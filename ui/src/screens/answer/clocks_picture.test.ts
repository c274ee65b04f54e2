// Tests the picture of the two clocks: where everything is, and what the server's clock means for the assertion.
import { describe, expect, it } from 'vitest'
import { differenceOf, layOut, relationOf } from './clocks_picture'

const clocks = { server: 1331, here: 1_000_000, uncertainty: 700, issued_at: 1000, expires_at: 1060 }

describe('the two clocks', () => {
  it('are drawn on one scale, in their order', () => {
    const { here, server, life } = layOut(clocks)
    expect(here).toBeCloseTo(0.06)
    expect(server).toBeCloseTo(0.94)
    expect(life!.from).toBe(here)
    expect(life!.to).toBeGreaterThan(life!.from)
    expect(life!.to).toBeLessThan(server)
    expect(layOut({ ...clocks, here: 1000, server: 1, issued_at: null }).life).toBeNull()
    expect(layOut({ ...clocks, here: 1000, server: 1, issued_at: null }).here).toBe(0.5)
  })
  it('are close to each other if they agree', () => {
    const { here, server } = layOut({ ...clocks, server: 1001, issued_at: null })
    expect(server).toBeGreaterThan(here)
    expect(server - here).toBeLessThan(0.02)
  })
  it('say what the server saw of the assertion', () => {
    expect(relationOf(clocks)).toEqual({ is: 'after', seconds: 271 })
    expect(relationOf({ ...clocks, server: 1060 })).toEqual({ is: 'after', seconds: 0 })
    expect(relationOf({ ...clocks, server: 1059 })).toEqual({ is: 'within' })
    expect(relationOf({ ...clocks, server: 940 })).toEqual({ is: 'before', seconds: 60 })
    expect(relationOf({ ...clocks, expires_at: null })).toEqual({ is: 'ahead', seconds: 331 })
  })
  it('agree when the difference is smaller than what can be known', () => {
    expect(differenceOf({ ...clocks, server: 1000, here: 1_000_600 })).toEqual({ is: 'agree' })
    expect(differenceOf({ ...clocks, server: 970 })).toEqual({ is: 'behind', seconds: 30 })
  })
})
