// Finding in a text of the page: the texts that can be searched tell of themselves here, and the window's shortcut opens
// the search of one of them.

/** How to open the search of each text that can be seen; the one that had the focus last comes last. */
let searches: (() => void)[] = []

/** Notes a text that can be seen. Returns what forgets it again. */
export function registerFind(open: () => void): () => void {
  searches = [...searches.filter((other) => other !== open), open]
  return () => (searches = searches.filter((other) => other !== open))
}

/** Opens the search of the text that has the focus or had it last, or else of the last one. Whether there is any. */
export function findInText(): boolean {
  const open = searches.at(-1)
  open?.()
  return open !== undefined
}
