// Tests advice: where it names a place, a button leads there or does it, and no line is said twice.
import { describe, expect, it } from 'vitest'
import type { Certainty } from '../backend'
import { findingWords, firstLine, headline } from './findings'
import { loadFindingWords } from './finding_table.svelte'
import { findingSamples, SEEN, servers } from './finding_samples'
import { plain, richPieces } from './rich'

await loadFindingWords()
const findings = findingSamples()

/** Whether a text sends the person somewhere: to a field, a tab, a step, or Account Manager. */
function namesPlace(text: string): boolean {
  const names = richPieces(text).filter(({ kind, text }) => kind === 'bold' && !SEEN.includes(text))
  return names.length > 0 || /\bstep \d|\btab\b|\bIn Account Manager\b/.test(plain(text))
}

describe('advice after sending', () => {
  /** What a form shows before sending leads to its field by itself: the core says which it is. */
  const before =
    /^(key_|certificate_|api_key_|client_secret_missing|access_key_|secret_(white|quoted|is_|looks|length|breaks|not_encoded)|demo_client_|user_|instance_|endpoint_|audience_(white|is|spelled|fits)|scopes?_|lifetime_|timeout_|claim_|algorithm_|header_|practice_|assertion_|signing_|parameter_|slas_|trusted_)/
  const after = findings.filter(({ code }) => !before.test(code))

  it.each(after.map((finding) => [finding.code, finding] as const))(
    'has a button for each place in %s',
    (_, finding) => {
      for (const server of servers) {
        const words = findingWords(finding, server)
        const advice = [{ text: words.text ?? '', actions: words.actions ?? [] }, ...(words.steps ?? [])]
        for (const { text, actions = [] } of advice)
          if (namesPlace(text)) expect(actions.length, `${server.name}: ${text}`).toBeGreaterThan(0)
      }
    },
  )

  it('speaks of the proxy only if there was one', () => {
    const direct = { name: 'login.example.com', accountManager: false }
    for (const finding of after.filter(({ code }) => !code.startsWith('proxy_'))) {
      const said = (proxy?: string) =>
        (findingWords(finding, proxy ? { ...direct, proxy } : direct).steps ?? []).map((step) => step.text).join(' ')
      expect(said(), finding.code).not.toMatch(/proxy/i)
      if (finding.code === 'tls_not_spoken') expect(said('proxy.example:8080')).toMatch(/proxy/i)
    }
  })

  it('offers what is known to be right, and nothing where nothing is known', () => {
    const [manager] = servers
    const actions = (finding: Parameters<typeof findingWords>[0]) =>
      (findingWords(finding, manager!).steps ?? []).flatMap((step) => step.actions ?? []).map((action) => action.do)
    const redirect = { code: 'redirect', location: '/new', target: 'https://a.example/new', same_server: true } as const
    expect(actions(redirect)).toContain('use_address')
    expect(actions({ ...redirect, same_server: false })).not.toContain('use_address')
    expect(actions({ ...redirect, target: null, same_server: false })).not.toContain('use_address')
    const none = { code: 'invalid_scope', scopes: '', named: [], corrected: null } as const
    expect(actions({ ...none, named: [] })).not.toContain('correct')
    expect(actions({ ...none, scopes: 'mail a', named: ['a'], corrected: 'mail' })).toContain('correct')
  })
})

describe('a headline', () => {
  const certainties: Certainty[] = ['proven', 'likely', 'possible']

  it.each(findings.map((finding) => [finding.code, finding] as const))('is said once for %s', (_, finding) => {
    for (const server of servers) {
      const words = findingWords(finding, server)
      for (const certainty of certainties) {
        const said = headline(finding, server) ?? ''
        const line = firstLine(words, certainty, plain(said))
        if (line !== null) expect(plain(line)).not.toBe(plain(said))
        if (certainty === 'proven' && !words.headline) expect(line).toBeNull()
      }
    }
  })
})
