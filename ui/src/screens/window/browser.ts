// What a web browser does and this window must not: reload, navigate, print, and open a menu with such commands. Where
// text can be edited or is selected, the system's menu helps, and stays.

/** Keys of a browser, beside its shortcuts that this window gives a meaning of its own. */
export function isBrowserKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (['F3', 'F5', 'F7', 'BrowserBack', 'BrowserForward', 'BrowserRefresh'].includes(key)) return true
  if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home')) return !ctrlKey && !metaKey
  return (ctrlKey || metaKey) && !altKey && ['r', 'p', 's', 'u', 'o', 'g', '[', ']'].includes(key.toLowerCase())
}

/** Whether the system's menu helps at this place. */
export function helpsHere(event: MouseEvent): boolean {
  const at = event.target instanceof Element ? event.target : null
  if (at?.closest('input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]')) return true
  const selection = getSelection()
  return at !== null && selection !== null && !selection.isCollapsed && selection.containsNode(at, true)
}
