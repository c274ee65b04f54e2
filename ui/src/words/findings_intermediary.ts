// Words for what answered instead of the server: proxies, firewalls, portals, routers, gateways.
import type { IntermediaryDid, IntermediaryKind } from '../backend'
import { m } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import { atEndpoint, sendAgain, sendAgainSoon, showResponse } from './fix_steps'
import type { Server } from './servers'

const titles: Record<IntermediaryDid, (of: { name: string }) => string> = {
  blocked: m.finding_intermediary_blocked_title,
  wants_login: m.finding_intermediary_wants_login_title,
  wants_browser: m.finding_intermediary_wants_browser_title,
  found_no_server: m.finding_intermediary_found_no_server_title,
  answered: m.finding_intermediary_answered_title,
}

const texts: Record<IntermediaryKind, (of: { name: string }) => string> = {
  company_proxy: m.finding_intermediary_company_proxy_text,
  firewall: m.finding_intermediary_firewall_text,
  portal: m.finding_intermediary_portal_text,
  router: m.finding_intermediary_router_text,
  gateway: m.finding_intermediary_gateway_text,
}

const login = (): FixStep => ({ text: m.finding_intermediary_step_login() })

/** What helps against each kind. */
function steps(kind: IntermediaryKind, did: IntermediaryDid, name: string, server: Server): FixStep[] {
  switch (kind) {
    case 'company_proxy':
      return did === 'wants_login'
        ? [login(), sendAgain()]
        : [{ text: m.finding_intermediary_step_proxy() }, sendAgain()]
    case 'portal':
    case 'router':
      return [login(), sendAgain()]
    case 'firewall':
      return did === 'found_no_server'
        ? [sendAgainSoon()]
        : [{ text: m.finding_intermediary_step_firewall({ name }) }, sendAgain()]
    case 'gateway':
      return [
        ...atEndpoint(server, m.finding_step_address()),
        { text: m.finding_intermediary_step_gateway() },
        sendAgainSoon(),
      ]
  }
}

export const intermediaryWords = {
  intermediary: ({ name, kind, did, reference }, server) => ({
    headline: m.finding_intermediary_headline({ name, server: server.name }),
    title: titles[did]({ name }),
    text:
      reference === null
        ? texts[kind]({ name })
        : `${texts[kind]({ name })} ${m.finding_intermediary_reference({ reference })}`,
    actions: [showResponse],
    steps: steps(kind, did, name, server),
  }),
} satisfies SomeFindingWords
