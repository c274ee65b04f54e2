// Tests the buttons beside advice: what they change, when they are offered, and that a change can be undone alone.
import { beforeEach, expect, it } from 'vitest'
import type { FixAction } from '../../words/finding_words'
import type { Place } from './fixes.svelte'
import { begin, MODULES_MS, request } from '../rail/fake_backend'

const elsewhere: Place = { server: { name: 'login.example.com', accountManager: false } }

async function modules() {
  const [fixes, { changeForm }, { signedJwt }] = await Promise.all([
    import('./fixes.svelte'),
    import('./form_change.svelte'),
    import('./request/signed_jwt/signed_jwt.svelte'),
  ])
  const press = (action: FixAction) => {
    const fix = fixes.fixOf(action)
    if (fix.kind !== 'change') throw new Error('it changes nothing')
    return changeForm(() => fix.change(action))
  }
  return { ...fixes, press, signedJwt }
}

beforeEach(begin, MODULES_MS)

it('removes exactly the scopes that the core left out, and only from the scopes that were sent', async () => {
  const { isOffered, press } = await modules()
  const action: FixAction = { do: 'correct', field: 'scopes', text: 'mail', from: 'mail sfcc.orders', label: 'x' }
  request.scopes = 'mail  sfcc.orders'
  expect(isOffered(action, elsewhere)).toBe(true)
  const undo = press(action)
  expect(request.scopes).toBe('mail')
  expect(isOffered(action, elsewhere)).toBe(false)
  undo?.()
  expect(request.scopes).toBe('mail  sfcc.orders')
  request.scopes = 'mail roles sfcc.orders'
  expect(isOffered(action, elsewhere)).toBe(false)
})

it('undoes its own change and keeps what the person changed meanwhile', async () => {
  const { press, signedJwt } = await modules()
  request.kind = 'account_manager'
  request.audience = ''
  signedJwt.edits = []
  signedJwt.setClaim('aud', 'https://typed.example')
  const undo = press({ do: 'use_address', address: 'https://login.example.com/new' })
  expect([request.kind, request.tokenEndpoint]).toEqual(['other', 'https://login.example.com/new'])
  request.scopes = 'roles'
  undo?.()
  expect([request.kind, request.scopes]).toEqual(['account_manager', 'roles'])
  expect(signedJwt.edits.map(({ name, text }) => [name, text])).toEqual([['aud', 'https://typed.example']])
})

it('puts an audience where it is typed: into the field, or for Account Manager into the claim', async () => {
  const { press, signedJwt } = await modules()
  const action: FixAction = { do: 'use_audience', audience: 'https://a.example' }
  request.kind = 'other'
  signedJwt.edits = []
  signedJwt.setClaim('aud', 'https://typed.example')
  press(action)
  expect([request.audience, signedJwt.edits.length]).toEqual(['https://a.example', 0])
  request.kind = 'account_manager'
  press(action)
  expect(signedJwt.edits.map(({ name, text }) => [name, text])).toEqual([['aud', 'https://a.example']])
})

it('resets claims that were changed, left out or added, and no others', async () => {
  const { isOffered, press, signedJwt } = await modules()
  const action: FixAction = { do: 'reset_claims', names: ['exp', 'nbf'] }
  signedJwt.edits = []
  signedJwt.setClaim('aud', 'x')
  expect(isOffered(action, elsewhere)).toBe(false)
  signedJwt.leaveOutClaim('exp')
  signedJwt.addClaim()
  Object.assign(signedJwt.edits.at(-1)!, { name: 'nbf', text: '7' })
  expect(isOffered(action, elsewhere)).toBe(true)
  press(action)
  expect(signedJwt.edits.map(({ name }) => name)).toEqual(['aud'])
})

it('has no button that acts on the open credential beside a stored attempt', async () => {
  const { fixes, isOffered } = await modules()
  request.scopes = 'mail'
  const stored = (action: FixAction) => isOffered(action, { ...elsewhere, showTab: () => {} }, true)
  expect(stored({ do: 'correct', field: 'scopes', text: '', label: 'x' })).toBe(false)
  expect(stored({ do: 'get_token' })).toBe(false)
  expect(stored({ do: 'go_to_field', field: 'scopes' })).toBe(false)
  expect(stored({ do: 'copy_certificate' })).toBe(false)
  expect(stored({ do: 'show_tab', tab: 'response' })).toBe(true)
  expect(stored({ do: 'open_account_manager' })).toBe(true)
  expect(Object.values(fixes).every((fix) => typeof fix.label === 'function')).toBe(true)
})
