// Names for the parts of a request and a response that are compared.
import type { ComparedPart } from '../backend'
import { m } from '.'

export const comparedParts: Record<ComparedPart, () => string> = {
  url: m.compare_url,
  proxy: m.compare_proxy,
  assertion_header: m.jwt_header,
  assertion_claims: m.jwt_claims,
  request_form: m.sent_form,
  request_headers: m.sent_headers,
  status: m.compare_status,
  response_headers: m.response_headers,
  response_body: m.response_body,
  token_claims: m.compare_token,
}
