// Where a splitter between two panes can be. A place is the left pane's share of the room, in thousandths.

export interface Limits {
  /** Room for both panes, in CSS pixels. */
  room: number
  /** The least width of each pane. */
  left: number
  right: number
}

const WHOLE = 1000

/** The least and the largest share. If there is no room for both panes, the right one has its least width. */
export function bounds({ room, left, right }: Limits): { least: number; most: number } {
  if (room <= 0) return { least: 0, most: WHOLE }
  const most = Math.max(0, Math.floor(((room - right) / room) * WHOLE))
  return { least: Math.min(most, Math.ceil((left / room) * WHOLE)), most }
}

/** The nearest share that is possible. */
export function within(share: number, limits: Limits): number {
  const { least, most } = bounds(limits)
  return Math.round(Math.min(most, Math.max(least, share)))
}

/** The share when the splitter is so many pixels from the left. */
export const shareAt = (pixels: number, limits: Limits): number => within((pixels / limits.room) * WHOLE, limits)

/** The share after a key press; `null` if the key does not move the splitter. */
export function shareAfterKey(key: string, share: number, limits: Limits): number | null {
  const { least, most } = bounds(limits)
  const STEP = 20
  const to = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: least, End: most }[key]
  return to === undefined ? null : within(to, limits)
}
