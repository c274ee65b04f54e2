// Words for the `typ` in the JWT's header.
import type { HeaderType } from '../backend'
import { m } from '.'

export const headerTypes: Record<HeaderType, () => string> = {
  jwt: () => 'JWT',
  client_authentication: () => 'client-authentication+jwt',
  missing: () => m.header_typ_missing(),
}
