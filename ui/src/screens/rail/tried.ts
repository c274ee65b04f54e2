// Words for the last trials of a credential's token, for a glance.
import type { ApiResult, ApiResults, TriedApi } from '../../backend'
import { list, m } from '../../words'
import { apiNames } from '../../words/apis'

const three = ['scapi', 'ocapi', 'web_dav'] as const satisfies TriedApi[]

export interface TriedMark {
  api: TriedApi
  text: string
  tone: 'good' | 'bad'
  result: ApiResult
}

/** One mark for each API that was tried. */
export function triedMarks(results: ApiResults | undefined): TriedMark[] {
  return three.flatMap((api) => {
    const result = results?.[api]
    return result ? [{ api, text: words(api, result), tone: result.verdict === 'opens' ? 'good' : 'bad', result }] : []
  })
}

/** "SCAPI opens, OCAPI Data refused and WebDAV not tried yet"; empty if nothing was tried. */
export function triedWords(results: ApiResults | undefined): string {
  if (triedMarks(results).length === 0) return ''
  return list(
    three.map((api) => {
      const result = results?.[api]
      return result ? words(api, result) : m.trial_untried_short({ api: apiNames[api]() })
    }),
  )
}

function words(api: TriedApi, { verdict }: ApiResult): string {
  const name = { api: apiNames[api]() }
  if (verdict === 'opens') return m.trial_opens_short(name)
  return verdict === 'refused' ? m.trial_refused_short(name) : m.trial_no_answer_short(name)
}
