// Where the keyboard goes on when the control that had the focus went: without this at the top of the page.
import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/** Once the page is drawn anew: gives the focus to this element, if no other one has it. */
export async function focusIfLost(find: () => HTMLElement | null | undefined): Promise<void> {
  await tick()
  const focused = document.activeElement
  // What was just hidden has it still, for a moment.
  const lost = focused === null || focused === document.body || focused.getClientRects().length === 0
  if (lost) find()?.focus({ preventScroll: true })
}

/** Attached to what may go with the focus in it: the first of these that is there has it then, else a heading. */
export function leavesFocus(...heirs: string[]): Attachment<HTMLElement> {
  return (element) => {
    const heading = headingAround(element)
    let focused = element.contains(document.activeElement)
    const comes = () => (focused = true)
    // Some engines tell that the focus leaves when its element goes, some do not. A moment later it is known why.
    const leaves = () =>
      queueMicrotask(() => (focused = element.isConnected && element.contains(document.activeElement)))
    element.addEventListener('focusin', comes)
    element.addEventListener('focusout', leaves)
    return () => {
      element.removeEventListener('focusin', comes)
      element.removeEventListener('focusout', leaves)
      if (focused) void focusIfLost(() => firstOf(heirs) ?? heading())
    }
  }
}

/** The nearest heading around an element, asked for when the element itself may be gone. */
export function headingAround(element: Element | null): () => HTMLElement | undefined {
  const around: Element[] = []
  for (let each = element?.parentElement; each; each = each.parentElement) around.push(each)
  return () => {
    for (const each of around) {
      const heading = each.isConnected ? each.querySelector<HTMLElement>(':is(h1, h2)[tabindex]') : null
      if (heading && heading.getClientRects().length > 0) return heading
    }
    return undefined
  }
}

function firstOf(selectors: string[]): HTMLElement | undefined {
  return (
    selectors
      .map((selector) => document.querySelector<HTMLElement>(selector))
      .find((element) => element !== null && element.getClientRects().length > 0) ?? undefined
  )
}
