// The steps of the zoom.

/** In percent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200]

/** The next larger or smaller step; the same at the end. */
export function stepOfZoom(zoom: number, by: 1 | -1): number {
  const steps = by > 0 ? ZOOMS : ZOOMS.toReversed()
  return steps.find((step) => (by > 0 ? step > zoom : step < zoom)) ?? steps.at(-1) ?? zoom
}
