// State of the docked row of the step "Request a token", and how much of the window's lower edge it takes. What scrolls ends above it.
import { MediaQuery } from 'svelte/reactivity'
import { proof } from './proof.svelte'

/** In a window that is lower than this, a docked row would leave too little room for what scrolls above it. */
const LEAST_HEIGHT = '(height >= 480px)'

class Docked {
  readonly #room = new MediaQuery(LEAST_HEIGHT)
  /** The row's normal position is below the window's edge. */
  below = $state(false)
  /** Size of the row, docked or not. */
  size = $state.raw<ResizeObserverSize[]>()
  /** The row is docked to the window's edge. Without a key or secret there is nothing that it could do, so it is not docked. */
  on = $derived(this.below && this.#room.current && proof.here)
  /** Height in CSS pixels; 0 unless docked. */
  height = $derived(this.on ? Math.round(this.size?.[0]?.blockSize ?? 0) : 0)
}

export const docked = new Docked()
