// Tests that late results do no harm: typed text stays, the last choice is open, and nothing of one credential appears
// in another.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type {
  CredentialId,
  CredentialSummary,
  Draft,
  ExchangeShown,
  OpenedCredential,
  RequestForm,
} from '../../backend'

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

/** Loading fresh modules for each test is slow on a busy machine. */
const MODULES_MS = 60_000

/** Calls of commands that wait for their result, by name. */
const calls: Record<
  string,
  { arguments: unknown[]; accept: (answer: unknown) => void; refuse: (reason: unknown) => void }[]
> = {}
/** Results that are returned at once. */
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
            : new Promise((accept, refuse) => (calls[name] ??= []).push({ arguments: given, accept, refuse })),
    },
  ),
}))

let credentials: (typeof import('./credentials.svelte'))['credentials']
let opening: typeof import('../credential/opening.svelte')
let request: (typeof import('../credential/request.svelte'))['request']
let signedJwt: (typeof import('../credential/request/signed_jwt/signed_jwt.svelte'))['signedJwt']
let steps: (typeof import('../credential/steps.svelte'))['steps']
let saving: (typeof import('../credential/saving.svelte'))['saving']
let keyPair: (typeof import('../credential/key_pair.svelte'))['keyPair']
let reading: (typeof import('../credential/key_pair/reading.svelte'))['reading']
let newPair: (typeof import('../credential/new_pair.svelte'))['newPair']
let unlocking: (typeof import('../credential/unlocking.svelte'))['unlocking']
let answer: (typeof import('../answer/answer.svelte'))['answer']
let notices: (typeof import('../../parts/notices.svelte'))['notices']

/** Runs everything that waits only for its turn. */
const settle = () => new Promise((done) => setTimeout(done))
const pending = (name: string) => {
  const call = calls[name]?.shift()
  if (!call) throw new Error(`${name} was not called; called were ${Object.keys(calls).join(', ')}`)
  return call
}

beforeEach(async () => {
  vi.resetModules()
  for (const name of Object.keys(calls)) delete calls[name]
  atOnce = {
    start: () => ({ credentials: [summary(1), summary(2), summary(3)], open: opened(1, draft('one')), rescue: null }),
    listCredentials: () => [summary(1), summary(2), summary(3)],
    defaultForm: () => form(''),
    saveDraft: () => undefined,
    openKeyPair: () => new Promise(() => {}),
  }
  vi.stubGlobal('HTMLElement', class {})
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null, getElementById: () => null })
  await import('../wiring')
  credentials = (await import('./credentials.svelte')).credentials
  opening = await import('../credential/opening.svelte')
  request = (await import('../credential/request.svelte')).request
  signedJwt = (await import('../credential/request/signed_jwt/signed_jwt.svelte')).signedJwt
  steps = (await import('../credential/steps.svelte')).steps
  saving = (await import('../credential/saving.svelte')).saving
  keyPair = (await import('../credential/key_pair.svelte')).keyPair
  reading = (await import('../credential/key_pair/reading.svelte')).reading
  newPair = (await import('../credential/new_pair.svelte')).newPair
  unlocking = (await import('../credential/unlocking.svelte')).unlocking
  answer = (await import('../answer/answer.svelte')).answer
  notices = (await import('../../parts/notices.svelte')).notices
}, MODULES_MS)

describe('the first start', () => {
  const key_pair = { private_key: {}, certificate: null, belong_together: null, rotation: null }
  const storage = { home: { state: 'nothing' }, files: [] }
  let screens: (typeof import('../screens.svelte'))['screens']

  beforeEach(async () => {
    screens = (await import('../screens.svelte')).screens
    const only = opened(1, draft(''))
    const nameless = { ...only, credential: { ...only.credential, name: '' } }
    atOnce['start'] = () => ({ credentials: [{ ...summary(1), name: '' }], open: nameless, rescue: null })
    delete atOnce['openKeyPair']
  })

  it(
    'shows the first screen, and leaves it for a stored key pair',
    async () => {
      await credentials.load()
      expect(screens.current).toBe('first')
      pending('openKeyPair').accept({ facts: key_pair, storage })
      await settle()
      expect(screens.current).toBe('credential')
    },
    MODULES_MS,
  )
  it(
    'leaves it also when the key pair arrives while the screen is loading',
    async () => {
      let arrive = () => {}
      const { first } = screens.pages
      const coming = new Promise<void>((resolve) => (arrive = resolve))
      screens.pages = { ...screens.pages, first: async () => (await coming, first()) }
      const loading = credentials.load()
      await vi.waitFor(() => expect(calls['openKeyPair']).toBeDefined())
      pending('openKeyPair').accept({ facts: key_pair, storage })
      await settle()
      arrive()
      await loading
      expect(screens.current).toBe('credential')
    },
    MODULES_MS,
  )
})

describe('opening a credential', () => {
  it('keeps the open one, with what is typed in it, when it is clicked while another is loading', async () => {
    await credentials.load()
    void credentials.show(2)
    await settle()
    void credentials.show(1)
    request.apiKey = 'one, changed'
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    expect(credentials.openId).toBe(1)
    expect(request.apiKey).toBe('one, changed')
  })
  it('shows the later click at once, and not the late result of an earlier one', async () => {
    await credentials.load()
    void credentials.duplicate(summary(1))
    await settle()
    // A keychain prompt delays this one.
    const copy = pending('duplicateCredential')
    void credentials.show(3)
    await settle()
    pending('openCredential').accept(opened(3, draft('three')))
    await settle()
    expect(credentials.openId).toBe(3)
    copy.accept(opened(4, draft('one')))
    await settle()
    expect(credentials.openId).toBe(3)
    expect(request.apiKey).toBe('three')
    expect(credentials.renaming).toBeNull()
  })
  it('offers the undo until the deleted one is back', async () => {
    await credentials.load()
    credentials.deleted = { id: 2, name: 'number 2' }
    void credentials.undoDelete()
    await settle()
    pending('undeleteCredential').refuse({ code: 'store', error: { code: 'locked' } })
    await settle()
    expect(credentials.deleted?.id).toBe(2)
    void credentials.undoDelete()
    await settle()
    pending('undeleteCredential').accept(opened(2, draft('two')))
    await settle()
    expect(credentials.deleted).toBeNull()
    expect(credentials.openId).toBe(2)
  })
  it('does not use the preview of the previous one', async () => {
    const own = [{ edit: 'set' as const, name: 'purpose', text: 'audit' }]
    await credentials.load()
    request.schedulePreview()
    await vi.waitFor(() => expect(calls.previewRequest?.length).toBe(1), 30_000)
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two', own)))
    await settle()
    pending('previewRequest').accept({ claims: [], findings: [] })
    await settle()
    expect(request.preview).toBeNull()
    request.schedulePreview()
    await vi.waitFor(() => expect(calls.previewRequest?.length).toBe(1), 30_000)
    pending('previewRequest').accept({ claims: [{ name: 'purpose', source: 'added' }], findings: [] })
    await settle()
    expect(signedJwt.edits.map((edit) => edit.added)).toEqual([true])
  }, 60_000)
  it('shows its added claims, even those that cannot be read', async () => {
    const claims = [
      { edit: 'set' as const, name: 'exp', text: '0' },
      { edit: 'leave_out' as const, name: 'jti' },
      { edit: 'set' as const, name: 'purpose', text: 'audit' },
      { edit: 'set' as const, name: 'roles', text: '[' },
    ]
    await credentials.load()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two', claims)))
    await settle()
    request.schedulePreview()
    await vi.waitFor(() => expect(calls.previewRequest?.length).toBe(1), 30_000)
    const sources = { exp: 'edited', jti: 'left_out', purpose: 'added' }
    pending('previewRequest').accept({
      claims: Object.entries(sources).map(([name, source]) => ({ name, source })),
      findings: [],
    })
    await settle()
    expect(signedJwt.edits.filter((edit) => edit.added).map((edit) => edit.name)).toEqual(['purpose', 'roles'])
  }, 60_000)
})

describe('deleting', () => {
  it('deletes one at a time, because only one can be restored', async () => {
    vi.stubGlobal('document', { querySelectorAll: () => [] })
    await credentials.load()
    void credentials.delete(summary(2))
    void credentials.delete(summary(3))
    await settle()
    pending('deleteCredential').accept(null)
    await settle()
    expect(calls.deleteCredential).toEqual([])
    expect(credentials.deleted?.id).toBe(2)
    void credentials.delete(summary(3))
    await settle()
    expect(pending('deleteCredential').arguments[0]).toBe(3)
  })
  it('can be retried after a failure', async () => {
    await credentials.load()
    void credentials.delete(summary(2))
    pending('deleteCredential').refuse({ code: 'store', error: { code: 'locked' } })
    await settle()
    void credentials.delete(summary(2))
    expect(pending('deleteCredential').arguments[0]).toBe(2)
  })
})

describe('the preview', () => {
  it('is requested even while the person keeps typing', async () => {
    await credentials.load()
    for (let letters = 1; letters <= 5; letters++) {
      request.apiKey = 'x'.repeat(letters)
      request.schedulePreview()
      await new Promise((done) => setTimeout(done, 60))
    }
    expect(calls.previewRequest?.length).toBeGreaterThan(0)
  })
})

describe('what is typed while nothing can be stored', () => {
  const locked = { code: 'store', error: { code: 'locked' } }

  beforeEach(async () => {
    delete atOnce.start
    void credentials.load()
    pending('start').refuse(locked)
    await settle()
    expect(credentials.error).toEqual(locked.error)
  })

  it('stays, with what is typed while a credential is created for it', async () => {
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
    expect(saving.unsaved(2)?.form.api_key).toBe('typed on')
  })
  it('stays when no credential can be created yet, and becomes one later, once', async () => {
    request.apiKey = 'typed'
    void credentials.load()
    void credentials.load()
    pending('start').accept({ credentials: [summary(1)], open: opened(1, draft('one')), rescue: null })
    await settle()
    pending('adoptCredential').refuse(locked)
    await settle()
    expect(request.apiKey).toBe('typed')
    expect(credentials.error).toEqual(locked.error)
    void credentials.load()
    pending('start').accept({ credentials: [summary(1)], open: opened(1, draft('one')), rescue: null })
    await settle()
    const adoption = pending('adoptCredential')
    adoption.accept(opened(2, adoption.arguments[0] as Draft))
    await settle()
    expect(credentials.openId).toBe(2)
    expect(calls.adoptCredential).toEqual([])
  })
  it.each([
    ['lifetime', () => (signedJwt.lifetime = '30')],
    ['header', () => (signedJwt.header.x5t = true)],
    ['waiting time', () => (request.totalTimeout = '5')],
    ['algorithm', () => (signedJwt.algorithm = 'ES256')],
    ['audience', () => Object.assign(request, { kind: 'other', audience: 'https://login.example.com' })],
  ])('is stored even when only the %s was changed', (_, change) => {
    expect(opening.isTyped()).toBe(false)
    change()
    expect(opening.isTyped()).toBe(true)
    expect(opening.draftWithoutCredential()?.form).toEqual(request.form)
  })
  it('is stored even when it is only a tick', () => {
    expect(opening.draftWithoutCredential()).toBeNull()
    steps.ticks[0] = true
    expect(opening.draftWithoutCredential()?.ticks).toEqual([true, false, false, false])
  })
})

describe('the key pair of one credential', () => {
  const facts = (subject: string) => ({ private_key: null, certificate: { subject }, rotation: null }) as never
  const report = (subject: string) => ({
    problems: [],
    notes: [],
    locked: [],
    took_private_key: false,
    took_certificate: true,
    key_pair: facts(subject),
  })

  it("is requested with the credential's ID", async () => {
    await credentials.load()
    void reading.readPasted()
    reading.pasted = 'a key'
    void reading.readPasted()
    void request.send()
    void keyPair.generate()
    await settle()
    for (const name of ['readPastedKey', 'getToken', 'makeKeyPair']) expect(pending(name).arguments[0]).toBe(1)
  })
  it('is read for it, and not shown in another that was opened meanwhile', async () => {
    await credentials.load()
    const dropped = reading.readDropped()
    void reading.chooseFiles()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    for (const name of ['readDroppedFiles', 'chooseKeyFiles']) {
      const call = pending(name)
      expect(call.arguments[0]).toBe(1)
      call.accept(report('of number 1'))
    }
    expect(await dropped).toBeNull()
    await settle()
    expect(keyPair.facts.certificate).toBeNull()
  })
  it('is unlocked for it, and not shown in another', async () => {
    await credentials.load()
    unlocking.ask(1, [{ lock: { source: 0 } } as never])
    unlocking.passphrase = 'right'
    void unlocking.unlock()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    const call = pending('unlockKey')
    expect(call.arguments[0]).toBe(1)
    call.accept(report('of number 1'))
    await settle()
    expect(keyPair.facts.certificate).toBeNull()
  })
  describe('left locked while its passphrase is checked', () => {
    const locked = (refused: boolean) => ({ lock: { source: 0 }, refused }) as never

    beforeEach(async () => {
      await credentials.load()
      unlocking.ask(1, [locked(false)])
      unlocking.passphrase = 'tried'
      void unlocking.unlock()
      void unlocking.leave()
      pending('forgetLockedKeys').accept(null)
      await settle()
      expect(unlocking.busy).toBe(false)
    })

    it('is not asked for again after a wrong passphrase, and is dropped again', async () => {
      pending('unlockKey').accept({ ...report('with it'), took_certificate: false, locked: [locked(true)] })
      await settle()
      expect(unlocking.current).toBeNull()
      expect(unlocking.leftLocked.length).toBe(1)
      expect(notices.announcement).toBe('')
      expect(pending('forgetLockedKeys').arguments[0]).toBe(1)
    })
    it('is shown without a message when the passphrase opened it after all', async () => {
      pending('unlockKey').accept(report('opened'))
      await settle()
      expect(keyPair.facts.certificate?.subject).toBe('opened')
      expect(unlocking.leftLocked).toEqual([])
      expect(notices.announcement).toBe('')
    })
    it('causes no error when there is nothing left to open', async () => {
      pending('unlockKey').refuse({ code: 'nothing_there' })
      await settle()
      expect(notices.error).toBeNull()
      expect(unlocking.leftLocked.length).toBe(1)
    })
    it('does not block the next passphrase', async () => {
      unlocking.ask(1, [locked(false)])
      unlocking.passphrase = 'right'
      void unlocking.unlock()
      const [first, second] = [pending('unlockKey'), pending('unlockKey')]
      first.accept({ ...report('with it'), took_certificate: false, locked: [locked(true)] })
      await settle()
      expect(unlocking.busy).toBe(true)
      expect(unlocking.passphrase).toBe('right')
      second.accept(report('opened'))
      await settle()
      expect(unlocking.busy).toBe(false)
      expect(keyPair.facts.certificate?.subject).toBe('opened')
    })
  })
  it('is changed only once, no matter how often that is requested meanwhile', async () => {
    await credentials.load()
    void keyPair.restore()
    void keyPair.restore()
    expect(keyPair.changing).toBe(true)
    pending('restoreKeyPair').accept(facts('the previous one'))
    await settle()
    expect(calls.restoreKeyPair).toEqual([])
    expect(keyPair.facts.certificate?.subject).toBe('the previous one')
    expect(keyPair.changing).toBe(false)
    void keyPair.restore()
    expect(calls.restoreKeyPair?.length).toBe(1)
  })
  it('can be changed while another one is being changed', async () => {
    await credentials.load()
    void keyPair.replace()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    expect(keyPair.changing).toBe(false)
    void keyPair.replace()
    expect(calls.removeKeyPair?.map((call) => call.arguments[0])).toEqual([1, 2])
  })
  it('belongs to no credential while nothing can be stored', async () => {
    delete atOnce.start
    void credentials.load()
    pending('start').refuse({ code: 'store', error: { code: 'locked' } })
    await settle()
    void keyPair.generate()
    expect(pending('makeKeyPair').arguments[0]).toBeNull()
  })
  it('includes the options for a new pair', async () => {
    await credentials.load()
    newPair.commonName = 'walk'
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    expect(newPair.commonName).toBe('countersign')
  })
  it('leaves nothing of a pasted key in the page once it was read', async () => {
    await credentials.load()
    reading.pasted = '-----BEGIN PRIVATE KEY-----'
    void reading.readPasted()
    pending('readPastedKey').accept(report('read'))
    await settle()
    expect(reading.pasted).toBe('')
  })
  it('leaves text alone that was typed into the paste field during a reading', async () => {
    await credentials.load()
    reading.pasted = 'first'
    void reading.readPasted()
    reading.pasted = 'first and more'
    reading.pastedChanged()
    pending('readPastedKey').accept(report('read'))
    await settle()
    expect(reading.pasted).toBe('first and more')
  })
})

describe('leaving practice', () => {
  const exchange = {
    verdict: 'refused',
    findings: [],
    started_at: 0,
    duration_ms: 1,
    sent: { url: 'http://localhost:4711/dwsso/oauth2/access_token', recipient: 'practice' },
  } as unknown as ExchangeShown
  const practising = { ...draft('client'), form: { ...form('client'), destination: { kind: 'practice' as const } } }

  beforeEach(async () => {
    atOnce.start = () => ({
      credentials: [summary(1)],
      open: { ...opened(1, practising), last_exchange: exchange },
      rescue: null,
    })
    await credentials.load()
    expect(answer.last?.server.practice).toBe(true)
  })

  it('removes the API key and the response', () => {
    request.leavePractice()
    expect(request.form).toEqual(form(''))
    expect(answer.last).toBeNull()
  })
  it('can be undone', () => {
    request.leavePractice()
    request.returnToPractice()
    expect(request.form).toEqual(practising.form)
    expect(answer.last?.exchange).toBe(exchange)
    expect(request.canReturn).toBe(false)
  })
  it('cannot be undone once another API key was typed', () => {
    request.leavePractice()
    expect(request.canReturn).toBe(true)
    request.apiKey = 'real'
    expect(request.canReturn).toBe(false)
  })
  it('shows no practice response when the credential is opened again', () => {
    request.leavePractice()
    opening.leave()
    opening.fillFrom({ ...opened(1, practising), last_exchange: exchange })
    expect(request.practising).toBe(false)
    expect(answer.last).toBeNull()
  })
})
