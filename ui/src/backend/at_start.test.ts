// Tests that each command of the start is called once, and that the caller gets its failure.
import { beforeEach, expect, it, vi } from 'vitest'

const commands = { start: vi.fn(), defaultForm: vi.fn(), view: vi.fn() }
vi.mock('.', () => ({ commands }))

let atStart: typeof import('./at_start')

beforeEach(async () => {
  vi.resetModules()
  commands.start.mockReset().mockResolvedValueOnce('first').mockResolvedValue('later')
  commands.defaultForm.mockReset().mockResolvedValue('form')
  commands.view.mockReset().mockResolvedValue('view')
  atStart = await import('./at_start')
})

it('gives the result of the early call once, then calls again', async () => {
  atStart.callEarly()
  expect(commands.start).toHaveBeenCalledOnce()
  expect(await atStart.start()).toBe('first')
  expect(commands.start).toHaveBeenCalledOnce()
  expect(await atStart.start()).toBe('later')
})

it('calls the command when there was no early call', async () => {
  expect(await atStart.start()).toBe('first')
  expect(commands.start).toHaveBeenCalledOnce()
})

it('passes a failure on, and does not store it', async () => {
  commands.start.mockReset().mockRejectedValueOnce('store').mockResolvedValue('again')
  atStart.callEarly()
  await expect(atStart.start()).rejects.toBe('store')
  expect(await atStart.start()).toBe('again')
})
