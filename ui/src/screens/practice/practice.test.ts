// Tests that nothing is lost: changes in an API client's form when another form opens or while the form is saved, and
// settings that are changed quickly one after the other.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type {
  ApiClientForm,
  ApiClientShown,
  CommandError,
  PracticeSettings,
  PracticeState,
  SaveApiClientOutcome,
} from '../../backend'

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
/** What saving waits for. */
let slow: Promise<void>
/** Why settings are refused. */
let refusal: CommandError | null = null

function state(): PracticeState {
  return { ...known, api_clients: clients }
}

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    practiceState: () => Promise.resolve(state()),
    addApiClient: async () => {
      await slow
      const id = `client-${String(clients.length + 1)}`
      clients = [...clients, client(id, 'Practice client')]
      return { outcome: 'saved', client_id: id, state: state() }
    },
    saveApiClient: async (id: string, { display_name, public_key }: ApiClientForm) => {
      await slow
      if (wrong.length > 0) return { outcome: 'invalid', problems: wrong }
      clients = clients.map((each) => (each.client_id === id ? { ...each, display_name, public_key } : each))
      return { outcome: 'saved', client_id: id, state: state() }
    },
    setPracticeSettings: async (settings: PracticeSettings) => {
      await slow
      if (refusal) throw refusal
      known = { ...known, settings }
      return state()
    },
    previewRequest: () => new Promise(() => {}),
  },
}))

const { practice } = await import('./practice.svelte')

beforeEach(async () => {
  known = { ...practice.known, running_at: null }
  clients = [client('client-1', 'One'), client('client-2', 'Two')]
  wrong = []
  slow = Promise.resolve()
  refusal = null
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

describe('what is typed while the form of an API client is saved', () => {
  let arrive: () => void

  beforeEach(() => {
    slow = new Promise((resolve) => (arrive = resolve))
  })

  it('stays in the form, and is not called saved', async () => {
    type({ display_name: 'First' })
    const saved = practice.save()
    type({ display_name: 'First, typed on' })
    arrive()
    expect(await saved).toBe(true)
    expect(clients[0]?.display_name).toBe('First')
    expect(practice.form?.display_name).toBe('First, typed on')
    expect(practice.saved).toBe(false)
    expect(practice.typed).toBe(true)
  })
  it('is saved before another form opens', async () => {
    type({ display_name: 'First' })
    const chosen = practice.choose('client-2')
    type({ display_name: 'First, typed on' })
    arrive()
    await chosen
    expect(clients.map((each) => each.display_name)).toEqual(['First, typed on', 'Two'])
    expect(practice.openId).toBe('client-2')
  })
  it('is saved before the form of an added API client opens', async () => {
    const added = practice.add()
    type({ display_name: 'First' })
    arrive()
    expect(await added).toBe(true)
    expect(clients.map((each) => each.display_name)).toEqual(['First', 'Two', 'Practice client'])
    expect(practice.openId).toBe('client-3')
  })
  it('does not close another form that was opened meanwhile, even one with the same content', async () => {
    clients = [client('client-1', 'One'), client('client-2', 'One')]
    await practice.load()
    const saved = practice.save()
    await practice.choose('client-2')
    arrive()
    await saved
    expect(practice.openId).toBe('client-2')
  })
  it('stays in another form that was opened meanwhile', async () => {
    const saved = practice.save()
    await practice.choose('client-2')
    type({ display_name: 'Second' })
    arrive()
    await saved
    expect(practice.openId).toBe('client-2')
    expect(practice.form?.display_name).toBe('Second')
  })
})

describe('settings that are changed quickly one after the other', () => {
  it('are all stored, and shown only then', async () => {
    let arrive = () => {}
    slow = new Promise((resolve) => (arrive = resolve))
    const changes = [
      practice.setFaults({ inactive: true }),
      practice.change({ wording: 'as_in_2021' }),
      practice.setFaults({ strict_audience: true }),
    ]
    expect(practice.hasFaults).toBe(false)
    arrive()
    expect(await Promise.all(changes)).toEqual([true, true, true])
    expect(known.settings).toMatchObject({ wording: 'as_in_2021', faults: { inactive: true, strict_audience: true } })
    expect(practice.faults).toEqual(known.settings.faults)
    await practice.clearFaults()
    expect(practice.hasFaults).toBe(false)
  })
  it('are stored even after one was refused', async () => {
    refusal = { code: 'store', error: { code: 'locked' } } as CommandError
    expect(await practice.setFaults({ inactive: true })).toBe(false)
    refusal = null
    expect(await practice.setFaults({ scope_not_allowed: true })).toBe(true)
    expect(known.settings.faults).toMatchObject({ inactive: false, scope_not_allowed: true })
    await practice.clearFaults()
  })
})
