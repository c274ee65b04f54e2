// A fake backend, for tests of several states of the page together: each command waits until the test accepts or
// refuses it.
import { vi } from 'vitest'
import type { CredentialId, CredentialSummary, Draft, MethodTicks, OpenedCredential, RequestForm } from '../../backend'

export const form = (api_key: string, claims: RequestForm['claims'] = []): RequestForm => ({
  method: 'signed_jwt',
  api_key,
  secret_placement: 'header',
  business_manager: { instance_host: '', user: '' },
  destination: { kind: 'account_manager' },
  scopes: '',
  lifetime_seconds: '60',
  clock_correction_seconds: 0,
  claims,
  algorithm: 'RS256',
  header: { typ: 'jwt', kid: '', x5t: false, x5t_s256: false, x5c: false },
  connect_timeout_seconds: '10',
  total_timeout_seconds: '30',
})
const unticked: MethodTicks = {
  account_manager: [false, false, false, false],
  practice: [false, false, false, false],
}
export const draft = (api_key: string, claims?: RequestForm['claims']): Draft => ({
  form: form(api_key, claims),
  notes: '',
  ticks: { ...unticked, client_secret: unticked, business_manager_user: unticked },
  api_places: {
    chosen: 'scapi',
    short_code: '',
    organization: '',
    scapi_scope: '',
    instance_host: '',
    ocapi_version: '',
    web_dav_host: '',
    other_url: '',
  },
})
export const opened = (id: CredentialId, stored: Draft): OpenedCredential => ({
  credential: { id, name: `number ${id}`, group: 'none', draft: stored, key_home: { home: 'vault' } },
  last_exchange: null,
})
export const summary = (id: CredentialId): CredentialSummary => ({
  id,
  name: `number ${id}`,
  proposed_name: null,
  group: 'none',
  api_key: '',
  destination: null,
  method: 'signed_jwt',
  business_manager: { instance_host: '', user: '' },
  last_result: null,
  api_results: { scapi: null, ocapi: null, web_dav: null },
  certificate_not_before: null,
  certificate_not_after: null,
  certificate_life: null,
})

/** Loading fresh modules for each test is slow on a busy machine. */
export const MODULES_MS = 60_000

/** Calls of commands that wait for their result, by name. */
export const calls: Record<
  string,
  { arguments: unknown[]; accept: (answer: unknown) => void; refuse: (reason: unknown) => void }[]
> = {}
/** Results that are returned at once. */
export let atOnce: Record<string, (...given: never[]) => unknown> = {}

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        (...given: never[]) =>
          name in atOnce
            ? Promise.resolve(atOnce[name]?.(...given))
            : new Promise((accept, refuse) => (calls[name] ??= []).push({ arguments: given, accept, refuse })),
    },
  ),
}))

export let credentials: (typeof import('./credentials.svelte'))['credentials']
export let opening: typeof import('../credential/opening.svelte')
export let request: (typeof import('../credential/request.svelte'))['request']
export let signedJwt: (typeof import('../credential/request/signed_jwt/signed_jwt.svelte'))['signedJwt']
export let ticks: (typeof import('../credential/ticks.svelte'))['ticks']
export let saving: (typeof import('../credential/saving.svelte'))['saving']
export let keyPair: (typeof import('../credential/key_pair.svelte'))['keyPair']
export let reading: (typeof import('../credential/key_pair/reading.svelte'))['reading']
export let newPair: (typeof import('../credential/new_pair.svelte'))['newPair']
export let choosing: (typeof import('../credential/key_pair/choosing.svelte'))['choosing']
export let unlocking: (typeof import('../credential/unlocking.svelte'))['unlocking']
export let answer: (typeof import('../answer/answer.svelte'))['answer']
export let notices: (typeof import('../../parts/notices.svelte'))['notices']

/** Runs everything that waits only for its turn. */
export const settle = () => new Promise((done) => setTimeout(done))
export const pending = (name: string) => {
  const call = calls[name]?.shift()
  if (!call) throw new Error(`${name} was not called; called were ${Object.keys(calls).join(', ')}`)
  return call
}

/** Loads fresh modules, with three credentials in the store. */
export async function begin(): Promise<void> {
  vi.resetModules()
  for (const name of Object.keys(calls)) delete calls[name]
  atOnce = {
    start: () => ({
      credentials: [summary(1), summary(2), summary(3)],
      folded_groups: [],
      open: opened(1, draft('one')),
      rescue: null,
    }),
    listCredentials: () => [summary(1), summary(2), summary(3)],
    defaultForm: () => form(''),
    saveDraft: () => undefined,
    openKeyPair: () => new Promise(() => {}),
  }
  vi.stubGlobal('HTMLElement', class {})
  vi.stubGlobal('document', {
    activeElement: null,
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementById: () => null,
  })
  await import('../wiring')
  credentials = (await import('./credentials.svelte')).credentials
  opening = await import('../credential/opening.svelte')
  request = (await import('../credential/request.svelte')).request
  signedJwt = (await import('../credential/request/signed_jwt/signed_jwt.svelte')).signedJwt
  ticks = (await import('../credential/ticks.svelte')).ticks
  saving = (await import('../credential/saving.svelte')).saving
  keyPair = (await import('../credential/key_pair.svelte')).keyPair
  reading = (await import('../credential/key_pair/reading.svelte')).reading
  newPair = (await import('../credential/new_pair.svelte')).newPair
  choosing = (await import('../credential/key_pair/choosing.svelte')).choosing
  unlocking = (await import('../credential/unlocking.svelte')).unlocking
  answer = (await import('../answer/answer.svelte')).answer
  notices = (await import('../../parts/notices.svelte')).notices
}
