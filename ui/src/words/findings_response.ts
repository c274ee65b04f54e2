// Words for an unusable response: the wrong kind, from something other than a token endpoint, or with an odd token.
import { m, size, span } from '.'
import type { FixStep, SomeFindingWords } from './finding_words'
import {
  atEndpoint,
  insteadOfRetired,
  instanceHost,
  openAccountManager,
  proxy,
  proxyIfUsed,
  sendAgain,
  sendAgainSoon,
  showResponse,
  toEndpoint,
} from './fix_steps'
import { intermediaryWords } from './findings_intermediary'
import { hasUser, type Server } from './servers'
import { stepFor } from './step_numbers'
import { shortened } from './shortened'
import { duration } from './times'

const address = (server: Server): FixStep[] => atEndpoint(server, m.finding_step_address())
const readPage = (): FixStep => ({ text: m.finding_html_instead_of_json_step(), actions: [showResponse] })
/** The person decides about the address of another server by typing it. */
const newAddress = (target: string | null, sameServer: boolean, server: Server): FixStep =>
  target !== null && sameServer
    ? {
        text: m.finding_redirect_step_same_server(stepFor(server, 'request')),
        actions: [{ do: 'use_address', address: target }],
      }
    : {
        text: m.finding_redirect_step_address(),
        actions: [server.accountManager ? { do: 'go_to_destination' } : toEndpoint],
      }
/** Words for the value of `Retry-After`: none, seconds, or a date as the server wrote it. */
function waitText(
  said: string | null,
  words: { none: () => string; wait: (w: { span: string }) => string; after: (a: { after: string }) => string },
): string {
  if (said === null) return words.none()
  return /^\d+$/.test(said) ? words.wait({ span: duration(Number(said)) }) : words.after({ after: `\`${said}\`` })
}

/** What a page calls itself. */
function pageNamed(title: string | null, heading: string | null): string {
  const [name, begins] = title === null ? [heading, null] : [title, heading]
  if (name === null) return m.finding_html_instead_of_json_text_none()
  return begins === null
    ? m.finding_html_instead_of_json_text({ title: shortened(name, 120) })
    : m.finding_html_instead_of_json_text_heading({ title: shortened(name, 120), heading: shortened(begins, 120) })
}

export const responseWords = {
  redirect: ({ location, target, same_server }, server) => ({
    title: m.finding_redirect_title(),
    text:
      location === null ? m.finding_redirect_text_none() : m.finding_redirect_text({ location: target ?? location }),
    // A practice request goes to no other server, so its address needs no check.
    steps: [
      ...(server.practice ? [] : [newAddress(target, same_server, server)]),
      { text: m.finding_redirect_step_login() },
    ],
  }),
  not_a_token_endpoint: ({ status }, server) => ({
    title: m.finding_not_a_token_endpoint_title(),
    text: m.finding_not_a_token_endpoint_text({ status }),
    steps: [
      ...(hasUser(server) ? [instanceHost()] : atEndpoint(server, m.finding_not_a_token_endpoint_step())),
      ...proxyIfUsed(server),
      sendAgain(),
    ],
  }),
  retired_path: ({ status, corrected }, server) => ({
    title: m.finding_endpoint_retired_title(),
    text: m.finding_retired_path_text({ status, ...stepFor(server, 'request') }),
    actions: insteadOfRetired(corrected),
    steps: [sendAgain()],
  }),
  too_many_requests: ({ retry_after, again_at }, { name }) => ({
    title: m.finding_too_many_requests_title({ server: name }),
    text: waitText(retry_after, {
      none: m.finding_too_many_requests_text,
      wait: m.finding_too_many_requests_text_wait,
      after: m.finding_too_many_requests_text_after,
    }),
    steps: [{ text: m.fix_ask_again(), actions: [{ do: 'get_token', after: again_at }] }],
  }),
  proxy_authentication: () => ({
    title: m.finding_proxy_authentication_title(),
    text: m.finding_proxy_authentication_text(),
    steps: [proxy(), sendAgain()],
  }),
  server_error: ({ status, retry_after, again_at }, { name, accountManager }) => ({
    title: m.finding_server_error_title({ server: name, status }),
    text: waitText(retry_after, {
      none: m.finding_server_error_text,
      wait: m.finding_server_error_text_wait,
      after: m.finding_server_error_text_after,
    }),
    steps: [
      again_at === null
        ? sendAgainSoon()
        : { text: m.fix_ask_again(), actions: [{ do: 'get_token', after: again_at }] },
      ...(accountManager ? [{ text: m.finding_server_error_step_certificate(), actions: [openAccountManager] }] : []),
    ],
  }),
  empty_body: (_, server) => ({
    title: m.finding_empty_body_title(),
    text: m.finding_empty_body_text(),
    steps: [...address(server), ...proxyIfUsed(server), sendAgain()],
  }),
  html_instead_of_json: ({ title, heading, has_login, server: sender }, server) => ({
    headline: m.finding_html_instead_of_json_headline(),
    title: m.finding_html_instead_of_json_title({ server: server.name }),
    cause: m.finding_html_instead_of_json_cause({ server: server.name }),
    text: [
      pageNamed(title, heading),
      ...(has_login ? [m.finding_html_instead_of_json_text_login()] : []),
      ...(sender === null ? [] : [m.finding_html_instead_of_json_text_server({ server: shortened(sender, 40) })]),
    ].join(' '),
    steps: [readPage(), ...address(server), { text: m.finding_redirect_step_login() }, sendAgain()],
  }),
  not_json: (_, server) => ({
    title: m.finding_not_json_title(),
    text: m.finding_not_json_text(),
    actions: [showResponse],
    steps: [...address(server), sendAgain()],
  }),
  json_without_token: (_, server) => ({
    title: m.finding_json_without_token_title(),
    text: m.finding_json_without_token_text(),
    steps: [...address(server), sendAgain()],
  }),
  error_of_another_kind: (_, server) => ({
    title: m.finding_error_of_another_kind_title(),
    text: m.finding_error_of_another_kind_text(),
    actions: [showResponse],
    steps: [...address(server), sendAgain()],
  }),
  token_under_other_status: ({ status }, server) => ({
    title: m.finding_token_under_other_status_title({ status }),
    text: m.finding_token_under_other_status_text(),
    actions: [showResponse],
    steps: [...address(server), sendAgain()],
  }),
  invalid_utf8: ({ charset }) =>
    charset === null
      ? { title: m.finding_invalid_utf8_title(), text: m.finding_invalid_utf8_text() }
      : {
          title: m.finding_invalid_utf8_charset_title({ charset }),
          text: m.finding_invalid_utf8_charset_text({ charset }),
        },
  compressed: ({ coding }) => ({
    title: m.finding_compressed_title({ coding }),
    text: m.finding_compressed_text(),
    steps: [{ text: m.finding_compressed_step() }, sendAgain()],
  }),
  token_under_other_name: ({ name }, server) => ({
    title:
      name === null
        ? m.finding_token_under_other_name_title_whole()
        : m.finding_token_under_other_name_title({ name: shortened(name, 40) }),
    text: m.finding_token_under_other_name_text(),
    actions: [showResponse],
    steps: [...address(server), sendAgain()],
  }),
  maintenance: ({ retry_after, again_at }, { name }) => ({
    title: m.finding_maintenance_title({ server: name }),
    cause: m.finding_maintenance_cause({ server: name }),
    text: waitText(retry_after, {
      none: m.finding_maintenance_text,
      wait: m.finding_maintenance_text_wait,
      after: m.finding_maintenance_text_after,
    }),
    steps: [{ text: m.fix_ask_again(), actions: [{ do: 'get_token', after: again_at }] }],
  }),
  ...intermediaryWords,
  body_too_large: ({ limit }, server) => ({
    title: m.finding_body_too_large_title({ size: size(limit) }),
    text: m.finding_body_too_large_text(),
    steps: [...address(server), sendAgain()],
  }),
  unusual_token_type: ({ token_type }, { accountManager }) => ({
    title: m.finding_unusual_token_type_title({ type: token_type }),
    text: accountManager ? m.finding_unusual_token_type_text() : m.finding_unusual_token_type_text_other(),
  }),
  token_life_differs: ({ expires_in, token_seconds }) => ({
    title: m.finding_token_life_differs_title({ answer: span(expires_in), token: span(token_seconds) }),
    text: m.finding_token_life_differs_text(),
  }),
  unexplained: ({ status }, server) => ({
    title: m.finding_unexplained_title({ server: server.name, status }),
    text: m.finding_unexplained_text(),
    actions: [showResponse],
    steps: [...address(server), sendAgain()],
  }),
} satisfies SomeFindingWords
