// State: the rail in a window that is too narrow for it, such as at a large zoom. It is behind a button then.
import { MediaQuery } from 'svelte/reactivity'

class Narrow {
  /** The same width as in `App.svelte`. */
  readonly #query = new MediaQuery('(width < 700px)')
  wanted = $state(false)
  /** Whether the rail is shown in place of everything else. */
  railShown = $derived(this.#query.current && this.wanted)

  get current(): boolean {
    return this.#query.current
  }
}

export const narrow = new Narrow()
