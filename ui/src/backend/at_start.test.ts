// What is asked at the start is asked once, and a failure is heard by who takes the answer.
import { beforeEach, expect, it, vi } from 'vitest'

const commands = { start: vi.fn(), defaultForm: vi.fn() }
vi.mock('.', () => ({ commands }))

let atStart: typeof import('./at_start')

beforeEach(async () => {
  vi.resetModules()
  commands.start.mockReset().mockResolvedValueOnce('first').mockResolvedValue('later')
  commands.defaultForm.mockReset().mockResolvedValue('form')
  atStart = await import('./at_start')
})

it('gives the answer to the question of the start once, then asks anew', async () => {
  atStart.askAtStart()
  expect(commands.start).toHaveBeenCalledOnce()
  expect(await atStart.start()).toBe('first')
  expect(commands.start).toHaveBeenCalledOnce()
  expect(await atStart.start()).toBe('later')
})

it('asks when nothing was asked before', async () => {
  expect(await atStart.start()).toBe('first')
  expect(commands.start).toHaveBeenCalledOnce()
})

it('hands a failure on, and does not keep it', async () => {
  commands.start.mockReset().mockRejectedValueOnce('store').mockResolvedValue('again')
  atStart.askAtStart()
  await expect(atStart.start()).rejects.toBe('store')
  expect(await atStart.start()).toBe('again')
})
