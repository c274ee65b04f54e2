// Words for a diagnosis: what speaks for a cause and against it, how far the server's checks came, and how that is known.
// Only the answer's panel imports this, which loads when there is an answer.
import type { Basis, CheckOutcome, Evidence, EvidenceShown, ServerCheck, ServerCheckShown } from '../backend'
import { m, when } from '.'
import { duration } from './times'
import { hasSecret, type Server } from './servers'

type WithCode<Code extends Evidence['code']> = Extract<Evidence, { code: Code }>

const evidences: { [Code in Evidence['code']]: (seen: WithCode<Code>, supports: boolean) => string } = {
  answer_fits: () => m.evidence_answer_fits(),
  seen_in_request: () => m.evidence_seen_in_request(),
  found_before: () => m.evidence_found_before(),
  certificate_here_is_another: () => m.evidence_certificate_here_is_another(),
  token_received_before: ({ at }, supports) =>
    supports
      ? m.evidence_token_received_before_for({ when: when(at) })
      : m.evidence_token_received_before_against({ when: when(at) }),
  changed_since: ({ at }) => m.evidence_changed_since({ when: when(at) }),
  api_key_unusual: () => m.evidence_api_key_unusual(),
  token_once_changed: () => m.evidence_token_once_changed(),
  server_publishes: () => m.evidence_server_publishes(),
  experiments_fit: ({ count }) => m.evidence_experiments_fit({ count }),
  clocks_agree: () => m.clocks_differ_none(),
  clocks_differ: ({ seconds, server_is_ahead }) =>
    server_is_ahead
      ? m.clocks_differ_ahead({ duration: duration(seconds) })
      : m.clocks_differ_behind({ duration: duration(seconds) }),
}

/** The fact in one sentence. */
export function evidenceWords({ evidence, supports }: EvidenceShown): string {
  const entry = evidences[evidence.code] as (seen: Evidence, supports: boolean) => string
  return entry(evidence, supports)
}

const checks: Record<ServerCheck, { name: (server: Server) => string; passed: (server: Server) => string }> = {
  form: { name: m.check_form, passed: m.check_form_passed },
  api_client: {
    name: ({ accountManager }) => (accountManager ? m.check_api_client() : m.check_client()),
    passed: m.check_client_passed,
  },
  auth_method: {
    name: m.check_auth_method,
    passed: (server) => (hasSecret(server) ? m.check_auth_method_passed_secret() : m.check_auth_method_passed()),
  },
  signature: {
    name: m.check_signature,
    passed: ({ accountManager }) =>
      accountManager ? m.check_signature_passed() : m.check_signature_passed_elsewhere(),
  },
  secret: { name: m.check_secret, passed: m.check_secret_passed },
  audience: { name: m.check_audience, passed: m.check_accepted },
  times: { name: m.check_times, passed: m.check_accepted },
  id: { name: m.check_id, passed: m.check_id_passed },
  client_type: { name: m.check_client_type, passed: m.check_client_type_passed },
  scopes: { name: m.check_scopes, passed: m.check_scopes_passed },
}

const outcomes: Record<CheckOutcome, () => string> = {
  passed: m.check_outcome_passed,
  stopped: m.check_outcome_stopped,
  may_have_stopped: m.check_outcome_may_have_stopped,
  not_reached: m.check_outcome_not_reached,
}

/** A line of the list of checks. */
export interface CheckLine {
  outcome: CheckOutcome
  name: string
  /** What the outcome means, in a word. */
  word: string
  /** What it says about this check. */
  text: string
}

/** The checks in lines. Those that follow each other and of which nothing is known share one. */
export function checkLines(shown: readonly ServerCheckShown[], server: Server): CheckLine[] {
  // Only if it is known where the server stopped is it known that it looked no further.
  const isCertain = shown.some(({ outcome }) => outcome === 'stopped')
  const texts: Record<CheckOutcome, (check: ServerCheck) => string> = {
    passed: (check) => checks[check].passed(server),
    stopped: () => m.check_stopped(),
    may_have_stopped: () => m.check_may_have_stopped(),
    not_reached: () => (isCertain ? m.check_not_reached() : m.check_unknown()),
  }
  const lines: CheckLine[] = []
  for (const { check, outcome } of shown) {
    const name = checks[check].name(server)
    const last = lines.at(-1)
    if (outcome === 'not_reached' && last?.outcome === outcome) last.name += ` · ${name}`
    else lines.push({ outcome, name, word: outcomes[outcome](), text: texts[outcome](check) })
  }
  return lines
}

/** How it is known what the server checked. */
export function basisWords(basis: Basis, { name, accountManager }: Server): string {
  switch (basis.code) {
    case 'account_manager':
      return m.basis_account_manager({ server: name })
    case 'elsewhere':
      return basis.wording === 'as_of_2026' ? m.basis_keycloak() : m.basis_forgerock()
    case 'words_only':
      return accountManager ? m.basis_words_only_account_manager({ server: name }) : m.basis_words_only()
  }
}
