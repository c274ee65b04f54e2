// Tests that late results do no harm: typed text stays, and the last choice is open.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Draft } from '../../backend'
import {
  atOnce,
  begin,
  calls,
  credentials,
  draft,
  MODULES_MS,
  opened,
  opening,
  pending,
  request,
  saving,
  settle,
  signedJwt,
  summary,
  ticks,
} from './fake_backend'

beforeEach(begin, MODULES_MS)

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
    ticks.current[3] = true
    adoption.accept(opened(2, adoption.arguments[0] as Draft))
    await settle()
    expect(credentials.openId).toBe(2)
    expect(request.apiKey).toBe('typed on')
    expect(ticks.current[3]).toBe(true)
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
    ticks.current[0] = true
    expect(opening.draftWithoutCredential()?.ticks.account_manager).toEqual([true, false, false, false])
  })
})
