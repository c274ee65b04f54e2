// Words for refused scopes.
import { list, m } from '.'
import type { FindingWithCode, FindingWords, FixAction, FixStep, SomeFindingWords } from './finding_words'
import { openAccountManager, sendAgain, toScopes } from './fix_steps'
import type { Server } from './servers'
import { stepFor } from './step_numbers'

/** The step that removes scopes from the form, if these are in it. */
const removeScopes = (named: string[], requested: string, corrected: string | null, server: Server): FixStep[] =>
  corrected === null
    ? []
    : [
        {
          text: m.finding_invalid_scope_step_remove({ scopes: quoted(named), ...stepFor(server, 'request') }),
          actions: [
            {
              do: 'correct',
              field: 'scopes',
              text: corrected,
              from: requested,
              label: m.fix_remove({ names: list(named) }),
            },
            toScopes,
          ],
        },
      ]
const quoted = (names: string[]): string => list(names.map((name) => `\`${name}\``))

/** Words for refused scopes: those that the server names, or all; without any, those that the client gets by default. */
function refusedScopes({ scopes, named, corrected }: FindingWithCode<'invalid_scope'>, server: Server): FindingWords {
  const { accountManager } = server
  const step = stepFor(server, 'request')
  const inAccountManager: FixAction[] = accountManager ? [openAccountManager] : []
  if (scopes === '') {
    return {
      title: m.finding_invalid_scope_none_title(),
      cause: m.finding_invalid_scope_none_cause(),
      text: m.finding_invalid_scope_text_none(),
      steps: [{ text: m.finding_invalid_scope_none_step(step), actions: [toScopes, ...inAccountManager] }, sendAgain()],
    }
  }
  const compareScopes = accountManager
    ? { text: m.finding_invalid_scope_step_allowed(), actions: inAccountManager }
    : { text: m.finding_invalid_scope_other_step(), actions: [toScopes] }
  if (named.length > 0) {
    return {
      title: m.finding_invalid_scope_named_title({ scopes: quoted(named) }),
      cause: m.finding_invalid_scope_named_cause({ scopes: quoted(named) }),
      text: m.finding_invalid_scope_text({ scopes }),
      steps: [compareScopes, ...removeScopes(named, scopes, corrected, server), sendAgain()],
    }
  }
  const clear: FixAction = { do: 'correct', field: 'scopes', text: '', label: m.fix_clear_scopes() }
  return {
    title: m.finding_invalid_scope_title(),
    cause: m.finding_invalid_scope_cause(),
    text: m.finding_invalid_scope_text({ scopes }),
    steps: [
      compareScopes,
      ...(accountManager ? [{ text: m.finding_invalid_scope_step_tenant(), actions: [toScopes] }] : []),
      { text: m.finding_invalid_scope_step_empty(step), actions: [clear, toScopes] },
      sendAgain(),
    ],
  }
}

export const scopeWords = {
  invalid_scope: (finding, server) => ({
    headline: m.finding_invalid_scope_headline({ server: server.name }),
    ...refusedScopes(finding, server),
  }),
  tenant_scope_not_allowed: ({ scope, scopes, corrected }, server) => ({
    headline: m.finding_invalid_scope_headline({ server: server.name }),
    title: m.finding_tenant_scope_not_allowed_title(),
    cause: m.finding_tenant_scope_not_allowed_cause(),
    text: m.finding_tenant_scope_not_allowed_text({ scope }),
    steps: [
      {
        text: m.finding_invalid_scope_step_tenant(),
        actions: [...(server.accountManager ? [openAccountManager] : []), toScopes],
      },
      ...removeScopes([scope], scopes, corrected, server),
      sendAgain(),
    ],
  }),
} satisfies SomeFindingWords
