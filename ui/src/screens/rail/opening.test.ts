// Whatever Rust answers late, what was typed since stays, and what was chosen last is open.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CredentialId, CredentialSummary, Draft, OpenedCredential, RequestForm } from '../../backend'

const form = (api_key: string, claims: RequestForm['claims'] = []): RequestForm => ({
  api_key,
  destination: { kind: 'account_manager' },
  scopes: '',
  lifetime_seconds: '60',
  claims,
  algorithm: 'RS256',
  header: { kid: '', x5t: false, x5t_s256: false, x5c: false },
  connect_timeout_seconds: '10',
  total_timeout_seconds: '30',
})
const draft = (api_key: string, claims?: RequestForm['claims']): Draft => ({
  form: form(api_key, claims),
  notes: '',
  ticks: [false, false, false, false],
})
const opened = (id: CredentialId, stored: Draft): OpenedCredential => ({
  credential: { id, name: `number ${id}`, group: 'none', draft: stored, key_home: { home: 'vault' } },
  last_exchange: null,
})
const summary = (id: CredentialId): CredentialSummary => ({
  id,
  name: `number ${id}`,
  group: 'none',
  api_key: '',
  destination: null,
  last_result: null,
  certificate_not_after: null,
  certificate_life: null,
})

/** Each test begins with modules of its own, and a busy machine takes its time over them. */
const MODULES_MS = 60_000

/** The commands that wait for their answer, by name. */
const asked: Record<
  string,
  { arguments: unknown[]; accept: (answer: unknown) => void; refuse: (reason: unknown) => void }[]
> = {}
/** What is answered at once. */
let atOnce: Record<string, (...given: never[]) => unknown> = {}

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
            : new Promise((accept, refuse) => (asked[name] ??= []).push({ arguments: given, accept, refuse })),
    },
  ),
}))

let credentials: (typeof import('./credentials.svelte'))['credentials']
let opening: typeof import('../credential/opening.svelte')
let request: (typeof import('../credential/request.svelte'))['request']
let steps: (typeof import('../credential/steps.svelte'))['steps']
let saving: (typeof import('../credential/saving.svelte'))['saving']

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((done) => setTimeout(done))
const pending = (name: string) => {
  const call = asked[name]?.shift()
  if (!call) throw new Error(`${name} was not asked; asked were ${Object.keys(asked).join(', ')}`)
  return call
}

beforeEach(async () => {
  vi.resetModules()
  for (const name of Object.keys(asked)) delete asked[name]
  atOnce = {
    start: () => ({ credentials: [summary(1), summary(2), summary(3)], open: opened(1, draft('one')), rescue: null }),
    listCredentials: () => [summary(1), summary(2), summary(3)],
    saveDraft: () => undefined,
    openKeyPair: () => new Promise(() => {}),
  }
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null, getElementById: () => null })
  credentials = (await import('./credentials.svelte')).credentials
  opening = await import('../credential/opening.svelte')
  request = (await import('../credential/request.svelte')).request
  steps = (await import('../credential/steps.svelte')).steps
  saving = (await import('../credential/saving.svelte')).saving
}, MODULES_MS)

describe('opening a credential', () => {
  it('a click on the open one, while another is on its way, keeps it open with what is typed in it', async () => {
    await credentials.load()
    void credentials.show(2)
    await settle()
    void credentials.show(1)
    request.apiKey = 'one, changed'
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    const call = pending('openCredential')
    expect(call.arguments).toEqual([1])
    call.accept(opened(1, draft('one')))
    await settle()
    expect(credentials.openId).toBe(1)
    expect(request.apiKey).toBe('one, changed')
  })
  it('asks for one after the other, so that Rust has the one that is seen', async () => {
    await credentials.load()
    void credentials.show(2)
    void credentials.show(3)
    await settle()
    const first = pending('openCredential')
    expect(asked.openCredential).toEqual([])
    first.accept(opened(2, draft('two')))
    await settle()
    pending('openCredential').accept(opened(3, draft('three')))
    await settle()
    expect(credentials.openId).toBe(3)
    expect(request.apiKey).toBe('three')
  })
  it('does not take the preview of the one before for its own', async () => {
    const own = [{ edit: 'set' as const, name: 'purpose', text: 'audit' }]
    await credentials.load()
    request.schedulePreview()
    await vi.waitFor(() => expect(asked.previewRequest?.length).toBe(1))
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two', own)))
    await settle()
    pending('previewRequest').accept({ claims: [], findings: [] })
    await settle()
    expect(request.preview).toBeNull()
    request.schedulePreview()
    await vi.waitFor(() => expect(asked.previewRequest?.length).toBe(1))
    pending('previewRequest').accept({ claims: [{ name: 'purpose', source: 'added' }], findings: [] })
    await settle()
    expect(request.edits.map((edit) => edit.added)).toEqual([true])
  })
})

describe('the preview', () => {
  it('is asked for while typing goes on', async () => {
    await credentials.load()
    for (let letters = 1; letters <= 5; letters++) {
      request.apiKey = 'x'.repeat(letters)
      request.schedulePreview()
      await new Promise((done) => setTimeout(done, 60))
    }
    expect(asked.previewRequest?.length).toBeGreaterThan(0)
  })
})

describe('what is typed while nothing can be stored', () => {
  const locked = { code: 'store', trouble: { code: 'locked' } }

  beforeEach(async () => {
    delete atOnce.start
    atOnce.defaultForm = () => form('')
    void credentials.load()
    pending('start').refuse(locked)
    await settle()
    expect(credentials.trouble).toEqual(locked.trouble)
  })

  it('stays, with what is typed while it becomes a credential', async () => {
    request.apiKey = 'typed'
    void credentials.load()
    pending('start').accept({ credentials: [summary(1)], open: opened(1, draft('one')), rescue: null })
    await settle()
    const adoption = pending('adoptCredential')
    request.apiKey = 'typed on'
    steps.ticks[3] = true
    adoption.accept(opened(2, adoption.arguments[0] as Draft))
    await settle()
    expect(credentials.openId).toBe(2)
    expect(request.apiKey).toBe('typed on')
    expect(steps.ticks[3]).toBe(true)
    expect(saving.waiting(2)?.form.api_key).toBe('typed on')
  })
  it('stays when it cannot become one yet, and does later, once', async () => {
    request.apiKey = 'typed'
    void credentials.load()
    void credentials.load()
    pending('start').accept({ credentials: [summary(1)], open: opened(1, draft('one')), rescue: null })
    await settle()
    pending('adoptCredential').refuse(locked)
    await settle()
    expect(request.apiKey).toBe('typed')
    expect(credentials.trouble).toEqual(locked.trouble)
    void credentials.load()
    pending('start').accept({ credentials: [summary(1)], open: opened(1, draft('one')), rescue: null })
    await settle()
    const adoption = pending('adoptCredential')
    adoption.accept(opened(2, adoption.arguments[0] as Draft))
    await settle()
    expect(credentials.openId).toBe(2)
    expect(asked.adoptCredential).toEqual([])
  })
  it('is worth keeping also when it is only a tick', () => {
    expect(opening.strayDraft()).toBeNull()
    steps.ticks[0] = true
    expect(opening.strayDraft()?.ticks).toEqual([true, false, false, false])
  })
})
