// Zooming with the wheel while Ctrl is held down; on a Mac, Command.
import { isMac } from '../../shortcuts'

/** How far the wheel turns for one step, in CSS pixels. A wheel's click is 100 or more; a touch pad gives many small ones. */
const STEP_PX = 80

/**
 * Begins to listen. Returns what ends it. The wheel itself is listened to only while the key is down: a listener that can
 * stop the scrolling slows all scrolling.
 */
export function zoomsWithWheel(zoomBy: (steps: 1 | -1) => void): () => void {
  const held = isMac ? 'Meta' : 'Control'
  let turned = 0
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    turned += event.deltaY
    if (Math.abs(turned) < STEP_PX) return
    zoomBy(turned < 0 ? 1 : -1)
    turned = 0
  }
  const end = () => removeEventListener('wheel', wheel)
  const down = ({ key, repeat }: KeyboardEvent) => {
    if (key !== held || repeat) return
    turned = 0
    addEventListener('wheel', wheel, { passive: false })
  }
  const up = ({ key }: KeyboardEvent) => {
    if (key === held) end()
  }
  addEventListener('keydown', down)
  addEventListener('keyup', up)
  addEventListener('blur', end)
  return () => {
    end()
    removeEventListener('keydown', down)
    removeEventListener('keyup', up)
    removeEventListener('blur', end)
  }
}
