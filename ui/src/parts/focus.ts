// Where the keyboard goes on when the control that was pressed went with what it did.
import { tick } from 'svelte'

/** Once the page is drawn anew: gives the focus to this element, if no other one has it. */
export async function focusIfLost(find: () => HTMLElement | null | undefined): Promise<void> {
  await tick()
  if (document.activeElement === document.body) find()?.focus({ preventScroll: true })
}
