// Words for a JWT for Account Manager that another server would get.
import { m, span } from '.'

/** How long it can be used; `null` seconds if it does not say. */
export function disclosureLife(seconds: number | null): string {
  if (seconds === null) return m.disclosure_life_unknown()
  return seconds === 0 ? m.disclosure_life_ended() : m.disclosure_life({ duration: span(seconds) })
}
