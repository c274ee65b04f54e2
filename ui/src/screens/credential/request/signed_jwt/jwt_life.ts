// Reads a JWT's lifetime from its claims, for display.

/** Seconds between `iat` and `exp` of claims given as JSON; `null` if one of them is missing. */
export function lifeOfClaims(claims: string): number | null {
  const { iat, exp } = times(claims)
  return iat !== null && exp !== null && exp > iat ? exp - iat : null
}

/** `exp` of claims given as JSON, in seconds since 1970; `null` if it is missing. */
export function endOfClaims(claims: string): number | null {
  return times(claims).exp
}

function times(claims: string): { iat: number | null; exp: number | null } {
  let parsed: unknown
  try {
    parsed = JSON.parse(claims)
  } catch {
    return { iat: null, exp: null }
  }
  const numberAt = (name: string) => {
    const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined
    return typeof value === 'number' && Number.isFinite(value) ? value : null
  }
  return { iat: numberAt('iat'), exp: numberAt('exp') }
}
