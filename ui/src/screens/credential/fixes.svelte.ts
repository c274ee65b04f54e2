// The one table of what a button beside advice does: its words, whether it can be pressed now, and carrying it out. The
// words of a finding name the action with its data (`words/finding_words.ts`); the core decided what is right.
import { tick } from 'svelte'
import { commands, type Field, type FindingShown } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { list, m } from '../../words'
import { authMethods } from '../../words/auth_methods'
import type { FindingWords, FixAction, TextField } from '../../words/finding_words'
import { headerTypes } from '../../words/header_types'
import type { Server } from '../../words/servers'
import { stepNumber } from '../../words/step_numbers'
import { screens } from '../screens.svelte'
import { keyPair } from './key_pair.svelte'
import { request } from './request.svelte'
import { clientSecrets } from './request/secrets/client_secrets.svelte'
import { secrets } from './request/secrets/secrets.svelte'
import { trust } from './request/other/trust.svelte'
import { scopesBuilder } from './request/scopes/scopes_builder.svelte'
import { signedJwt } from './request/signed_jwt/signed_jwt.svelte'
import { steps } from './steps.svelte'

type Kind = FixAction['do']
export type Tab = Extract<FixAction, { do: 'show_tab' }>['tab']

/** Where a button is. */
export interface Place {
  server: Server
  /** Shows a tab beside the advice; without it, there are no tabs. */
  showTab?: ((tab: Tab) => void) | undefined
}

interface Common<Action> {
  label: (action: Action, place: Place) => string
  /** Whether it can be done now and would change something; otherwise there is no button. */
  offered?: (action: Action, place: Place) => boolean
}
/** Leads somewhere. `outside`: to the browser. `anywhere`: has nothing to do with the credential that is open. */
interface Lead<Action> extends Common<Action> {
  kind: 'lead'
  outside?: (place: Place) => boolean
  anywhere?: true
  go: (action: Action, place: Place, button?: HTMLElement) => void | Promise<void>
}
/** Changes the form. */
interface Change<Action> extends Common<Action> {
  kind: 'change'
  /** What was changed, in words. */
  changed: (action: Action) => string
  /** The field that shows it. */
  field: (action: Action) => Field
  /** Whether it was made for the form in the preview, and must not change another one. */
  ofPreview?: (action: Action) => boolean
  change: (action: Action) => void
}
/** Changes a secret, which Rust has. It cannot be undone. */
interface Secret<Action> extends Common<Action> {
  kind: 'secret'
  /** What was changed, in words. */
  changed: (action: Action) => string
  /** The field that shows it. */
  field: (action: Action) => Field
  change: (action: Action) => Promise<void>
}
/** Copies the certificate. */
interface Copy<Action> extends Common<Action> {
  kind: 'copy'
}
/** Requests a token. */
interface Send<Action> extends Common<Action> {
  kind: 'send'
}
export type Fix<Action> = Lead<Action> | Change<Action> | Secret<Action> | Copy<Action> | Send<Action>

const fieldNames: Record<Field, () => string> = {
  api_key: m.client_api_key,
  client_secret: m.client_secret,
  user: m.client_user,
  access_key: m.client_access_key,
  instance_host: m.request_instance_host,
  token_endpoint: m.request_endpoint,
  audience: m.request_audience,
  jwt_user: m.grant_user,
  parameters: m.parameters_title,
  scopes: m.request_scopes,
  lifetime: m.claims_lifetime,
  claims: m.request_jwt,
  algorithm: m.header_algorithm,
  header: m.header_kid,
  connect_timeout: m.request_connect_timeout,
  total_timeout: m.request_total_timeout,
}

/** The field that the method has for it: an instance's address follows from its host. */
const fieldNow = (field: Field): Field =>
  field === 'token_endpoint' && request.method === 'business_manager_user' ? 'instance_host' : field

/** The first control of "Send to". */
const DESTINATION = '#step-request :is([name="send-to"]:checked, .choice ~ .row button)'

const texts: Record<TextField, { read: () => string; write: (text: string) => void }> = {
  user: { read: () => secrets.user, write: (text) => (secrets.user = text) },
  api_key: { read: () => request.apiKey, write: (text) => (request.apiKey = text) },
  token_endpoint: { read: () => request.tokenEndpoint, write: (text) => (request.tokenEndpoint = text) },
  scopes: { read: () => request.scopes, write: (text) => (request.scopes = text) },
  header: { read: () => signedJwt.header.kid, write: (text) => (signedJwt.header.kid = text) },
}

const words = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ')
const editsOf = (names: string[] | null) =>
  signedJwt.edits.filter((edit) => names === null || names.includes(edit.name))
const namesOf = (names: string[] | null): string => list([...new Set(editsOf(names).map((edit) => edit.name))])
/** The audience that would be signed now. */
const audience = () => request.preview?.claims.find(({ name }) => name === 'aud')?.text

export const fixes = {
  get_token: { kind: 'send', label: () => m.request_get_token() },
  copy_certificate: {
    kind: 'copy',
    label: () => m.key_copy_certificate(),
    offered: () => keyPair.facts.certificate !== null,
  },
  open_account_manager: {
    kind: 'lead',
    anywhere: true,
    outside: ({ server }) => server.practice !== true,
    label: (_, { server }) => (server.practice ? m.practice_open_label() : m.client_open_label()),
    go: (_, { server }) => (server.practice ? screens.go('practice') : commands.openAccountManager().catch(showError)),
  },
  go_to_field: {
    kind: 'lead',
    label: ({ field }) => m.fix_go_to({ name: fieldNames[fieldNow(field)]() }),
    // Account Manager's address and audience have no field.
    go: ({ field }) => steps.goToField(fieldNow(field), `#field-${fieldNow(field)}`, DESTINATION),
  },
  go_to_claim: {
    kind: 'lead',
    label: ({ name }) => (name ? m.fix_go_to({ name }) : m.fix_go_to_claims()),
    go: async ({ name }) => {
      await steps.goToField('claims', ...(name ? [`[data-claim="${CSS.escape(name)}"]`] : []))
    },
  },
  go_to_step: {
    kind: 'lead',
    label: ({ step }) => m.answer_go_to_step({ number: stepNumber(step, request.method) }),
    // A control that opens the stored key is preferred to one that would replace it.
    go: ({ step }) => steps.goToStep(step, ...(step === 'key' ? ['#step-key [data-opens-key]'] : [])),
  },
  go_to_destination: {
    kind: 'lead',
    label: () => m.fix_go_to_destination(),
    go: () => steps.goToStep('request', DESTINATION),
  },
  show_tab: {
    kind: 'lead',
    anywhere: true,
    label: ({ tab, label }) =>
      label ?? m.fix_show_tab({ tab: tab === 'response' ? m.answer_tab_response() : m.answer_tab_request() }),
    offered: (_, { showTab }) => showTab !== undefined,
    go: async ({ tab }, { showTab }, button) => {
      const tabs = button?.closest('section')
      showTab?.(tab)
      await tick()
      tabs?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
    },
  },
  correct: {
    kind: 'change',
    label: ({ label }) => label,
    offered: ({ field, text, from }) => {
      const now = texts[field].read()
      return now !== text && (from === undefined || words(now) === words(from))
    },
    changed: ({ field }) => fieldNames[field](),
    field: ({ field }) => field,
    ofPreview: ({ from }) => from === undefined,
    change: ({ field, text, from }) => {
      if (from !== undefined || request.isPreviewed()) texts[field].write(text)
    },
  },
  correct_secret: {
    kind: 'secret',
    label: ({ label }) => label,
    changed: ({ kind }) => fieldNames[kind](),
    field: ({ kind }) => kind,
    change: ({ kind, correction }) => clientSecrets.correct(kind, correction),
  },
  use_placement: {
    kind: 'change',
    label: ({ placement }) => (placement === 'body' ? m.fix_use_body() : m.fix_use_header()),
    offered: ({ placement }) => request.method === 'client_secret' && secrets.placement !== placement,
    changed: () => m.placement_title(),
    field: () => 'client_secret',
    change: ({ placement }) => (secrets.placement = placement),
  },
  use_method: {
    kind: 'change',
    label: ({ method }) => m.fix_use_method({ method: authMethods[method]() }),
    offered: ({ method }) => request.method !== method,
    changed: () => m.method_label(),
    field: () => 'api_key',
    change: ({ method }) => request.chooseMethod(method),
  },
  build_scopes: {
    kind: 'lead',
    label: () => m.scopes_build(),
    offered: () => request.server.accountManager,
    go: () => scopesBuilder.start(),
  },
  add_parameter: {
    kind: 'change',
    label: ({ name }) => m.parameters_add_named({ name }),
    offered: ({ name }) => request.kind === 'other' && !request.parameters.some((each) => each.name === name),
    changed: () => m.parameters_title(),
    field: () => 'parameters',
    change: ({ name }) => void request.parameters.push({ name, value: '' }),
  },
  trust_certificate: {
    kind: 'lead',
    label: () => m.trust_open(),
    offered: () => request.kind === 'other',
    go: () => trust.start(),
  },
  use_address: {
    kind: 'change',
    label: ({ label }) => label ?? m.fix_use_address(),
    offered: ({ address }) =>
      !request.practising &&
      request.method !== 'business_manager_user' &&
      (request.kind !== 'other' || request.tokenEndpoint !== address),
    changed: () => m.request_endpoint(),
    field: () => 'token_endpoint',
    change: ({ address }) => {
      request.kind = 'other'
      request.tokenEndpoint = address
    },
  },
  use_account_manager: {
    kind: 'change',
    label: () => m.fix_use_account_manager(),
    offered: () => request.kind === 'other',
    changed: () => m.request_send_to(),
    field: () => 'token_endpoint',
    change: () => (request.kind = 'account_manager'),
  },
  use_audience: {
    kind: 'change',
    label: ({ audience, label }) =>
      label ?? (audience === null ? m.fix_use_endpoint_as_audience() : m.fix_use_audience()),
    offered: (action) =>
      action.audience === null
        ? editsOf(['aud']).length > 0 || (request.kind === 'other' && request.audience !== '')
        : audience() !== action.audience,
    changed: () => m.request_audience(),
    field: () => (request.kind === 'other' ? 'audience' : 'claims'),
    change: (action) => {
      signedJwt.resetClaim('aud')
      if (request.kind === 'other') request.audience = action.audience ?? ''
      else if (action.audience !== null) signedJwt.setClaim('aud', action.audience)
    },
  },
  reset_claims: {
    kind: 'change',
    label: ({ names }) => {
      if (names === null) return m.fix_reset_all()
      const missing = editsOf(names).every(({ edit }) => edit === 'leave_out')
      return missing ? m.fix_put_back({ names: namesOf(names) }) : m.fix_reset({ names: namesOf(names) })
    },
    offered: ({ names }) => editsOf(names).length > 0,
    changed: ({ names }) => namesOf(names),
    field: () => 'claims',
    change: ({ names }) => {
      for (const { name } of editsOf(names)) signedJwt.resetClaim(name)
    },
  },
  use_algorithm: {
    kind: 'change',
    label: ({ algorithm }) => m.fix_use_algorithm({ algorithm }),
    offered: ({ algorithm }) =>
      signedJwt.algorithm !== algorithm && keyPair.facts.private_key?.algorithms.includes(algorithm) === true,
    changed: () => m.header_algorithm(),
    field: () => 'algorithm',
    change: ({ algorithm }) => (signedJwt.algorithm = algorithm),
  },
  use_type: {
    kind: 'change',
    label: ({ typ }) => m.fix_use_type({ typ: headerTypes[typ]() }),
    offered: ({ typ }) => signedJwt.header.typ !== typ,
    changed: () => m.header_typ(),
    field: () => 'header',
    change: ({ typ }) => (signedJwt.header.typ = typ),
  },
  use_lifetime: {
    kind: 'change',
    label: ({ seconds }) => m.fix_use_lifetime({ seconds }),
    offered: ({ seconds }) => signedJwt.lifetime !== String(seconds) || editsOf(['exp']).length > 0,
    changed: () => m.claims_lifetime(),
    field: () => 'lifetime',
    change: ({ seconds }) => {
      signedJwt.lifetime = String(seconds)
      // The lifetime is what `exp` follows from, unless it was changed.
      signedJwt.resetClaim('exp')
    },
  },
  correct_clock: {
    kind: 'change',
    label: ({ seconds }) => (seconds === 0 ? m.fix_stop_correcting_clock() : m.fix_correct_clock()),
    offered: ({ seconds }) => signedJwt.clockCorrection !== seconds,
    changed: () => m.clock_correction(),
    field: () => 'claims',
    change: ({ seconds }) => (signedJwt.clockCorrection = seconds),
  },
  leave_out_header: {
    kind: 'change',
    label: ({ parameters }) => m.fix_leave_out({ names: list(parameters) }),
    changed: ({ parameters }) => list(parameters),
    field: () => 'header',
    change: ({ parameters }) => {
      const { header } = signedJwt
      if (parameters.includes('kid')) header.kid = ''
      if (parameters.includes('x5t')) header.x5t = false
      if (parameters.includes('x5t#S256')) header.x5t_s256 = false
      if (parameters.includes('x5c')) header.x5c = false
    },
  },
} satisfies { [K in Kind]: Fix<Extract<FixAction, { do: K }>> }

/** The actions for a finding before sending: those of its words, and one that leads to where it can be fixed. */
export function actionsFor(shown: FindingShown, { actions = [] }: FindingWords): FixAction[] {
  if (actions.some((action) => fixOf(action).kind === 'lead')) return actions
  const step = steps.stepOf(shown)
  if (shown.field) return [...actions, { do: 'go_to_field', field: shown.field }]
  return step ? [...actions, { do: 'go_to_step', step }] : actions
}

/** What an action does. */
export const fixOf = <Action extends FixAction>(action: Action): Fix<Action> =>
  fixes[action.do] as unknown as Fix<Action>

/** Whether there is a button for the action. `stored`: it must not act on the credential that is open. */
export function isOffered(action: FixAction, place: Place, stored = false): boolean {
  const fix = fixOf(action)
  if (stored && !(fix.kind === 'lead' && fix.anywhere)) return false
  return fix.offered?.(action, place) ?? true
}
