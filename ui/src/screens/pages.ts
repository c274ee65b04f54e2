// Loads the screens beside the rail, each when it is first shown.
import type { Component } from 'svelte'
import type { Page } from './screens.svelte'

export const pages: Record<Page, () => Promise<{ default: Component }>> = {
  first: () => import('./first/First.svelte'),
  practice: () => import('./practice/Practice.svelte'),
  board: () => import('./board/Board.svelte'),
  history: () => import('./history/History.svelte'),
  inspect: () => import('./inspect/Inspect.svelte'),
  import: () => import('./import/Import.svelte'),
  settings: () => import('./settings/Settings.svelte'),
}
