// Scrolls to content that opens away from its button, such as above the docked row at the window's lower edge.

import type { Attachment } from 'svelte/attachments'

/** A Svelte action that scrolls an element into view when it appears, as little as needed. */
export function bringIntoView(element: HTMLElement) {
  element.scrollIntoView({ block: 'nearest' })
}

/** A Svelte attachment that does the same, and again whenever the element changes its size. */
export const staysInView: Attachment<HTMLElement> = (element) => {
  const sizes = new ResizeObserver(() => element.scrollIntoView({ block: 'nearest' }))
  sizes.observe(element)
  return () => sizes.disconnect()
}
