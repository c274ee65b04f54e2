// Loads the history's state when it is first needed: the start does without it.
import type { history } from './history.svelte'

export async function loadHistory(): Promise<typeof history> {
  return (await import('./history.svelte')).history
}
