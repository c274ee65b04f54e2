// Names for the server that a request goes to.
import type { AuthMethod, Destination, RequestForm, SentRequest } from '../backend'
import { m } from '.'

/** The server that a request goes to, as sentences name it. */
export interface Server {
  /** "Account Manager" or a host. */
  name: string
  accountManager: boolean
  /** Whether it is this program's practice Account Manager. */
  practice?: boolean
  /** How the client authenticates there; a signed JWT if it is not known. */
  method?: AuthMethod
  /** The proxy that the request went through. Only known once it was sent. */
  proxy?: string
}

/** The host of an address, for display; `null` if the text is not an address. */
export function hostOf(address: string): string | null {
  try {
    return new URL(address.trim()).host || null
  } catch {
    return null
  }
}

/** What says where the requests of a credential go. */
type Going = Pick<RequestForm, 'method' | 'business_manager'> & { destination: Destination | null }

/** The server for a form or a credential. The destination is `null` when it cannot be read. */
export function serverOf({ method, destination, business_manager: user }: Going): Server {
  if (method === 'business_manager_user' && destination?.kind !== 'practice') {
    const typed = user.instance_host.trim()
    const host = hostOf(typed.includes('://') ? typed : `https://${typed}`)
    return { name: host ?? m.answer_other_server(), accountManager: false, method }
  }
  switch (destination?.kind) {
    case 'account_manager':
      return { name: m.request_account_manager(), accountManager: true, method }
    case 'practice':
      return { name: m.practice_name(), accountManager: true, practice: true, method }
    case 'other':
      return { name: hostOf(destination.token_endpoint) ?? m.answer_other_server(), accountManager: false, method }
    case undefined:
      return { name: m.answer_other_server(), accountManager: false, method }
  }
}

/** The server that received a request. */
export function serverOfSent(sent: Pick<SentRequest, 'url' | 'recipient'> & { auth_method?: AuthMethod }): Server {
  const method = sent.auth_method ?? 'signed_jwt'
  switch (sent.recipient) {
    case 'account_manager':
      return { name: m.request_account_manager(), accountManager: true, method }
    case 'practice':
      return { name: m.practice_name(), accountManager: true, practice: true, method }
    case 'instance':
    case 'other':
      return { name: hostOf(sent.url) ?? m.answer_other_server(), accountManager: false, method }
  }
}

/** Whether requests to this server have a secret instead of a signed JWT. */
export const hasSecret = ({ method }: Server): boolean => method !== undefined && method !== 'signed_jwt'

/** Whether requests to this server are for a Business Manager user. */
export const hasUser = ({ method }: Server): boolean => method === 'business_manager_user'
