// An API key without what does not belong into it, for the buttons beside the findings that say so.
import type { Finding } from '../../../backend'

const WHITE_SPACE = /\s+/g
const QUOTES = /^["'`“”„‘’‚«»＂]+|["'`“”„‘’‚«»＂]+$/g

/** The API key as the finding would have it; `null` where no button can do it. */
export function mendedApiKey(finding: Finding, apiKey: string): string | null {
  switch (finding.code) {
    case 'api_key_white_space':
      return apiKey.replace(WHITE_SPACE, '')
    case 'api_key_quoted':
      return apiKey.replace(QUOTES, '')
    default:
      return null
  }
}
