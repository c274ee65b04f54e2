// The state of bringing a file in: nothing of the person's is replaced unless they say so, and what they say is what is
// merged.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { MovedShown, TransferChoices, TransferPreview } from '../../backend'

const merged: TransferChoices[] = []
let refused: unknown = null
let preview: TransferPreview

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    openTransferFile: (passphrase: string) =>
      Promise.resolve(
        passphrase === 'right'
          ? { outcome: 'opened', preview, unsaved: [7] }
          : { outcome: 'problem', problem: { code: 'wrong_passphrase' } },
      ),
    mergeTransferFile: (choices: TransferChoices) => {
      if (refused) return Promise.reject(refused)
      merged.push(choices)
      return Promise.resolve({ added: 1, replaced: 0, attempts: 0, history_limit: null, in_memory: 0 })
    },
    undoMerge: () => Promise.resolve(),
    forgetTransferFile: () => Promise.resolve(),
  },
}))
const nothing = () => Promise.resolve()
vi.mock('../credential/opening.svelte', () => ({ draftChanged: () => {} }))
vi.mock('../credential/request/secrets/client_secrets.svelte', () => ({ clientSecrets: { flush: nothing } }))
vi.mock('../credential/saving.svelte', () => ({ saving: { flush: nothing } }))
vi.mock('../practice/practice.svelte', () => ({ practice: { reset: nothing } }))
vi.mock('../rail/credentials.svelte', () => ({ credentials: { begin: nothing } }))
vi.mock('../screens.svelte', () => ({ screens: { current: 'settings', go: nothing } }))
const asked: string[] = []
vi.mock('../vault/vault.svelte', () => ({
  isLost: ({ code }: { code: string }) => code === 'key_missing',
  vault: {
    load: nothing,
    unlocksFirst: () => false,
    ask: ({ kind }: { kind: string }) => asked.push(kind),
    askToForgetSealed: () => Promise.resolve(asked.push('forget')),
  },
}))

const { bringing } = await import('./bringing.svelte')
const { transfer } = await import('./transfer.svelte')

const shown = (state: MovedShown['state'], mine: number | null): MovedShown => ({
  name: state,
  proposed_name: null,
  group: 'none',
  method: 'signed_jwt',
  secrets: [],
  key_files: [],
  mine,
  state,
  differences: [],
  attempts: 0,
  new_attempts: 0,
})

beforeEach(() => {
  merged.length = 0
  asked.length = 0
  refused = null
  preview = {
    made_at: 0,
    made_by: 'Countersign',
    credentials: [shown('new', null), shown('same', 3), shown('differs', 7)],
    practice: 'differs',
    settings: 'new',
  }
  transfer.chosen = { outcome: 'sealed', file: 'a.countersign' }
  bringing.close()
})

describe('bringing a file in', () => {
  it('keeps a wrong passphrase, so that it can be corrected, and forgets the right one', async () => {
    bringing.passphrase = 'wrong'
    await bringing.open()
    expect([bringing.passphrase, bringing.problem, bringing.preview]).toEqual([
      'wrong',
      { code: 'wrong_passphrase' },
      null,
    ])
    bringing.passphrase = 'right'
    await bringing.open()
    expect([bringing.passphrase, bringing.problem]).toEqual(['', null])
  })

  it('replaces nothing of mine by default', async () => {
    bringing.passphrase = 'right'
    await bringing.open()
    await bringing.merge()
    expect(merged).toEqual([
      { credentials: ['take_theirs', 'take_theirs', 'keep_mine'], practice: false, settings: true },
    ])
    expect(bringing.unsaved.has(7)).toBe(true)
  })

  it('merges what was chosen, and asks how to protect secrets if nothing does yet', async () => {
    bringing.passphrase = 'right'
    await bringing.open()
    bringing.choices[2] = 'keep_both'
    refused = { code: 'vault', error: { code: 'needs_choice', keychain: { code: 'locked' } } }
    await bringing.merge()
    expect([asked, merged, bringing.merged]).toEqual([['choose'], [], null])
    refused = { code: 'vault', error: { code: 'key_missing' } }
    await bringing.merge()
    expect(asked).toEqual(['choose', 'forget'])
    refused = null
    await bringing.merge()
    expect(merged[0]?.credentials[2]).toBe('keep_both')
    expect(bringing.merged?.added).toBe(1)
    bringing.close()
    expect([bringing.merged, bringing.canUndo]).toEqual([null, true])
    await bringing.undo()
    expect(bringing.canUndo).toBe(false)
  })

  it('starts with the passphrase again once secrets were locked', async () => {
    bringing.passphrase = 'right'
    await bringing.open()
    bringing.restart()
    expect(bringing.preview).toBeNull()
  })
})
