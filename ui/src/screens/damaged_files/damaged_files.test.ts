// The state of the damaged files: what is shown after one was deleted, and after that failed.
import { beforeEach, expect, test, vi } from 'vitest'
import type { DamagedFile } from '../../backend'

const file = (name: string): DamagedFile => ({ name, moved_at: null, bytes: 1 })
let there = [file('one'), file('two')]
let refused = false

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    damagedFiles: () => Promise.resolve({ folder: '/data', files: there }),
    deleteDamagedFile: (name: string) => {
      there = there.filter((file) => file.name !== name)
      return refused ? Promise.reject(new Error('gone already')) : Promise.resolve({ folder: '/data', files: there })
    },
  },
}))

const { damagedFiles } = await import('./damaged_files.svelte')
const { notices } = await import('../../parts/notices.svelte')

beforeEach(async () => {
  there = [file('one'), file('two')]
  refused = false
  notices.error = null
  await damagedFiles.load()
})

test('a deleted file is no longer listed', async () => {
  damagedFiles.question = file('one')
  await damagedFiles.delete(file('one'))
  expect(damagedFiles.files).toEqual([file('two')])
  expect(damagedFiles.question).toBeNull()
  expect(notices.error).toBeNull()
})

test('when deleting fails, the error is shown, and what is there now', async () => {
  refused = true
  await damagedFiles.delete(file('one'))
  expect(notices.error).not.toBeNull()
  expect(damagedFiles.files).toEqual([file('two')])
})
