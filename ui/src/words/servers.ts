// Names for the server that a request goes to.
import type { Destination, Recipient } from '../backend'
import { m } from '.'

/** The server that a request goes to, as sentences name it. */
export interface Server {
  /** "Account Manager" or a host. */
  name: string
  accountManager: boolean
  /** Whether it is this program's practice Account Manager. */
  practice?: boolean
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

/** The server for a destination; `null` when the destination cannot be read. */
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

/** The server that received a request. */
export function serverOfSent({ url, recipient }: { url: string; recipient: Recipient }): Server {
  return recipient === 'other' || recipient === 'instance'
    ? { name: hostOf(url) ?? m.answer_other_server(), accountManager: false }
    : serverOf({ kind: recipient })
}
