// For what opens somewhere else than where its button is, such as the docked row at the window's lower edge.

import type { Attachment } from 'svelte/attachments'

/** A Svelte action: scrolls an element into view when it appears, as little as needed. */
export function bringIntoView(element: HTMLElement) {
  element.scrollIntoView({ block: 'nearest' })
}

/** A Svelte attachment: the same, and again whenever the element becomes larger or smaller. */
export const staysInView: Attachment<HTMLElement> = (element) => {
  const sizes = new ResizeObserver(() => element.scrollIntoView({ block: 'nearest' }))
  sizes.observe(element)
  return () => sizes.disconnect()
}
