// Loads the words for findings, which are long and which most starts do not need: right after the page was first drawn,
// or as soon as something needs them. Whatever shows a finding is drawn again when they arrive.
import type { Finding } from '../backend'
import type { FindingTable } from './finding_words'

type Table = FindingTable<Finding['code']>

let table = $state.raw<Table | null>(null)
let loading: Promise<void> | null = null

export function loadFindingWords(): Promise<void> {
  return (loading ??= load().catch((reason: unknown) => {
    loading = null
    throw reason
  }))
}

async function load(): Promise<void> {
  const [before, secrets, noAnswer, refusal, causes, secretRefusal, scopes, times, response] = await Promise.all([
    import('./findings_before'),
    import('./findings_secrets'),
    import('./findings_no_answer'),
    import('./findings_refusal'),
    import('./findings_causes'),
    import('./findings_secret_refusal'),
    import('./findings_scopes'),
    import('./findings_times'),
    import('./findings_response'),
  ])
  // A code that is missing here has no words yet: they go into the file of the stage that raises it.
  const all: Table = {
    ...before.beforeSendingWords,
    ...secrets.secretWords,
    ...noAnswer.noAnswerWords,
    ...refusal.refusalWords,
    ...causes.causeWords,
    ...secretRefusal.secretRefusalWords,
    ...scopes.scopeWords,
    ...times.timeWords,
    ...response.responseWords,
  }
  table = all
}

/**
 * The table, or `null` until it is loaded. Only callers of `loadFindingWords` report that it could not be loaded, so
 * that it is reported once.
 */
export function findingTable(): Table | null {
  if (!table) void loadFindingWords().catch(() => {})
  return table
}
