// Words for what a credential can be exported for, and for why it cannot. A code without an entry does not compile.
import type { AuthMethod, ExportProblem, ExportTarget } from '../backend'
import { m } from '.'
import { stepNumber } from './step_numbers'

/** Names in the choice, in the order in which they are offered. */
export const exportTargets: Record<ExportTarget, () => string> = {
  bash: m.export_bash,
  power_shell: m.export_power_shell,
  node_js: m.export_node_js,
  python: m.export_python,
  java: m.export_java,
  go: m.export_go,
  php: m.export_php,
  ruby: m.export_ruby,
  c_sharp: m.export_c_sharp,
  cartridge: m.export_cartridge,
  postman: m.export_postman,
  bruno: m.export_bruno,
  dw_json: m.export_dw_json,
  dot_env: m.export_dot_env,
  key_lines: m.export_key_lines,
  key_lines_base64: m.export_key_lines_base64,
}

/** Why there is no export of a credential with this method. */
export function exportProblem(why: ExportProblem, method: AuthMethod): string {
  const step = stepNumber('request', method)
  switch (why.problem) {
    case 'incomplete':
      return {
        practice_is_off: () => m.export_problem_practice_is_off(),
        endpoint: m.export_problem_endpoint,
        number: m.export_problem_number,
      }[why.part]({ step })
    case 'algorithm':
      return m.export_problem_algorithm({ algorithm: why.algorithm })
    case 'not_account_manager':
      return m.export_problem_not_account_manager()
    case 'header_not_ascii':
      return m.export_problem_header_not_ascii()
    case 'dot_env_value':
      return m.export_problem_dot_env_value({ name: why.name })
    case 'key_missing':
      return m.export_problem_key_missing({ step: stepNumber('key', method) })
    case 'secret_missing':
      return { client_secret: m.export_problem_client_secret, access_key: m.export_problem_access_key }[why.secret]({
        step: stepNumber('client', method),
      })
  }
}
