// The table of words for findings: much text, and most starts need none of it. It comes right after the first look at
// the window, or when it is needed; what shows a finding is drawn anew when it is there.
import type { Finding } from '../backend'
import type { FindingTable } from './finding_words'

type Table = FindingTable<Finding['code']>

let table = $state.raw<Table | null>(null)
let coming: Promise<void> | null = null

export function learnFindingWords(): Promise<void> {
  return (coming ??= bring().catch((reason: unknown) => {
    coming = null
    throw reason
  }))
}

async function bring(): Promise<void> {
  const [{ beforeSendingWords }, { afterSendingWords }] = await Promise.all([
    import('./findings_before'),
    import('./findings_after'),
  ])
  table = { ...beforeSendingWords, ...afterSendingWords }
}

/** The table, or `null` while it is on its way. That it cannot come is told by who waits for it, not for every finding. */
export function findingTable(): Table | null {
  if (!table) void learnFindingWords().catch(() => {})
  return table
}
