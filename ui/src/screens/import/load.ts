// Loads the state of "Import" when it is first needed: the start does without it.
import type { imports } from './imports.svelte'

export async function loadImports(): Promise<typeof imports> {
  return (await import('./imports.svelte')).imports
}
