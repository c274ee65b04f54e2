// How much of the window's lower edge the docked row of step 3 takes. What scrolls ends above it.
import { keyPair } from './key_pair.svelte'

class Docked {
  /** The row's own place is below the window's edge. */
  below = $state(false)
  /** How large the row is, wherever it stands. */
  size = $state.raw<ResizeObserverSize[]>()
  /** The row stands on the window's edge. Without a key there is nothing yet that it could do. */
  on = $derived(this.below && keyPair.facts.private_key !== null)
  /** In CSS pixels; 0 while the row stands in its own place. */
  height = $derived(this.on ? Math.round(this.size?.[0]?.blockSize ?? 0) : 0)
}

export const docked = new Docked()
