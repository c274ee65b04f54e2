// Where the focus is when the control that had it goes. Without this it falls to the page, and whoever works by
// keyboard begins anew at its top.
import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/** The first of these that is there takes the focus, if nothing has it once the page is drawn. */
export async function keepFocus(...heirs: string[]): Promise<void> {
  await tick()
  for (const heir of heirs) {
    if (document.activeElement !== document.body) return
    document.querySelector<HTMLElement>(heir)?.focus({ preventScroll: true })
  }
}

/** The headings around an element, the nearest first: what stays when the element goes. */
export function headingsAround(element: Element | null): () => HTMLElement | undefined {
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

/** Attached to what may go with the focus in it: the first of `heirs` that is there has it then, else a heading. */
export function leavesFocus(...heirs: string[]): Attachment<HTMLElement> {
  return (element) => {
    const heading = headingsAround(element)
    let focused = element.contains(document.activeElement)
    const comes = () => (focused = true)
    // Some engines tell that the focus leaves when its element goes, some do not. Later it is known which it was.
    const leaves = () =>
      queueMicrotask(() => (focused = element.isConnected && element.contains(document.activeElement)))
    element.addEventListener('focusin', comes)
    element.addEventListener('focusout', leaves)
    return () => {
      element.removeEventListener('focusin', comes)
      element.removeEventListener('focusout', leaves)
      if (focused) void keepFocus(...heirs).then(() => giveTo(heading))
    }
  }
}

/** The focus goes to the heading, if nothing else has it. */
export function giveTo(heading: () => HTMLElement | undefined): void {
  if (document.activeElement === document.body) heading()?.focus({ preventScroll: true })
}
