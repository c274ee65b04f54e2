// A long list that appears a screenful at a time, one in each frame. All at once, its rows would hold up the frame that
// shows the first of them.

/** As many rows as fit on a large screen. */
const SCREENFUL = 24

/**
 * The part of a list that is already in the page. Make it in a component: it grows for as long as that is in the page. A list
 * that replaces another one does not start small again.
 */
export class Growing<T> {
  #count = $state(SCREENFUL)
  readonly shown = $derived.by(() => this.list().slice(0, this.#count))

  constructor(private readonly list: () => readonly T[]) {
    $effect(() => {
      if (this.#count >= this.list().length) return
      let timer: ReturnType<typeof setTimeout> | undefined
      // After the frame has been drawn.
      const frame = requestAnimationFrame(() => (timer = setTimeout(() => (this.#count += SCREENFUL))))
      return () => {
        cancelAnimationFrame(frame)
        clearTimeout(timer)
      }
    })
  }
}
