// Steps that several findings share.
import { m } from '.'
import type { FixStep } from './finding_words'
import type { Server } from './servers'

export const sendAgain = (): FixStep => ({ text: m.fix_ask_again(), action: 'get_token' })
export const sendAgainSoon = (): FixStep => ({ text: m.finding_step_again(), action: 'get_token' })
/** A step about a field that exists only for servers other than Account Manager. */
export const onlyOtherServers = ({ accountManager }: Server, text: string): FixStep[] =>
  accountManager ? [] : [{ text }]
export const proxy = (): FixStep => ({ text: m.finding_proxy_step() })
export const proxyIfAny = (): FixStep => ({ text: m.finding_proxy_step_if() })
