// Tests that the screen requested last is shown, even when another one loads late or fails.
import { beforeEach, expect, it, vi } from 'vitest'

const showError = vi.fn()
vi.mock('../parts/notices.svelte', () => ({ showError }))
vi.mock('../parts/focus', () => ({ focusIfLost: vi.fn() }))

/**
 * The module of a screen, loading until it arrives or fails. A module loads only once, so each test has its own
 * screens.
 */
class Coming {
  arrive = () => {}
  fail = () => {}
  readonly #promise = new Promise<void>((resolve, reject) => {
    this.arrive = resolve
    this.fail = () => reject(new Error('not there'))
  })
  async as(name: string): Promise<{ default: string }> {
    await this.#promise
    return { default: name }
  }
}
const coming = vi.hoisted(() => ({}) as Record<'history' | 'practice' | 'first' | 'settings', Coming>)
for (const name of ['history', 'practice', 'first', 'settings'] as const) coming[name] = new Coming()

vi.mock('./history/History.svelte', () => coming.history.as('history'))
vi.mock('./practice/Practice.svelte', () => coming.practice.as('practice'))
vi.mock('./first/First.svelte', () => coming.first.as('first'))
vi.mock('./settings/Settings.svelte', () => coming.settings.as('settings'))
vi.mock('./board/Board.svelte', () => ({ default: 'board' }))

let screens: (typeof import('./screens.svelte'))['screens']

beforeEach(async () => {
  vi.resetModules()
  showError.mockClear()
  screens = (await import('./screens.svelte')).screens
  screens.pages = (await import('./pages')).pages
}, 60_000)

const shown = () => [screens.current, screens.page]

it('shows a screen once it has loaded, and the steps at once', async () => {
  const going = screens.go('history')
  expect(shown()).toEqual(['credential', null])
  coming.history.arrive()
  await going
  expect(shown()).toEqual(['history', 'history'])
  void screens.go('credential')
  expect(shown()).toEqual(['credential', null])
})

it('stays with the steps when they were requested meanwhile', async () => {
  const going = screens.go('practice')
  await screens.go('credential')
  coming.practice.arrive()
  await going
  expect(shown()).toEqual(['credential', null])
})

it('shows the later of two, even when the other one loads after it', async () => {
  const going = screens.go('first')
  await screens.go('board')
  expect(shown()).toEqual(['board', 'board'])
  coming.first.arrive()
  await going
  expect(shown()).toEqual(['board', 'board'])
})

it('reports a screen that cannot be loaded, stays where it is, and can show another', async () => {
  const going = screens.go('settings')
  coming.settings.fail()
  await going
  expect(showError).toHaveBeenCalledOnce()
  expect(shown()).toEqual(['credential', null])
  await screens.go('board')
  expect(shown()).toEqual(['board', 'board'])
})
