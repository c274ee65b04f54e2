// Tests that drafts reach the store in the order in which they were typed, even when the store is slow or fails, and
// none while everything is deleted.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CredentialId, Draft } from '../../backend'

/** The store: the drafts it was given, and how to let each call succeed or fail. */
const given: { id: CredentialId; notes: string; accept: () => void; refuse: (reason: unknown) => void }[] = []

vi.mock('../../backend', () => ({
  asCommandError: (reason: unknown) => reason,
  commands: {
    saveDraft: (id: CredentialId, draft: Draft) =>
      new Promise<void>((accept, refuse) => given.push({ id, notes: draft.notes, accept, refuse })),
  },
}))

const FULL = { code: 'store', error: { code: 'disk_full' } }
const draft = (notes: string) => ({ notes }) as Draft
const notes = () => given.map((each) => each.notes)

let saving: (typeof import('./saving.svelte'))['saving']

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  given.length = 0
  saving = (await import('./saving.svelte')).saving
})
afterEach(() => vi.useRealTimers())

async function answer(how: (last: (typeof given)[number]) => void): Promise<void> {
  const last = given.at(-1)
  if (!last) throw new Error('nothing was given to the store')
  how(last)
  await vi.advanceTimersByTimeAsync(0)
}

describe('what is typed', () => {
  it('is saved a moment after the last keystroke', async () => {
    saving.schedule(1, draft('a'))
    await vi.advanceTimersByTimeAsync(200)
    saving.schedule(1, draft('ab'))
    await vi.advanceTimersByTimeAsync(200)
    expect(notes()).toEqual([])
    await vi.advanceTimersByTimeAsync(50)
    expect(notes()).toEqual(['ab'])
  })
  it('is saved within a second, even without a pause', async () => {
    for (let letters = 1; letters <= 12; letters++) {
      saving.schedule(1, draft('x'.repeat(letters)))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(notes()).toEqual(['x'.repeat(10)])
  })
  it('while an earlier draft is being saved is saved next, and counts until then', async () => {
    saving.schedule(1, draft('old'))
    await vi.advanceTimersByTimeAsync(250)
    saving.schedule(1, draft('new'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(notes()).toEqual(['old'])
    await answer((last) => last.accept())
    expect(saving.unsaved(1)?.notes).toBe('new')
    await vi.advanceTimersByTimeAsync(250)
    expect(notes()).toEqual(['old', 'new'])
    await answer((last) => last.accept())
    expect(saving.unsaved(1)).toBeUndefined()
  })
  it('is all saved when two flushes have ended', async () => {
    saving.schedule(1, draft('first'))
    const one = saving.flush()
    saving.schedule(1, draft('second'))
    const two = saving.flush()
    await answer((last) => last.accept())
    await answer((last) => last.accept())
    await Promise.all([one, two])
    expect(notes()).toEqual(['first', 'second'])
    expect(await two).toBe(true)
  })
})

describe('what cannot be saved', () => {
  it('stays, is reported, and is retried no matter how much is typed', async () => {
    saving.schedule(1, draft('a'))
    await vi.advanceTimersByTimeAsync(250)
    await answer((last) => last.refuse(FULL))
    expect(saving.error).toEqual(FULL)
    for (let letters = 0; letters < 12; letters++) {
      saving.schedule(1, draft(`a${letters}`))
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(notes()).toEqual(['a', 'a9'])
    await answer((last) => last.accept())
    expect(saving.error).toBeNull()
    await vi.advanceTimersByTimeAsync(250)
    expect(notes()).toEqual(['a', 'a9', 'a11'])
  })
  it('does not prevent saving other credentials', async () => {
    saving.schedule(1, draft('refused'))
    saving.schedule(2, draft('taken'))
    const flush = saving.flush()
    await answer((last) => last.refuse(FULL))
    await answer((last) => last.accept())
    expect(await flush).toBe(false)
    expect(saving.unsaved(1)?.notes).toBe('refused')
    expect(saving.unsaved(2)).toBeUndefined()
  })
  it('does not prevent saving what is typed once all drafts are dropped', async () => {
    saving.schedule(1, draft('refused'))
    await vi.advanceTimersByTimeAsync(250)
    await answer((last) => last.refuse(FULL))
    saving.forgetAll()
    expect(saving.error).toBeNull()
    saving.schedule(2, draft('typed'))
    await vi.advanceTimersByTimeAsync(250)
    expect(notes()).toEqual(['refused', 'typed'])
  })
  it('is not reported, nor does it prevent saving, when its credential was deleted meanwhile', async () => {
    saving.schedule(1, draft('refused'))
    await vi.advanceTimersByTimeAsync(250)
    saving.forget(1)
    await answer((last) => last.refuse(FULL))
    expect(saving.error).toBeNull()
    saving.schedule(2, draft('typed'))
    await vi.advanceTimersByTimeAsync(250)
    expect(notes()).toEqual(['refused', 'typed'])
  })
  it('is no longer reported once its credential is deleted', async () => {
    saving.schedule(1, draft('refused'))
    const flush = saving.flush()
    await answer((last) => last.refuse(FULL))
    await flush
    saving.forget(1)
    expect(await saving.flush()).toBe(true)
    expect(saving.error).toBeNull()
  })
})

describe('deleting everything', () => {
  /** The deletion, which the test lets succeed or fail. */
  let deletion: { accept: () => void; refuse: (reason: unknown) => void } | null
  const deleting = () => new Promise<void>((accept, refuse) => (deletion = { accept, refuse }))

  beforeEach(() => {
    deletion = null
  })

  it('waits for a save and lets none begin, so that nothing is written into the empty store', async () => {
    saving.schedule(1, draft('a'))
    await vi.advanceTimersByTimeAsync(250)
    const deleted = saving.deleteEverything(deleting)
    await vi.advanceTimersByTimeAsync(0)
    expect(deletion).toBeNull()
    await answer((last) => last.accept())
    saving.schedule(1, draft('ab'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(notes()).toEqual(['a'])
    deletion!.accept()
    await deleted
    await vi.advanceTimersByTimeAsync(5000)
    expect(notes()).toEqual(['a'])
    expect(saving.unsaved(1)).toBeUndefined()
  })
  it('keeps what could not be saved when it fails, and saves it later', async () => {
    saving.schedule(1, draft('a'))
    await vi.advanceTimersByTimeAsync(250)
    await answer((last) => last.refuse(FULL))
    const deleted = saving.deleteEverything(deleting)
    await vi.advanceTimersByTimeAsync(0)
    deletion!.refuse(FULL)
    await expect(deleted).rejects.toEqual(FULL)
    expect(saving.unsaved(1)?.notes).toBe('a')
    await vi.advanceTimersByTimeAsync(4000)
    expect(notes()).toEqual(['a', 'a'])
  })
})
