// While the window is driven by WebDriver: its screenshot waits for the next painting, and without the graphics card
// WebKitGTK paints nothing while nothing changes. So something does, at the edge of the page and hardly to be seen.

const BEAT_MS = 100

/** Begins to paint again and again, if the window is driven. */
export function beatWhenDriven(): void {
  if (!navigator.webdriver) return
  const dot = document.createElement('div')
  dot.className = 'beat'
  dot.ariaHidden = 'true'
  document.body.append(dot)
  setInterval(() => dot.classList.toggle('other'), BEAT_MS)
}
