// Steps and actions that several findings share.
import { m } from '.'
import type { FixAction, FixStep } from './finding_words'
import type { Server } from './servers'

const getToken: FixAction = { do: 'get_token' }
export const openAccountManager: FixAction = { do: 'open_account_manager' }
export const copyCertificate: FixAction = { do: 'copy_certificate' }
export const showResponse: FixAction = { do: 'show_tab', tab: 'response' }
export const showRequest: FixAction = { do: 'show_tab', tab: 'request' }
export const toEndpoint: FixAction = { do: 'go_to_field', field: 'token_endpoint' }
export const toScopes: FixAction = { do: 'go_to_field', field: 'scopes' }

export const sendAgain = (): FixStep => ({ text: m.fix_ask_again(), actions: [getToken] })
export const sendAgainSoon = (): FixStep => ({ text: m.finding_step_again(), actions: [getToken] })
export const saveAgain = (): FixStep => ({ text: m.finding_step_save_again(), actions: [getToken] })

export const setClock = (): FixStep => ({ text: m.finding_jwt_time_not_accepted_step_clock() })

/** A step about the token endpoint, which is a field only for servers other than Account Manager. */
export const atEndpoint = ({ accountManager }: Server, text: string): FixStep[] =>
  accountManager ? [] : [{ text, actions: [toEndpoint] }]
/** The step about the host of an instance. */
export const instanceHost = (): FixStep => ({
  text: m.finding_business_manager_step_host(),
  actions: [{ do: 'go_to_field', field: 'instance_host' }],
})
/** A step that concerns only servers other than Account Manager. */
export const onlyOtherServers = ({ accountManager }: Server, text: string): FixStep[] =>
  accountManager ? [] : [{ text }]
/** Advice about the proxy, if the request went through one. */
export const proxyIfUsed = (server: Server): FixStep[] => (server.proxy ? [proxy()] : [])
export const proxy = (): FixStep => ({ text: m.finding_proxy_step() })
/** Steps that store the right certificate at the server. */
export const storeCertificate = ({ accountManager }: Server): FixStep[] => [
  { text: m.finding_jwt_not_accepted_step_copy(), actions: [copyCertificate] },
  accountManager
    ? { text: m.finding_jwt_not_accepted_step_paste(), actions: [openAccountManager] }
    : { text: m.finding_jwt_not_accepted_step_other() },
  saveAgain(),
]
/** Undoes changes of these claims, or leads to the first of them. */
export const resetClaims = (...names: string[]): FixAction[] => [
  { do: 'reset_claims', names },
  { do: 'go_to_claim', name: names[0] ?? '' },
]
/** Puts a corrected text in place of what was typed, if there is one. */
export const correct = (
  field: Extract<FixAction, { do: 'correct' }>['field'],
  text: string | null,
  label: string,
): FixAction[] => (text === null ? [] : [{ do: 'correct', field, text, label }])
/** Replaces the path that Account Manager has switched off. */
export const insteadOfRetired = (corrected: string | null): FixAction[] => [
  ...(corrected === null ? [] : [{ do: 'use_address', address: corrected, label: m.fix_use_current_path() } as const]),
  { do: 'use_account_manager' },
]
