// Reactive clocks for what changes with time: elapsed seconds and countdowns.
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

/** The current time in milliseconds since 1970. Reading it in an effect or in markup updates that every 250 ms. */
export const quickNow = makeClock(250)

/** The same, updated every ten seconds. */
export const slowNow = makeClock(10_000)
