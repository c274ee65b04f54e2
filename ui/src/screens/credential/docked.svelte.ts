// State of the docked row of step 3, and how much of the window's lower edge it takes. What scrolls ends above it.
import { keyPair } from './key_pair.svelte'

class Docked {
  /** The row's normal position is below the window's edge. */
  below = $state(false)
  /** Size of the row, docked or not. */
  size = $state.raw<ResizeObserverSize[]>()
  /** The row is docked to the window's edge. Without a key there is nothing that it could do, so it is not docked. */
  on = $derived(this.below && keyPair.facts.private_key !== null)
  /** Height in CSS pixels; 0 unless docked. */
  height = $derived(this.on ? Math.round(this.size?.[0]?.blockSize ?? 0) : 0)
}

export const docked = new Docked()
