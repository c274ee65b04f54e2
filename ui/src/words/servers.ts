// Who a request goes to, as sentences name it.
import type { Destination } from '../backend'
import { m } from '.'

/** Who the request goes to, for sentences. */
export interface Server {
  /** "Account Manager" or a host. */
  name: string
  accountManager: boolean
  /** The practice Account Manager of this program. */
  practice?: boolean
}

const ACCOUNT_MANAGER_HOST = 'account.demandware.com'
/** Account Manager's address on this computer is the practice one's, whatever port it has. */
const PRACTICE_ADDRESS = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/dwsso\/oauth2\/access_token$/

/** The host of an address for display; `null` when it is none. */
export function hostOf(address: string): string | null {
  try {
    return new URL(address.trim()).host || null
  } catch {
    return null
  }
}

/** `null`: where it goes cannot be read. */
export function serverOf(destination: Destination | null): Server {
  switch (destination?.kind) {
    case 'account_manager':
      return { name: m.request_account_manager(), accountManager: true }
    case 'practice':
      return { name: m.practice_name(), accountManager: true, practice: true }
    case 'other':
      return { name: hostOf(destination.token_endpoint) ?? m.answer_other_server(), accountManager: false }
    case undefined:
      return { name: m.answer_other_server(), accountManager: false }
  }
}

/** Who got what was sent to an address. */
export function serverOfSent({ url }: { url: string }): Server {
  if (PRACTICE_ADDRESS.test(url)) return serverOf({ kind: 'practice' })
  const host = hostOf(url)
  return host === ACCOUNT_MANAGER_HOST
    ? serverOf({ kind: 'account_manager' })
    : { name: host ?? m.answer_other_server(), accountManager: false }
}
