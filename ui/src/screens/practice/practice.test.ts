// Tests that unsaved changes in an API client's form are not lost when another form opens.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClientForm, ApiClientShown, PracticeState, SaveApiClientOutcome } from '../../backend'

const client = (client_id: string, display_name: string): ApiClientShown => ({
  client_id,
  display_name,
  has_password: false,
  public_key: '',
  public_key_field: { state: 'empty' },
  auth_method: 'private_key_jwt',
  token_format: 'jwt',
  authentication_type: 'confidential',
  active: true,
  allowed_scopes: '',
  roles: [],
})

/** The state of the Rust side, and the problems it finds in the next form. */
let clients: ApiClientShown[] = []
let wrong: Extract<SaveApiClientOutcome, { outcome: 'invalid' }>['problems'] = []
let known: PracticeState

function state(): PracticeState {
  return { ...known, api_clients: clients }
}

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    practiceState: () => Promise.resolve(state()),
    addApiClient: () => {
      const id = `client-${String(clients.length + 1)}`
      clients = [...clients, client(id, 'Practice client')]
      return Promise.resolve({ outcome: 'saved', client_id: id, state: state() })
    },
    saveApiClient: (id: string, { display_name, public_key }: ApiClientForm) => {
      if (wrong.length > 0) return Promise.resolve({ outcome: 'invalid', problems: wrong })
      clients = clients.map((each) => (each.client_id === id ? { ...each, display_name, public_key } : each))
      return Promise.resolve({ outcome: 'saved', client_id: id, state: state() })
    },
    previewRequest: () => new Promise(() => {}),
  },
}))

const { practice } = await import('./practice.svelte')

beforeEach(async () => {
  known = { ...practice.known, running_at: null }
  clients = [client('client-1', 'One'), client('client-2', 'Two')]
  wrong = []
  practice.open(null)
  await practice.load()
})

function type(change: Partial<ApiClientForm>): void {
  if (!practice.form) throw new Error('no form is open')
  Object.assign(practice.form, change)
}

describe('what is typed into the form of an API client', () => {
  it('is saved when another API client is chosen', async () => {
    type({ display_name: 'First' })
    await practice.choose('client-2')
    expect(practice.openId).toBe('client-2')
    expect(clients.map((each) => each.display_name)).toEqual(['First', 'Two'])
  })
  it('is saved when an API client is added', async () => {
    type({ display_name: 'First' })
    expect(await practice.add()).toBe(true)
    expect(clients.map((each) => each.display_name)).toEqual(['First', 'Two', 'Practice client'])
  })
  it('stays, with its problems, when it cannot be saved', async () => {
    type({ display_name: '' })
    wrong = [{ code: 'display_name_missing' }]
    await practice.choose('client-2')
    expect(await practice.add()).toBe(false)
    expect(practice.openId).toBe('client-1')
    expect(practice.form?.display_name).toBe('')
    expect(practice.problems).toEqual(wrong)
  })
  it('is removed from the page when it is a private key', async () => {
    type({ display_name: 'First', public_key: '-----BEGIN PRIVATE KEY-----' })
    wrong = [{ code: 'public_key_is_private' }]
    expect(await practice.save()).toBe(false)
    expect(practice.form).toMatchObject({ display_name: 'First', public_key: '' })
  })
})
