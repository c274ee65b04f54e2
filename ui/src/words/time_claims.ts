// The claims of a JWT that are points in time (RFC 7519 section 4.1, OpenID Connect Core section 2), for display.

const names: readonly string[] = ['iat', 'nbf', 'exp', 'auth_time']

/** The seconds since 1970 that this claim means, written as JSON; `null` if it is not a time. */
export function timeOfClaim(name: string, text: string): number | null {
  if (!names.includes(name) || text.trim() === '') return null
  const seconds = Number(text)
  return Number.isFinite(seconds) ? seconds : null
}

/** The times in claims given as JSON, in their order. None if it is not whole. */
export function timesInClaims(claims: string): { name: string; seconds: number }[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(claims)
  } catch {
    return []
  }
  if (typeof parsed !== 'object' || parsed === null) return []
  return Object.entries(parsed).flatMap(([name, value]) => {
    const seconds = typeof value === 'number' || typeof value === 'string' ? timeOfClaim(name, String(value)) : null
    return seconds === null ? [] : [{ name, seconds }]
  })
}
