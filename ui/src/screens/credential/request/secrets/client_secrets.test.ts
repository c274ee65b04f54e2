// Tests that secrets reach Rust in the order in which they are typed, and that none stays in the page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClientSecretShown } from '../../../../backend'

const shown = (characters: number | null): ClientSecretShown[] => [
  { kind: 'client_secret', characters, home: { home: 'not_stored_yet' } },
]
const typed: string[] = []
let release: (() => void)[] = []
const backend = {
  typeClientSecret: vi.fn((_credential: number | null, _kind: string, text: string) => {
    typed.push(text)
    return new Promise<void>((resolve) => release.push(resolve))
  }),
  clientSecrets: vi.fn(() => Promise.resolve(shown(typed.at(-1)?.length ?? null))),
  storeClientSecrets: vi.fn(() => Promise.resolve(shown(typed.at(-1)?.length ?? null))),
  revealClientSecret: vi.fn(() => Promise.resolve('the secret')),
}
vi.mock('../../../../backend', () => ({ commands: backend, asCommandError: (reason: unknown) => reason }))

const { clientSecrets } = await import('./client_secrets.svelte')

/** Has Rust take what is sent, one text after the other, until nothing is under way. */
async function settle(): Promise<void> {
  let settled = false
  const flushed = clientSecrets.flush().then(() => (settled = true))
  while (!settled) {
    for (const each of release.splice(0)) each()
    await new Promise((done) => setTimeout(done))
  }
  await flushed
}

beforeEach(() => {
  typed.length = 0
  release = []
  vi.clearAllMocks()
  clientSecrets.begin(1, 'signed_jwt')
})

// What one test left under way would be sent in the next.
afterEach(settle)

describe('typing a secret', () => {
  it('sends one text after the other, and only the last of those that wait', async () => {
    clientSecrets.type('client_secret', 'a')
    clientSecrets.type('client_secret', 'ab')
    clientSecrets.type('client_secret', 'abc')
    expect(typed).toEqual(['a'])
    await settle()
    expect(typed).toEqual(['a', 'abc'])
  })

  it('loses nothing that is typed while the result of sending is read', async () => {
    let read = () => {}
    backend.clientSecrets.mockImplementationOnce(() => new Promise((resolve) => (read = () => resolve(shown(1)))))
    clientSecrets.type('client_secret', 'a')
    release.shift()?.()
    await vi.waitFor(() => expect(backend.clientSecrets).toHaveBeenCalled())
    clientSecrets.type('client_secret', 'ab')
    read()
    await vi.waitFor(() => expect(typed).toEqual(['a', 'ab']))
  })

  it('loses nothing that is typed in the moment in which sending ends', async () => {
    for (let moment = 0; moment < 20; moment++) {
      clientSecrets.type('client_secret', 'a')
      release.shift()?.()
      for (let passed = 0; passed < moment; passed++) await Promise.resolve()
      clientSecrets.type('client_secret', 'ab')
      await settle()
      expect(typed.splice(0), `after ${moment} microtasks`).toEqual(['a', 'ab'])
    }
  })

  it('is stored before another credential opens', async () => {
    clientSecrets.type('client_secret', 'abc')
    await settle()
    expect(backend.storeClientSecrets).toHaveBeenCalledWith(1)
    expect(clientSecrets.has('client_secret')).toBe(true)
    clientSecrets.begin(2, 'signed_jwt')
    expect(clientSecrets.has('client_secret')).toBe(false)
  })

  it('forgets a secret that was shown when another credential opens', async () => {
    await clientSecrets.reveal('client_secret')
    expect(clientSecrets.revealed.get('client_secret')).toBe('the secret')
    clientSecrets.begin(2, 'signed_jwt')
    expect(clientSecrets.revealed.size).toBe(0)
  })
})
