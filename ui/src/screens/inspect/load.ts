// Loads the state of "Inspect a token" when it is first needed: the start does without it.
import type { inspect } from './inspect.svelte'

export async function loadInspect(): Promise<typeof inspect> {
  return (await import('./inspect.svelte')).inspect
}
