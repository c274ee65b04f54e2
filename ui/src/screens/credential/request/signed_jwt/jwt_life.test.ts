// Tests that a JWT's lifetime comes from its own claims.
import { describe, expect, it } from 'vitest'
import { endOfClaims, lifeOfClaims } from './jwt_life'

describe('the lifetime of a JWT', () => {
  it('comes from its own claims', () => {
    expect(lifeOfClaims('{"iat": 100, "exp": 160}')).toBe(60)
    expect(endOfClaims('{"exp": 160}')).toBe(160)
  })
  it('is unknown without them', () => {
    for (const claims of ['{"exp": 160}', '{"iat": 200, "exp": 160}', '[]', 'null', 'no JSON']) {
      expect(lifeOfClaims(claims)).toBeNull()
    }
  })
})
