// For what opens somewhere else than where its button is, such as the docked row at the window's lower edge.

/** A Svelte action: scrolls an element into view when it appears, as little as needed. */
export function bringIntoView(element: HTMLElement) {
  element.scrollIntoView({ block: 'nearest' })
}
