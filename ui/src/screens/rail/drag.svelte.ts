// Dragging a row of a list by pointer events, because the system's drag and drop is used for files.
const MOVED_PX = 6
const EDGE_PX = 36
const SCROLL_PX = 9

export class Drag {
  /** The row that is being dragged, counted from 0; `null` when none is. */
  row = $state<number | null>(null)
  /** The row before which it would be inserted. */
  before = $state<number | null>(null)

  #start: { row: number; y: number; pointer: number } | null = null

  constructor(
    private readonly rows: () => HTMLElement | undefined,
    private readonly drop: (row: number, to: number) => void,
  ) {}

  down = (event: PointerEvent, row: number): void => {
    if (event.button === 0 && event.pointerType !== 'touch')
      this.#start = { row, y: event.clientY, pointer: event.pointerId }
  }

  move = (event: PointerEvent): void => {
    const list = this.rows()
    if (!this.#start || !list) return
    if (this.row === null) {
      if (Math.abs(event.clientY - this.#start.y) < MOVED_PX) return
      this.row = this.#start.row
      list.setPointerCapture(this.#start.pointer)
    }
    const { top, bottom } = list.getBoundingClientRect()
    if (event.clientY < top + EDGE_PX) list.scrollBy(0, -SCROLL_PX)
    else if (event.clientY > bottom - EDGE_PX) list.scrollBy(0, SCROLL_PX)
    const rows = [...list.children]
    const at = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return event.clientY < top + height / 2
    })
    this.before = at < 0 ? rows.length : at
  }

  up = (): void => {
    const { row, before } = this
    this.cancel()
    // Removing the row moves everything behind it up by one.
    if (row !== null && before !== null) this.drop(row, before > row ? before - 1 : before)
  }

  cancel = (): void => {
    this.#start = null
    this.row = null
    this.before = null
  }
}
