// How long a JWT is valid is what its own claims say.
import { describe, expect, it } from 'vitest'
import { endOfClaims, lifeOfClaims } from './jwt_life'

describe('the life of a JWT', () => {
  it('is what its own claims say', () => {
    expect(lifeOfClaims('{"iat": 100, "exp": 160}')).toBe(60)
    expect(endOfClaims('{"exp": 160}')).toBe(160)
  })
  it('is unknown without them', () => {
    for (const claims of ['{"exp": 160}', '{"iat": 200, "exp": 160}', '[]', 'null', 'no JSON']) {
      expect(lifeOfClaims(claims)).toBeNull()
    }
  })
})
