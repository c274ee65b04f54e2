// Lays out the picture of the two clocks: what each said and the assertion's life, on one scale.
import type { Clocks } from '../../backend'

export interface ClocksPicture {
  /** What the clocks said, from 0 to 1 on the scale. */
  here: number
  server: number
  /** The assertion's life on the scale; `null` without both of its ends. */
  life: { from: number; to: number } | null
}

/** How much of the scale stays free at each end. */
const MARGIN = 0.06
/** The scale has at least so many seconds. On a shorter one, clocks that agree would be far apart. */
const LEAST_SECONDS = 60

/** The places of everything on the scale. */
export function layOut({ here, server, issued_at, expires_at }: Clocks): ClocksPicture {
  const life = issued_at !== null && expires_at !== null && expires_at > issued_at ? [issued_at, expires_at] : []
  const times = [here / 1000, server, ...life]
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const [middle, length] = [(first + last) / 2, Math.max(last - first, LEAST_SECONDS)]
  const place = (seconds: number) => 0.5 + ((seconds - middle) / length) * (1 - 2 * MARGIN)
  const [from, to] = life
  return {
    here: place(here / 1000),
    server: place(server),
    life: from !== undefined && to !== undefined ? { from: place(from), to: place(to) } : null,
  }
}

/** How far the server's clock is from this computer's. */
export type Difference = { is: 'ahead' | 'behind'; seconds: number } | { is: 'agree' }

/** When the server's clock was, compared with the assertion's life or with this computer's clock. */
export type Relation = Difference | { is: 'before' | 'after'; seconds: number } | { is: 'within' }

/** Compares the server's clock with the life of the assertion; without one, with this computer's clock. */
export function relationOf(clocks: Clocks): Relation {
  const { server, issued_at, expires_at } = clocks
  if (issued_at === null || expires_at === null || expires_at <= issued_at) return differenceOf(clocks)
  if (server < issued_at) return { is: 'before', seconds: issued_at - server }
  if (server >= expires_at) return { is: 'after', seconds: server - expires_at }
  return { is: 'within' }
}

/** How far the server's clock is from this computer's, unless the measurement is too coarse to say. */
export function differenceOf({ here, server, uncertainty }: Clocks): Difference {
  const ahead = server * 1000 - here
  if (Math.abs(ahead) <= uncertainty) return { is: 'agree' }
  return { is: ahead > 0 ? 'ahead' : 'behind', seconds: Math.round(Math.abs(ahead) / 1000) }
}
