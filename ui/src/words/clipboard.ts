// Words for what was removed from the clipboard.
import type { CopiedSecret } from '../backend'
import { m } from '.'

export const clipboardEmptied: Record<CopiedSecret, () => string> = {
  token: m.clipboard_emptied_token,
  body: m.clipboard_emptied_body,
  request: m.clipboard_emptied_request,
  client_secret: m.clipboard_emptied_client_secret,
}
