// Changes the form for the person, so that it can be undone.
import { request } from './request.svelte'
import { secrets } from './request/secrets/secrets.svelte'
import { signedJwt } from './request/signed_jwt/signed_jwt.svelte'
import { steps } from './steps.svelte'

/** The parts of the form that a change can touch: how each is read, and put back. */
const parts = {
  method: part(
    () => request.method,
    (method) => request.chooseMethod(method),
  ),
  placement: part(
    () => secrets.placement,
    (placement) => (secrets.placement = placement),
  ),
  user: part(
    () => secrets.user,
    (text) => (secrets.user = text),
  ),
  apiKey: part(
    () => request.apiKey,
    (text) => (request.apiKey = text),
  ),
  kind: part(
    () => request.kind,
    (kind) => (request.kind = kind),
  ),
  tokenEndpoint: part(
    () => request.tokenEndpoint,
    (text) => (request.tokenEndpoint = text),
  ),
  audience: part(
    () => request.audience,
    (text) => (request.audience = text),
  ),
  parameters: part(
    () => $state.snapshot(request.parameters),
    (parameters) => (request.parameters = parameters),
  ),
  jwtUser: part(
    () => request.jwtUser,
    (user) => (request.jwtUser = user),
  ),
  trusted: part(
    () => request.trusted,
    (pem) => (request.trusted = pem),
  ),
  scopes: part(
    () => request.scopes,
    (text) => (request.scopes = text),
  ),
  lifetime: part(
    () => signedJwt.lifetime,
    (text) => (signedJwt.lifetime = text),
  ),
  clockCorrection: part(
    () => signedJwt.clockCorrection,
    (seconds) => (signedJwt.clockCorrection = seconds),
  ),
  claims: part(
    () => $state.snapshot(signedJwt.edits),
    (edits) => (signedJwt.edits = edits),
  ),
  algorithm: part(
    () => signedJwt.algorithm,
    (algorithm) => (signedJwt.algorithm = algorithm),
  ),
  header: part(
    () => $state.snapshot(signedJwt.header),
    (header) => (signedJwt.header = header),
  ),
}

/** A part of the form. `keep` gives what puts its value back, if that has changed meanwhile. */
function part<Value>(read: () => Value, write: (value: Value) => void) {
  return {
    keep: () => {
      const before = read()
      const after = () => JSON.stringify(read())
      return () => (after() === JSON.stringify(before) ? null : () => write(before))
    },
  }
}

/**
 * Makes a change, and returns what undoes it; `null` if nothing changed. What the person changes elsewhere in the form
 * meanwhile stays.
 */
export function changeForm(change: () => void): (() => void) | null {
  const kept = Object.values(parts).map((each) => each.keep())
  change()
  const undo = kept.map((changed) => changed()).filter((each) => each !== null)
  if (undo.length === 0) return null
  formChanged()
  return () => {
    for (const each of undo) each()
    formChanged()
  }
}

function formChanged(): void {
  steps.formChanged('client')
  steps.formChanged('request')
}
