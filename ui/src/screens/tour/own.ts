// What the tours share: their steps, and the credential that they created and use alone.
import type { CredentialId } from '../../backend'
import { request } from '../credential/request.svelte'
import { credentials } from '../rail/credentials.svelte'

export interface Stop {
  title: () => string
  text: () => string
  button: () => string
  /** Returns whether it succeeded; if not, the tour stays at this step. */
  act: () => Promise<boolean>
}

export interface StopsOfTour {
  stops: readonly Stop[]
  /** What precedes the first step. */
  begin: () => void
}

/** The credential that the tour created. */
let own: CredentialId | null = null

export function forgetOwn(): void {
  own = null
}

/** The open credential is the tour's from now on. */
export function takeOpenAsOwn(): void {
  own = credentials.openId
}

/** Whether the tour's credential is open and still for practice. */
export function isOwnOpen(): boolean {
  return own !== null && own === credentials.openId && request.practising
}

/**
 * Opens the tour's credential. Returns whether it is open and still for practice: the person may have deleted or
 * changed it.
 */
export async function showOwn(): Promise<boolean> {
  if (own === null) return false
  await credentials.show(own)
  return isOwnOpen()
}

/** Requests a token with the tour's credential and no other. Returns whether a response came. */
export async function requestWithOwn(): Promise<boolean> {
  return (await showOwn()) && request.send()
}
