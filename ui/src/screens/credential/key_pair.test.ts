// Tests that late results about a key pair do no harm: typed text stays, and nothing of one credential appears in
// another.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  atOnce,
  begin,
  calls,
  choosing,
  credentials,
  draft,
  keyPair,
  MODULES_MS,
  newPair,
  notices,
  opened,
  pending,
  reading,
  request,
  settle,
  unlocking,
} from '../rail/fake_backend'

beforeEach(begin, MODULES_MS)

describe('the key pair of one credential', () => {
  const facts = (subject: string) => ({ private_key: null, certificate: { subject }, rotation: null }) as never
  const report = (subject: string) => ({
    problems: [],
    notes: [],
    locked: [],
    choices: [],
    took_private_key: false,
    took_certificate: true,
    key_pair: facts(subject),
  })

  it("is requested with the credential's ID", async () => {
    await credentials.load()
    void reading.readPasted()
    reading.pasted = 'a key'
    void reading.readPasted()
    void request.send()
    void keyPair.generate()
    await settle()
    for (const name of ['readPastedKey', 'getToken', 'makeKeyPair']) expect(pending(name).arguments[0]).toBe(1)
  })
  it('is read for it, and not shown in another that was opened meanwhile', async () => {
    await credentials.load()
    const dropped = reading.readDropped()
    void reading.chooseFiles()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    for (const name of ['readDroppedFiles', 'chooseKeyFiles']) {
      const call = pending(name)
      expect(call.arguments[0]).toBe(1)
      call.accept(report('of number 1'))
    }
    expect(await dropped).toBeNull()
    await settle()
    expect(keyPair.facts.certificate).toBeNull()
  })
  it('is unlocked for it, and not shown in another', async () => {
    await credentials.load()
    unlocking.ask(1, [{ lock: { source: 0 } } as never])
    unlocking.passphrase = 'right'
    void unlocking.unlock()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    const call = pending('unlockKey')
    expect(call.arguments[0]).toBe(1)
    call.accept(report('of number 1'))
    await settle()
    expect(keyPair.facts.certificate).toBeNull()
  })
  describe('left locked while its passphrase is checked', () => {
    const locked = (refused: boolean) => ({ lock: { source: 0 }, refused }) as never

    beforeEach(async () => {
      await credentials.load()
      unlocking.ask(1, [locked(false)])
      unlocking.passphrase = 'tried'
      void unlocking.unlock()
      void unlocking.leave()
      pending('forgetLockedKeys').accept(null)
      await settle()
      expect(unlocking.busy).toBe(false)
    })

    it('is not asked for again after a wrong passphrase, and is dropped again', async () => {
      pending('unlockKey').accept({ ...report('with it'), took_certificate: false, locked: [locked(true)] })
      await settle()
      expect(unlocking.current).toBeNull()
      expect(unlocking.leftLocked.length).toBe(1)
      expect(notices.announcement).toBe('')
      expect(pending('forgetLockedKeys').arguments[0]).toBe(1)
    })
    it('is shown without a message when the passphrase opened it after all', async () => {
      pending('unlockKey').accept(report('opened'))
      await settle()
      expect(keyPair.facts.certificate?.subject).toBe('opened')
      expect(unlocking.leftLocked).toEqual([])
      expect(notices.announcement).toBe('')
    })
    it('causes no error when there is nothing left to open', async () => {
      pending('unlockKey').refuse({ code: 'nothing_there' })
      await settle()
      expect(notices.error).toBeNull()
      expect(unlocking.leftLocked.length).toBe(1)
    })
    it('does not block the next passphrase', async () => {
      unlocking.ask(1, [locked(false)])
      unlocking.passphrase = 'right'
      void unlocking.unlock()
      const [first, second] = [pending('unlockKey'), pending('unlockKey')]
      first.accept({ ...report('with it'), took_certificate: false, locked: [locked(true)] })
      await settle()
      expect(unlocking.busy).toBe(true)
      expect(unlocking.passphrase).toBe('right')
      second.accept(report('opened'))
      await settle()
      expect(unlocking.busy).toBe(false)
      expect(keyPair.facts.certificate?.subject).toBe('opened')
    })
  })
  describe('among several', () => {
    const choice = (id: string, proposed: boolean) => ({ id, proposed, name: id, subject: null }) as never
    const several = () => ({
      ...report('none yet'),
      took_certificate: false,
      choices: [choice('first', false), choice('second', true)],
    })

    beforeEach(async () => {
      await credentials.load()
      reading.handle(several() as never)
    })

    it('is the proposed one unless the person selects a different one', async () => {
      expect(choosing.open).toBe(true)
      expect(choosing.selected).toBe('second')
      choosing.selected = 'first'
      void choosing.use()
      const call = pending('chooseKey')
      expect(call.arguments).toEqual([1, 'first'])
      call.accept(report('the first'))
      await settle()
      expect(choosing.open).toBe(false)
      expect(keyPair.facts.certificate?.subject).toBe('the first')
    })
    it('is not used when the person chooses none', async () => {
      void choosing.leave()
      pending('forgetLockedKeys').accept(null)
      await settle()
      expect(choosing.left).toBe(2)
      expect(keyPair.facts.certificate).toBeNull()
    })
    it('is chosen after the passphrase, even if that is not entered', async () => {
      reading.handle({ ...several(), locked: [{ lock: { source: 0 }, refused: false }] } as never)
      expect(choosing.open).toBe(false)
      void unlocking.leave()
      await settle()
      expect(choosing.open).toBe(true)
      expect(calls.forgetLockedKeys ?? []).toEqual([])
    })
  })
  it('is changed only once, no matter how often that is requested meanwhile', async () => {
    await credentials.load()
    void keyPair.restore()
    void keyPair.restore()
    expect(keyPair.changing).toBe(true)
    pending('restoreKeyPair').accept(facts('the previous one'))
    await settle()
    expect(calls.restoreKeyPair).toEqual([])
    expect(keyPair.facts.certificate?.subject).toBe('the previous one')
    expect(keyPair.changing).toBe(false)
    void keyPair.restore()
    expect(calls.restoreKeyPair?.length).toBe(1)
  })
  it('can be changed while another one is being changed', async () => {
    await credentials.load()
    void keyPair.replace()
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    expect(keyPair.changing).toBe(false)
    void keyPair.replace()
    expect(calls.removeKeyPair?.map((call) => call.arguments[0])).toEqual([1, 2])
  })
  it('belongs to no credential while nothing can be stored', async () => {
    delete atOnce.start
    void credentials.load()
    pending('start').refuse({ code: 'store', error: { code: 'locked' } })
    await settle()
    void keyPair.generate()
    expect(pending('makeKeyPair').arguments[0]).toBeNull()
  })
  it('includes the options for a new pair', async () => {
    await credentials.load()
    newPair.commonName = 'walk'
    void credentials.show(2)
    await settle()
    pending('openCredential').accept(opened(2, draft('two')))
    await settle()
    expect(newPair.commonName).toBe('countersign')
  })
  it('leaves nothing of a pasted key in the page once it was read', async () => {
    await credentials.load()
    reading.pasted = '-----BEGIN PRIVATE KEY-----'
    void reading.readPasted()
    pending('readPastedKey').accept(report('read'))
    await settle()
    expect(reading.pasted).toBe('')
  })
  it('leaves text alone that was typed into the paste field during a reading', async () => {
    await credentials.load()
    reading.pasted = 'first'
    void reading.readPasted()
    reading.pasted = 'first and more'
    reading.pastedChanged()
    pending('readPastedKey').accept(report('read'))
    await settle()
    expect(reading.pasted).toBe('first and more')
  })
})
