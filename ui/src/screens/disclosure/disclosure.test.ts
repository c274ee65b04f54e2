// Tests the question whether another server may get a JWT for Account Manager: the answer is exactly about what was
// asked, and is not remembered.
import { beforeEach, expect, it } from 'vitest'
import type { FindingShown } from '../../backend'
import { begin, credentials, MODULES_MS, pending, request, settle } from '../rail/fake_backend'

beforeEach(begin, MODULES_MS)

const disclosure = { recipient: 'https://login.example.com', audience: 'https://account.demandware.com' }
const disclosed = {
  finding: { code: 'assertion_disclosed', disclosure, seconds: 60 },
  severity: 'warning',
  certainty: 'proven',
  place: 'request',
  field: 'audience',
  evidence: [],
} satisfies FindingShown
const other = { ...disclosed, finding: { code: 'scopes_with_commas', corrected: 'a b' } } satisfies FindingShown

it('asks again for each request, and confirms what was asked', async () => {
  const { disclosureQuestion } = await import('./disclosure.svelte')
  await credentials.load()
  for (let turn = 0; turn < 2; turn++) {
    void request.send()
    const first = pending('getToken')
    expect(first.arguments[2]).toEqual({ warnings: false, disclosure: null })
    first.accept({ outcome: 'not_sent', findings: [other, disclosed] })
    await settle()
    expect(request.question).toBeNull()
    expect(disclosureQuestion.current).toMatchObject({ disclosure, seconds: 60, warnings: [other] })

    disclosureQuestion.confirm()
    expect(disclosureQuestion.current).toBeNull()
    const second = pending('getToken')
    expect(second.arguments[2]).toEqual({ warnings: true, disclosure })
    second.accept({ outcome: 'cancelled' })
    await settle()
  }
})

it('sends nothing when the question is closed', async () => {
  const { disclosureQuestion } = await import('./disclosure.svelte')
  await credentials.load()
  void request.send()
  pending('getToken').accept({ outcome: 'not_sent', findings: [disclosed] })
  await settle()
  disclosureQuestion.close()
  await settle()
  expect(() => pending('getToken')).toThrow()
})
