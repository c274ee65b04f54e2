// Words for what prevented a response: name resolution, connection, TLS, proxy.
import { day, list, m, size } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import { atEndpoint, onlyOtherServers, proxy, proxyIfUsed, sendAgain, sendAgainSoon } from './fix_steps'
import type { Server } from './servers'
import { shortened } from './shortened'
import { stepFor } from './step_numbers'

const online = (): FixStep => ({ text: m.finding_step_online() })
const clock = (): FixStep => ({ text: m.finding_tls_step_clock() })
const trust = ({ accountManager }: Server): FixStep[] =>
  accountManager ? [] : [{ text: m.finding_tls_unknown_issuer_step_own(), actions: [{ do: 'trust_certificate' }] }]
const owner = (): FixStep => ({ text: m.finding_tls_step_owner() })
const longer = (field: 'connect_timeout' | 'total_timeout', server: Server): FixStep => ({
  text: m.finding_step_longer(stepFor(server, 'request')),
  actions: [{ do: 'go_to_field', field }],
})

export const noAnswerWords = {
  unknown_host: ({ host }, server) => ({
    title: m.finding_unknown_host_title(),
    text: m.finding_unknown_host_text({ host }),
    steps: [...atEndpoint(server, m.finding_unknown_host_step_spelling()), online(), sendAgain()],
  }),
  connection_refused: ({ address }, server) => ({
    title: m.finding_connection_refused_title(),
    text: m.finding_connection_refused_text({ address }),
    steps: [
      ...atEndpoint(server, m.finding_connection_refused_step_port()),
      ...onlyOtherServers(server, m.finding_connection_refused_step_running()),
      { text: m.finding_connection_refused_step_firewall() },
      sendAgain(),
    ],
  }),
  network_unreachable: ({ address }) => ({
    title: m.finding_network_unreachable_title(),
    text: m.finding_network_unreachable_text({ address }),
    steps: [online(), sendAgain()],
  }),
  connect_timeout: ({ seconds }, server) => ({
    title: m.finding_connect_timeout_title({ seconds }),
    text: m.finding_connect_timeout_text(),
    steps: [
      online(),
      { text: m.finding_connect_timeout_step_firewall() },
      ...proxyIfUsed(server),
      longer('connect_timeout', server),
      sendAgain(),
    ],
  }),
  answer_timeout: ({ seconds }, server) => ({
    title: m.finding_answer_timeout_title({ seconds }),
    text: m.finding_answer_timeout_text(),
    steps: [sendAgainSoon(), longer('total_timeout', server)],
  }),
  tls_expired: ({ not_after }) => ({
    title: m.finding_tls_expired_title(),
    ...(not_after !== null && { text: m.finding_tls_expired_text({ date: day(not_after) }) }),
    steps: [clock(), owner()],
  }),
  tls_not_yet_valid: ({ not_before }) => ({
    title: m.finding_tls_not_yet_valid_title(),
    ...(not_before !== null && { text: m.finding_tls_not_yet_valid_text({ date: day(not_before) }) }),
    steps: [clock(), owner()],
  }),
  tls_wrong_host: ({ host, names }, server) => ({
    title: m.finding_tls_wrong_host_title(),
    text:
      names.length > 0
        ? m.finding_tls_wrong_host_text({ host, names: list(names.map((name) => `**${name}**`)) })
        : m.finding_tls_wrong_host_text_none({ host }),
    steps: [...atEndpoint(server, m.finding_tls_wrong_host_step()), ...proxyIfUsed(server), owner()],
  }),
  tls_unknown_issuer: ({ issuer }, server) => ({
    title: m.finding_tls_unknown_issuer_title(),
    text:
      issuer === null
        ? m.finding_tls_unknown_issuer_text()
        : m.finding_tls_unknown_issuer_text_named({ issuer: shortened(issuer, 80) }),
    steps: [{ text: m.finding_tls_unknown_issuer_step_company() }, ...trust(server), sendAgain()],
  }),
  tls_self_signed: ({ name }, server) => ({
    title: m.finding_tls_self_signed_title(),
    text:
      name === null
        ? m.finding_tls_self_signed_text()
        : m.finding_tls_self_signed_text_named({ name: shortened(name, 80) }),
    steps: [
      ...(server.accountManager ? [{ text: m.finding_tls_self_signed_step_manager() }] : trust(server)),
      sendAgain(),
    ],
  }),
  tls_intermediate_missing: ({ issuer }, server) => ({
    title: m.finding_tls_intermediate_missing_title(),
    cause: m.finding_tls_intermediate_missing_cause(),
    text: m.finding_tls_intermediate_missing_text({ issuer: shortened(issuer, 80) }),
    steps: [{ text: m.finding_tls_intermediate_missing_step() }, ...trust(server), sendAgain()],
  }),
  tls_intercepted: ({ issuer, product }) => ({
    title:
      product === null
        ? m.finding_tls_intercepted_other_title()
        : m.finding_tls_intercepted_title({ product: shortened(product, 40) }),
    ...(product === null && { cause: m.finding_tls_intercepted_other_cause() }),
    text: m.finding_tls_intercepted_text({ issuer: shortened(issuer, 80) }),
    steps: [
      { text: m.finding_tls_intercepted_step_company() },
      { text: m.finding_tls_intercepted_step_own() },
      sendAgain(),
    ],
  }),
  tls_no_trust_store: () => ({
    title: m.finding_tls_no_trust_store_title(),
    text: m.finding_tls_no_trust_store_text(),
    steps: [{ text: m.finding_tls_no_trust_store_step() }, sendAgain()],
  }),
  tls_client_certificate_wanted: () => ({
    title: m.finding_tls_client_certificate_wanted_title(),
    cause: m.finding_tls_client_certificate_wanted_cause(),
    text: m.finding_tls_client_certificate_wanted_text(),
    steps: [{ text: m.finding_tls_client_certificate_wanted_step() }],
  }),
  tls_old_protocol: ({ detail }, server) => ({
    title: m.finding_tls_old_protocol_title(),
    text: m.finding_tls_old_protocol_text({ detail }),
    steps: [{ text: m.finding_tls_old_protocol_step() }, ...proxyIfUsed(server), sendAgain()],
  }),
  tls_cut: (_, server) => ({
    title: m.finding_tls_cut_title(),
    text: m.finding_tls_cut_text(),
    steps: [{ text: m.finding_connect_timeout_step_firewall() }, ...proxyIfUsed(server), sendAgainSoon()],
  }),
  tls_revoked: () => ({
    title: m.finding_tls_revoked_title(),
    text: m.finding_tls_revoked_text(),
    steps: [{ text: m.finding_tls_step_tell() }],
  }),
  tls_not_spoken: (_, server) => ({
    title: m.finding_tls_not_spoken_title(),
    text: m.finding_tls_not_spoken_text(),
    steps: [...atEndpoint(server, m.finding_tls_not_spoken_step()), ...proxyIfUsed(server), sendAgain()],
  }),
  tls_failed: ({ detail }, server) => ({
    title: m.finding_tls_failed_title(),
    text: m.finding_tls_failed_text({ detail }),
    steps: [clock(), ...proxyIfUsed(server), sendAgain()],
  }),
  connection_cut: ({ received_bytes }, server) => ({
    title: m.finding_connection_cut_title(),
    text: m.finding_connection_cut_text({ size: size(received_bytes) }),
    steps: [sendAgainSoon(), ...proxyIfUsed(server)],
  }),
  not_http: ({ detail }, server) => ({
    title: m.finding_not_http_title(),
    text: m.finding_not_http_text({ detail }),
    steps: [...atEndpoint(server, m.finding_connection_refused_step_port()), ...proxyIfUsed(server), sendAgain()],
  }),
  proxy_failed: ({ detail }) => ({
    title: m.finding_proxy_failed_title(),
    text: m.finding_proxy_failed_text({ detail }),
    steps: [proxy(), sendAgain()],
  }),
  request_failed: ({ detail }) => ({
    title: m.finding_request_failed_title(),
    text: m.finding_request_failed_text({ detail }),
    steps: [online(), sendAgain()],
  }),
} satisfies SomeFindingWords
