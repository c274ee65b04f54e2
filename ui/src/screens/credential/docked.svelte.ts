// How much of the window's lower edge the docked row of step 3 takes. What scrolls ends above it.
class Docked {
  /** In CSS pixels; 0 while the row stands in its own place. */
  height = $state(0)
}

export const docked = new Docked()
