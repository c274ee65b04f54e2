// Whether the open credential has what its request is proven with: the private key, or the secrets.
import { keyPair } from './key_pair.svelte'
import { request } from './request.svelte'
import { clientSecrets } from './request/secrets/client_secrets.svelte'

class Proof {
  here = $derived.by(() => {
    if (request.method === 'signed_jwt') return keyPair.facts.private_key !== null
    const needsAccessKey = request.method === 'business_manager_user'
    return clientSecrets.has('client_secret') && (!needsAccessKey || clientSecrets.has('access_key'))
  })
}

export const proof = new Proof()
