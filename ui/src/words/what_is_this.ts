// Two sentences about each name that Account Manager and the standards use. Loaded when the first one is unfolded.
import { m } from '.'

const table = {
  api_key: () => m.what_api_key(),
  scopes: () => m.what_scopes(),
  audience: () => m.what_audience(),
  kid: () => m.what_kid(),
  x5t: () => m.what_x5t(),
  certificate: () => m.what_certificate(),
  pkcs12: () => m.what_pkcs12(),
  display_name: () => m.what_display_name(),
  password: () => m.what_password(),
  client_secret: () => m.what_client_secret(),
  access_key: () => m.what_access_key(),
  business_manager_user: () => m.what_business_manager_user(),
  public_key: () => m.what_public_key(),
  auth_method: () => m.what_auth_method(),
  token_format: () => m.what_token_format(),
  allowed_scopes: () => m.what_allowed_scopes(),
  roles: () => m.what_roles(),
  authentication_type: () => m.what_authentication_type(),
  active: () => m.what_active(),
}

export type Topic = keyof typeof table

/** What this is, in two sentences. */
export const whatIsThis = (topic: Topic): string => table[topic]()
