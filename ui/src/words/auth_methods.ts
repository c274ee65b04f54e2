// Words for the authentication methods, and for where a request has its secret.
import type { AuthMethod, SecretPlacement } from '../backend'
import { m } from '.'

export const authMethods: Record<AuthMethod, () => string> = {
  signed_jwt: m.method_signed_jwt,
  client_secret: m.method_client_secret,
  business_manager_user: m.method_business_manager_user,
}

export const placements: Record<SecretPlacement, { name: () => string; note: () => string }> = {
  header: { name: m.placement_header, note: m.placement_header_note },
  body: { name: m.placement_body, note: m.placement_body_note },
  header_not_encoded: { name: m.placement_header_not_encoded, note: m.placement_header_not_encoded_note },
}
