// Words for what the answer of an API means, and what to do. No rule is here: the core decides which finding applies.
import type { ApiFinding, PlaceField, TriedApi } from '../backend'
import { list, m, when } from '.'
import { apiNames } from './apis'
import type { FixAction } from './finding_words'
import { findingWords } from './findings'
import type { Server } from './servers'

/** What a button beside a step does about the trial. `screens/answer/trial/TrialButton.svelte` carries it out. */
export type TrialAct = { act: 'send_again' } | { act: 'try_scapi' } | { act: 'go_to_place'; field: PlaceField }

export interface ApiStep {
  text: string
  /** Buttons that change the form of the token request, or send it. */
  actions?: FixAction[]
  acts?: TrialAct[]
  /** The settings to paste follow this step. */
  settings?: true
}

export interface ApiFindingWords {
  title: string
  /** The title as it reads after "Most likely:"; needed only where the title does not fit there. */
  cause?: string
  text?: string
  steps?: ApiStep[]
}

/** What the words depend on besides the finding. */
export interface ApiPlace {
  api: TriedApi
  server: Server
  /** The scopes as typed in step 3. */
  scopes: string
}

type Table = {
  [C in ApiFinding['code']]: (finding: Extract<ApiFinding, { code: C }>, place: ApiPlace) => ApiFindingWords
}

const again: TrialAct = { act: 'send_again' }
const newToken: FixAction = { do: 'get_token' }
const openAccountManager: FixAction = { do: 'open_account_manager' }
const showResponse: FixAction = { do: 'show_tab', tab: 'response' }
const showRequest: FixAction = { do: 'show_tab', tab: 'request' }

const sendAgain = (): ApiStep => ({ text: m.api_step_again(), acts: [again] })
const sendAgainSoon = (): ApiStep => ({ text: m.api_step_again_soon(), acts: [again] })
const getNew = (): ApiStep => ({ text: m.api_step_new_token(), actions: [newToken] })
const inAccountManager = (text: string): ApiStep => ({ text, actions: [openAccountManager] })
const atPlace = (text: string, field: PlaceField): ApiStep => ({ text, acts: [{ act: 'go_to_place', field }] })
const ocapiSettings = (): ApiStep[] => [
  { text: m.api_step_ocapi_settings() },
  { text: m.api_step_ocapi_paste(), settings: true },
  { text: m.api_step_ocapi_wait(), acts: [again] },
]

const hostField: Record<TriedApi, PlaceField> = {
  scapi: 'short_code',
  ocapi: 'instance_host',
  web_dav: 'web_dav_host',
  other: 'other_url',
}
const pathField: Record<TriedApi, PlaceField> = { ...hostField, scapi: 'organization' }

/** The scopes as typed, with those that are missing, and without the role's bare name, which is none. */
function withScopes(typed: string, missing: string[]): string {
  const words = typed.split(/\s+/).filter((word) => word !== '' && word !== 'SALESFORCE_COMMERCE_API')
  return [...words, ...missing.filter((scope) => !words.includes(scope))].join(' ')
}

const tokenWords: Record<'expired' | 'shopper' | 'other', () => ApiFindingWords> = {
  expired: () => ({ title: m.api_token_expired_title(), steps: [getNew()] }),
  shopper: () => ({
    title: m.api_token_shopper_title(),
    text: m.api_token_shopper_text(),
    steps: [{ text: m.api_token_shopper_step(), actions: [{ do: 'go_to_destination' }] }],
  }),
  other: () => ({
    title: m.api_token_other_title(),
    cause: m.api_token_other_cause(),
    text: m.api_token_other_text(),
    steps: [
      { text: m.api_token_other_step(), actions: [{ do: 'go_to_destination' }] },
      inAccountManager(m.api_token_other_step_format()),
      getNew(),
    ],
  }),
}

const table: Table = {
  client_id_missing: () => ({
    title: m.api_client_id_missing_title(),
    text: m.api_client_id_missing_text(),
    steps: [{ text: m.api_header_step(), actions: [showRequest] }, sendAgain()],
  }),
  client_id_unknown: () => ({
    title: m.api_client_id_unknown_title(),
    text: m.api_client_id_unknown_text(),
    steps: [inAccountManager(m.api_client_id_unknown_step()), sendAgain()],
  }),
  demo_client: () => ({
    title: m.api_demo_client_title(),
    text: m.api_demo_client_text(),
    steps: [inAccountManager(m.api_demo_client_step())],
  }),
  token_not_taken: ({ why }) => tokenWords[why](),
  authorization_header_spoilt: () => ({
    title: m.api_header_title(),
    cause: m.api_header_cause(),
    text: m.api_header_text(),
    steps: [{ text: m.api_header_step(), actions: [showRequest] }, sendAgain()],
  }),
  read_not_allowed: () => ({ title: m.api_read_title(), steps: ocapiSettings() }),
  write_not_allowed: () => ({
    title: m.api_write_title(),
    text: m.api_write_text(),
    steps: [{ text: m.api_step_response(), actions: [showResponse] }, sendAgain()],
  }),
  origin_not_allowed: () => ({
    title: m.api_origin_title(),
    text: m.api_origin_text(),
    steps: [
      { text: m.api_step_ocapi_settings() },
      { text: m.api_origin_step() },
      { text: m.api_step_ocapi_wait(), acts: [again] },
    ],
  }),
  client_not_allowed: ({ resource }) => ({
    title: resource === '/sites' ? m.api_client_not_allowed_sites() : m.api_client_not_allowed_title({ resource }),
    text: m.api_client_not_allowed_text(),
    steps: ocapiSettings(),
  }),
  user_needed: ({ login }) =>
    login === 'user'
      ? { title: m.api_user_title(), text: m.api_user_text(), steps: [{ text: m.api_user_step() }, getNew()] }
      : {
          title: m.api_user_permission_title(),
          text: m.api_user_permission_text(),
          steps: [{ text: m.api_user_permission_step() }, sendAgain()],
        },
  wrong_context: ({ wants_site }) =>
    wants_site
      ? {
          title: m.api_context_site_title(),
          text: m.api_context_site_text(),
          steps: [atPlace(m.api_context_site_step(), 'other_url'), sendAgain()],
        }
      : {
          title: m.api_context_org_title(),
          text: m.api_context_org_text(),
          steps: [atPlace(m.api_context_org_step(), 'other_url'), sendAgain()],
        },
  ocapi_off: () => ({
    title: m.api_ocapi_off_title(),
    text: m.api_ocapi_off_text(),
    steps: [{ text: m.api_step_try_scapi(), acts: [{ act: 'try_scapi' }] }],
  }),
  version_not_there: ({ version }) => ({
    title: m.api_version_title({ version }),
    steps: [atPlace(m.api_version_step(), 'ocapi_version'), sendAgain()],
  }),
  host_not_accepted: ({ host }, { api }) => ({
    title: m.api_host_title({ host }),
    text: m.api_host_text(),
    steps: [atPlace(m.api_host_step(), hostField[api]), sendAgain()],
  }),
  site_offline: () => ({
    title: m.api_site_offline_title(),
    steps: [{ text: m.api_site_offline_step() }, sendAgain()],
  }),
  other_fault: ({ fault }) => ({
    title: m.api_fault_title({ fault }),
    steps: [{ text: m.api_step_response(), actions: [showResponse] }, sendAgain()],
  }),
  scopes_missing: ({ missing, bare_role }, { scopes }) => ({
    title: missing.length === 1 ? m.api_scopes_title() : m.api_scopes_title_many(),
    text: [
      m.api_scopes_text({ scopes: list(missing.map((scope) => `\`${scope}\``)) }),
      ...(bare_role ? [m.api_scopes_bare()] : []),
    ].join(' '),
    steps: [
      {
        text: m.api_step_scopes(),
        actions: [
          { do: 'correct', field: 'scopes', text: withScopes(scopes, missing), label: m.trial_add_scopes() },
          { do: 'go_to_field', field: 'scopes' },
        ],
      },
      inAccountManager(m.api_step_scopes_allowed()),
      getNew(),
    ],
  }),
  no_permission: ({ tenant }) => ({
    title: m.api_no_permission_title(),
    cause: tenant === null ? m.api_no_permission_cause() : m.api_no_permission_cause_tenant({ tenant }),
    text: m.api_no_permission_text(),
    steps: [inAccountManager(m.api_step_role_filter()), getNew()],
  }),
  scapi_not_found: () => ({
    title: m.api_scapi_not_found_title(),
    cause: m.api_scapi_not_found_cause(),
    text: m.api_scapi_not_found_text(),
    steps: [atPlace(m.api_scapi_not_found_step(), 'organization'), sendAgain()],
  }),
  shopper_api: () => ({
    title: m.api_shopper_api_title(),
    cause: m.api_shopper_api_cause(),
    text: m.api_shopper_api_text(),
    steps: [atPlace(m.api_shopper_api_step(), 'other_url')],
  }),
  web_dav_not_allowed: () => ({
    title: m.api_web_dav_title(),
    cause: m.api_web_dav_cause(),
    text: m.api_web_dav_text(),
    steps: [
      { text: m.api_step_web_dav_settings() },
      { text: m.api_step_web_dav_paste(), settings: true },
      { text: m.api_step_save_again(), acts: [again] },
    ],
  }),
  web_dav_not_found: () => ({
    title: m.api_web_dav_not_found_title(),
    cause: m.api_web_dav_not_found_cause(),
    text: m.api_web_dav_not_found_text(),
    steps: [atPlace(m.api_host_step(), 'web_dav_host'), sendAgain()],
  }),
  client_certificate_wanted: () => ({
    title: m.api_certificate_title(),
    cause: m.api_certificate_cause(),
    text: m.api_certificate_text(),
    steps: [{ text: m.api_certificate_step() }, { text: m.api_certificate_step_host(), acts: [{ act: 'try_scapi' }] }],
  }),
  host_not_found: ({ host }, { api }) => ({
    title: m.api_host_not_found_title(),
    text: m.api_host_not_found_text({ host }),
    steps: [
      api === 'scapi'
        ? atPlace(m.api_scapi_not_found_step(), 'short_code')
        : atPlace(m.api_host_step(), hostField[api]),
      sendAgain(),
    ],
  }),
  no_answer: ({ finding }, { server }) => {
    // Its steps are about the token request.
    const { title, text } = findingWords(finding, server)
    return { title, ...(text !== undefined && { text }), steps: [sendAgain()] }
  },
  page: ({ title }, { api }) => ({
    title: m.api_page_title(),
    text: title === null ? m.api_page_text_none() : m.api_page_text({ title }),
    steps: [
      { text: m.api_step_response(), actions: [showResponse] },
      atPlace(m.api_not_found_step(), hostField[api]),
      sendAgain(),
    ],
  }),
  not_api: (_, { api }) => ({
    title: m.api_not_api_title(),
    text: m.api_not_api_text(),
    steps: [
      { text: m.api_step_response(), actions: [showResponse] },
      atPlace(m.api_not_found_step(), hostField[api]),
      sendAgain(),
    ],
  }),
  redirected: ({ location }, { api }) => ({
    title: m.api_redirect_title(),
    text: location === null ? m.api_redirect_text_none() : m.api_redirect_text({ location }),
    steps: [atPlace(m.api_not_found_step(), hostField[api]), sendAgain()],
  }),
  not_found: (_, { api }) => ({
    title: m.api_not_found_title(),
    text: m.api_not_found_text(),
    steps: [atPlace(m.api_not_found_step(), pathField[api]), sendAgain()],
  }),
  proxy_login: () => ({
    title: m.api_proxy_title(),
    steps: [{ text: m.api_proxy_step() }, sendAgain()],
  }),
  too_many: ({ again_at }) => ({
    title: m.api_too_many_title(),
    text: again_at === null ? m.api_too_many_text() : m.api_too_many_text_at({ when: when(again_at) }),
    steps: [sendAgainSoon()],
  }),
  server_failed: ({ status }) => ({
    title: m.api_server_failed_title({ status }),
    steps: [sendAgainSoon(), { text: m.api_step_response(), actions: [showResponse] }],
  }),
  unexplained: ({ status }) => ({
    title: m.api_unexplained_title({ status }),
    text: m.api_unexplained_text(),
    steps: [{ text: m.api_step_response(), actions: [showResponse] }, sendAgain()],
  }),
}

export function apiFindingWords(finding: ApiFinding, place: ApiPlace): ApiFindingWords {
  const entry = table[finding.code] as (finding: ApiFinding, place: ApiPlace) => ApiFindingWords
  return entry(finding, place)
}

/** What came of a trial, in one sentence. */
export function trialHeadline(
  { api, verdict, finding }: { api: TriedApi; verdict: 'opens' | 'refused' | 'no_answer'; finding: ApiFinding | null },
  place: ApiPlace,
): string {
  if (verdict === 'opens') return api === 'other' ? m.trial_other_opens() : m.trial_opens({ api: apiNames[api]() })
  if (finding) return apiFindingWords(finding, place).title
  return verdict === 'refused' ? m.trial_refused({ api: apiNames[api]() }) : m.trial_no_answer({ api: apiNames[api]() })
}
