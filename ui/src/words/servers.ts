// Who a request goes to, as sentences name it.
import type { Destination, Recipient } from '../backend'
import { m } from '.'

/** Who the request goes to, for sentences. */
export interface Server {
  /** "Account Manager" or a host. */
  name: string
  accountManager: boolean
  /** The practice Account Manager of this program. */
  practice?: boolean
}

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
export function serverOfSent({ url, recipient }: { url: string; recipient: Recipient }): Server {
  return recipient === 'other'
    ? { name: hostOf(url) ?? m.answer_other_server(), accountManager: false }
    : serverOf({ kind: recipient })
}
