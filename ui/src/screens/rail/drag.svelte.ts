// Dragging a row of a list by pointer events, because the system's drag and drop is used for files.
const MOVED_PX = 6
const EDGE_PX = 36
const SCROLL_PX = 9

export class Drag {
  /** The row that is being dragged, counted from 0; `null` when none is. */
  row = $state<number | null>(null)
  /** The row beside which it would be dropped. */
  target = $state.raw<{ row: number; after: boolean } | null>(null)

  #start: { row: number; y: number; pointer: number } | null = null

  constructor(
    /** The list. Its rows have the attribute `data-row`. */
    private readonly list: () => HTMLElement | undefined,
    private readonly drop: (row: number, target: number, after: boolean) => void,
  ) {}

  down = (event: PointerEvent, row: number): void => {
    if (event.button === 0 && event.pointerType !== 'touch')
      this.#start = { row, y: event.clientY, pointer: event.pointerId }
  }

  move = (event: PointerEvent): void => {
    const list = this.list()
    if (!this.#start || !list) return
    if (this.row === null) {
      if (Math.abs(event.clientY - this.#start.y) < MOVED_PX) return
      this.row = this.#start.row
      list.setPointerCapture(this.#start.pointer)
    }
    const { top, bottom } = list.getBoundingClientRect()
    if (event.clientY < top + EDGE_PX) list.scrollBy(0, -SCROLL_PX)
    else if (event.clientY > bottom - EDGE_PX) list.scrollBy(0, SCROLL_PX)
    const rows = [...list.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect())
    // The last row that begins above the pointer: a heading belongs to the row above it.
    const row = Math.max(
      0,
      rows.findLastIndex((each) => each.top <= event.clientY),
    )
    const over = rows[row]
    this.target = over ? { row, after: event.clientY > over.top + over.height / 2 } : null
  }

  up = (): void => {
    const { row, target } = this
    this.cancel()
    if (row !== null && target && target.row !== row) this.drop(row, target.row, target.after)
  }

  cancel = (): void => {
    this.#start = null
    this.row = null
    this.target = null
  }
}
