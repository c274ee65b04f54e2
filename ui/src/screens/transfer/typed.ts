// What is typed in the dialogs about transfer files and backups, and what was opened with it, is forgotten when secrets
// are locked.
import { backup } from './backup.svelte'
import { bringing } from './bringing.svelte'
import { making } from './making.svelte'

export function forgetTyped(): void {
  for (const typed of [making, backup]) typed.forgetTyped()
  bringing.restart()
}
