// What the words about a trial depend on besides its finding.
import type { TriedApi } from '../../../backend'
import type { ApiPlace } from '../../../words/api_findings'
import { apiNames } from '../../../words/apis'
import { request } from '../../credential/request.svelte'

export const placeOf = ({ api, sent }: { api: TriedApi; sent: { practice: boolean } }): ApiPlace => ({
  api,
  server: { name: apiNames[api](), accountManager: false, practice: sent.practice },
  scopes: request.scopes,
})
