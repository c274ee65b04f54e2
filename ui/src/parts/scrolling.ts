// Marks what scrolls, so that its scrollbar shows for a moment (`base.css`), whatever scrolls it.

const STAYS_MS = 800

/** Begins to mark. Returns what ends it. */
export function showsScrolling(): () => void {
  const timers = new WeakMap<Element, ReturnType<typeof setTimeout>>()
  const scrolls = ({ target }: Event) => {
    if (!(target instanceof Element)) return
    target.classList.add('scrolling')
    clearTimeout(timers.get(target))
    timers.set(
      target,
      setTimeout(() => target.classList.remove('scrolling'), STAYS_MS),
    )
  }
  addEventListener('scroll', scrolls, { capture: true, passive: true })
  return () => removeEventListener('scroll', scrolls, { capture: true })
}
