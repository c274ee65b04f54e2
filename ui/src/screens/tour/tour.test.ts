// The tour asks for a token with the credential that it made, and with no other.
import { expect, it, vi } from 'vitest'

const asked: string[] = []

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: new Proxy(
    {},
    {
      get: (_, name: string) => () => {
        asked.push(name)
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
  // A real one is open; that of the tour was deleted, or never made.
  credentials.openId = 1
  for (const step of [4, 5, 6]) {
    tour.at = step
    void tour.next()
    await new Promise((done) => setTimeout(done))
    tour.busy = false
  }
  expect(asked).not.toContain('getToken')
}, 60_000)
