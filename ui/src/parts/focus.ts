// Moves the keyboard focus when the focused control disappears; otherwise it would jump to the top of the page.
import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/** After the next update of the page, focuses the element that `find` gives, unless another element has the focus. */
export async function focusIfLost(find: () => HTMLElement | null | undefined): Promise<void> {
  await tick()
  const focused = document.activeElement
  // An element that was just hidden keeps the focus for a moment.
  const lost = focused === null || focused === document.body || focused.getClientRects().length === 0
  if (lost) find()?.focus({ preventScroll: true })
}

/**
 * Attached to an element that may be removed with the focus in it. The first `successors` selector that matches takes the
 * focus, else a heading.
 */
export function leavesFocus(...successors: string[]): Attachment<HTMLElement> {
  return (element) => {
    const heading = headingAround(element)
    let focused = element.contains(document.activeElement)
    const comes = () => (focused = true)
    // Not every engine fires focusout when an element is removed. In the next microtask it is clear why it fired.
    const leaves = () =>
      queueMicrotask(() => (focused = element.isConnected && element.contains(document.activeElement)))
    element.addEventListener('focusin', comes)
    element.addEventListener('focusout', leaves)
    return () => {
      element.removeEventListener('focusin', comes)
      element.removeEventListener('focusout', leaves)
      if (focused) void focusIfLost(() => firstOf(successors) ?? heading())
    }
  }
}

/** Finds the nearest heading around an element, even after the element itself was removed. */
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
