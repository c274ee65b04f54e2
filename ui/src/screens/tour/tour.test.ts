// Tests that the tour requests a token only with the credential that it created.
import { expect, it, vi } from 'vitest'

const calls: string[] = []

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: new Proxy(
    {},
    {
      get: (_, name: string) => () => {
        calls.push(name)
        if (name === 'openCredential') return Promise.reject({ code: 'nothing_there' })
        if (name !== 'setPracticeSettings') return new Promise(() => {})
        return Promise.resolve({ running_at: null, api_clients: [], settings: { wording: 'as_of_2026', faults: {} } })
      },
    },
  ),
}))

it('sends nothing when its own credential is not open', async () => {
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null, getElementById: () => null })
  await import('../wiring')
  const { tour } = await import('./tour.svelte')
  const { credentials } = await import('../rail/credentials.svelte')
  await tour.begin()
  // A real credential is open; the tour's own was deleted, or never created.
  credentials.openId = 1
  for (const step of [4, 5, 6]) {
    tour.at = step
    void tour.next()
    await new Promise((done) => setTimeout(done))
    tour.busy = false
  }
  expect(calls).not.toContain('getToken')
}, 60_000)
