// Time that passes on the screen: seconds since something began, and a clock for countdowns.
import { createSubscriber } from 'svelte/reactivity'

function makeClock(everyMs: number): () => number {
  const subscribe = createSubscriber((update) => {
    const timer = setInterval(update, everyMs)
    return () => clearInterval(timer)
  })
  return () => {
    subscribe()
    return Date.now()
  }
}

/** Now in milliseconds; whoever reads it in an effect or the markup is told again every quarter of a second. */
export const quickNow = makeClock(250)

/** Now in milliseconds, told again every ten seconds. */
export const slowNow = makeClock(10_000)
