// Words for a token that is inspected: what it is, what each claim means, which API it fits.
import type { ApiFit, TokenDamage, InspectedToken, ClaimMeaning, TokenKind } from '../backend'
import { count, list, m } from '.'
import { type Table, explain } from './tables'
import { duration, fromNow } from './times'

const damages: Table<TokenDamage, string> = {
  too_long: () => m.inspect_damage_too_long(),
  parts: ({ count: parts }) => m.inspect_damage_parts({ count: count(parts) }),
  header: () => m.inspect_damage_header(),
  claims: () => m.inspect_damage_claims(),
  signature: () => m.inspect_damage_signature(),
}

/** What a token is, and a sentence about it. */
export function kindWords(kind: TokenKind): { name: string; about: string } {
  switch (kind.kind) {
    case 'client_assertion':
      return { name: m.inspect_kind_assertion(), about: m.inspect_about_assertion() }
    case 'account_manager':
      return kind.as_user
        ? { name: m.inspect_kind_account_manager_user(), about: m.inspect_about_user() }
        : { name: m.inspect_kind_account_manager(), about: '' }
    case 'practice':
      return { name: m.inspect_kind_practice(), about: m.token_practice() }
    case 'scapi_shopper':
      return { name: m.inspect_kind_shopper(), about: '' }
    case 'ocapi_shopper':
      return { name: m.inspect_kind_ocapi_shopper(), about: '' }
    case 'id_token':
      return { name: m.inspect_kind_id_token(), about: m.inspect_about_id_token() }
    case 'access_token':
      return { name: m.inspect_kind_access_token(), about: '' }
    case 'jwt':
      return { name: m.inspect_kind_jwt(), about: '' }
    case 'opaque':
      return { name: m.inspect_kind_opaque(), about: m.inspect_about_opaque({ count: count(kind.characters) }) }
    case 'encrypted':
      return { name: m.inspect_kind_encrypted(), about: m.inspect_about_encrypted() }
    case 'damaged':
      return { name: m.inspect_kind_damaged(), about: explain(damages, kind.damage) }
  }
}

/** What a token is and where it is in its life, in one line. `now` in milliseconds. */
export function verdict({ kind, life }: Pick<InspectedToken, 'kind' | 'life'>, now: number): string {
  const { name } = kindWords(kind)
  switch (life.state) {
    case 'unknown':
      return name
    case 'not_yet':
      return m.inspect_not_yet({ kind: name })
    case 'valid':
      return m.inspect_valid({ kind: name, duration: duration(life.until - now / 1000) })
    case 'expired':
      return m.inspect_expired({ kind: name, ago: fromNow(life.at * 1000, now) })
  }
}

const fits: Record<ApiFit['api'], (fit: never) => string> = {
  scapi: ({ instances }: Extract<ApiFit, { api: 'scapi' }>) => m.fit_scapi({ instances: list(instances) }),
  scapi_without_instance: () => m.fit_scapi_no_instance(),
  scapi_without_family: () => m.fit_scapi_no_family(),
  ocapi_and_webdav: ({ as_user, scapi_role }: Extract<ApiFit, { api: 'ocapi_and_webdav' }>) => {
    if (as_user) return m.fit_ocapi_user()
    return scapi_role ? m.fit_ocapi_role() : m.fit_ocapi()
  },
  sandboxes: () => m.fit_sandboxes(),
  scapi_shopper: () => m.fit_shopper(),
  ocapi_shop: () => m.fit_ocapi_shop(),
}

/** An API that a token fits, or why it does not. */
export const apiFit = (fit: ApiFit): string => (fits[fit.api] as (fit: ApiFit) => string)(fit)

/** What a claim means, and the time that belongs at its end, in seconds since 1970. */
export interface MeaningWords {
  text: string
  at?: number
}

const said = (words: () => string) => () => ({ text: words() })

const meanings: Table<ClaimMeaning, MeaningWords> = {
  algorithm_documented: said(m.claim_alg_documented),
  algorithm_not_documented: said(m.claim_alg_not_documented),
  algorithm: said(m.claim_alg),
  algorithm_symmetric: said(m.claim_alg_symmetric),
  algorithm_none: said(m.claim_alg_none),
  algorithm_unknown: said(m.claim_alg_unknown),
  algorithm_missing: said(m.claim_alg_missing),
  header_type: said(m.claim_typ),
  key_id: said(m.claim_kid),
  key_id_for_account_manager: said(m.claim_kid_account_manager),
  critical: said(m.claim_crit),
  thumbprint: said(m.claim_thumbprint),
  certificate_chain: said(m.claim_x5c),
  own_key: said(m.claim_own_key),
  encryption: said(m.claim_enc),
  issuer_is_client: said(m.claim_iss_client),
  issuer_is_not_subject: said(m.claim_iss_not_subject),
  issuer_missing: said(m.claim_iss_missing),
  issuer_account_manager: said(m.claim_iss_account_manager),
  issuer_practice: said(m.claim_iss_practice),
  issuer_slas: said(m.claim_iss_slas),
  issuer: said(m.claim_iss),
  subject_is_issuer: said(m.claim_sub_same),
  subject_is_not_issuer: said(m.claim_sub_not_issuer),
  subject_missing: said(m.claim_sub_missing),
  subject_is_client: said(m.claim_sub_client),
  subject_is_shopper: said(m.claim_sub_shopper),
  subject: said(m.claim_sub),
  audience_documented: said(m.claim_aud_documented),
  audience_without_port: said(m.claim_aud_without_port),
  audience_retired: said(m.claim_aud_retired),
  audience_not_endpoint: said(m.claim_aud_not_endpoint),
  audience_several: ({ count: audiences }) => ({ text: m.claim_aud_several({ count: count(audiences) }) }),
  audience_other: said(m.claim_aud_other),
  audience_missing: said(m.claim_aud_missing),
  audience: said(m.claim_aud),
  expired: ({ at }) => ({ text: m.claim_exp_over(), at }),
  expires: ({ at }) => ({ text: m.claim_exp(), at }),
  expires_too_far: ({ at, minutes }) => ({ text: m.claim_exp_far({ minutes }), at }),
  expiry_missing: said(m.claim_exp_missing),
  issued: ({ at }) => ({ text: m.claim_iat(), at }),
  issued_in_future: ({ at }) => ({ text: m.claim_iat_future(), at }),
  issued_missing: said(m.claim_iat_missing),
  valid_from: ({ at }) => ({ text: m.claim_nbf(), at }),
  not_yet_valid: ({ at }) => ({ text: m.claim_nbf_future(), at }),
  signed_in: ({ at }) => ({ text: m.claim_auth_time(), at }),
  not_a_time: said(m.claim_not_a_time),
  token_id: said(m.claim_jti),
  token_id_missing: said(m.claim_jti_missing),
  client: said(m.claim_client),
  scopes: said(m.claim_scope),
  roles: said(m.claim_roles),
  tenant_filter: said(m.claim_tenant_filter),
  grant_type: said(m.claim_grant_type),
  user: said(m.claim_usr),
  subject_name: said(m.claim_subname),
  practice: said(m.claim_practice),
  realm: said(m.claim_realm),
  session: said(m.claim_session),
  person: said(m.claim_person),
  shopper_identities: said(m.claim_isb),
  shopper_type: said(m.claim_sty),
  slas_internal: said(m.claim_slas),
  id_token_binding: said(m.claim_id_token),
  how_signed_in: said(m.claim_how_signed_in),
  type_claim: said(m.claim_type),
  unknown: said(m.claim_unknown),
}

export const meaningWords = (meaning: ClaimMeaning): MeaningWords => explain(meanings, meaning)
