// Made-up values of the generated types, for tests of words: one for each variant, read from the generated types, so that
// a new code is tested even where a table's type was widened by hand.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../backend'
import type { Server } from './servers'

/** The texts in the samples. */
export const SEEN = ['seen', 'one', 'two']

const ui = join(import.meta.dirname, '..', '..')
const generated = readFileSync(join(ui, 'src/backend/bindings/types.ts'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** The definition of one generated type. */
export function declaration(type: string): string {
  const match = new RegExp(`export type ${type} =([\\s\\S]*?)(?=\\nexport type |$)`).exec(generated)
  if (!match?.[1]) throw new Error(`no generated type ${type}`)
  return match[1]
}

/** One made-up value for each variant of a generated union, whose variants are distinguished by `tag`. */
export function samples(type: string, tag: string): Record<string, unknown>[] {
  return declaration(type)
    .split(new RegExp(`\\{\\s*"?${tag}"?:`))
    .slice(1)
    .map((variant) => {
      const [, code = ''] = /^\s*"(\w+)"/.exec(variant) ?? []
      const sample: Record<string, unknown> = { [tag]: code }
      for (const [, name = '', kind = ''] of variant.matchAll(/[,\n]\s*"?(\w+)"?:\s*([\w<>]+)/g))
        sample[name] = made(kind)
      return sample
    })
}

function made(kind: string): unknown {
  switch (kind) {
    case 'string':
      return SEEN[0]
    case 'number':
    case 'UnixSeconds':
    case 'UnixMillis':
      return 7
    case 'boolean':
      return true
    case 'KeyType':
      return { type: 'ec', curve: 'P-256' }
    case 'FileError':
      return { reason: 'not_found' }
    case 'ForeignFormat':
      return 'pgp'
    case 'ReadFormat':
      return 'der'
    case 'KeyDerivation':
      return 'scrypt'
    case 'ReadingLimit':
      return 'certificates'
    case 'PrimeWeakness':
      return 'too_close'
    case 'SigningAlgorithm':
      return 'ES256'
    case 'KeyProblem':
      return { code: 'empty' }
    case 'StoreError':
      return { code: 'disk_full' }
    case 'VaultError':
      return { code: 'needs_passphrase' }
    case 'KeychainError':
      return { code: 'locked' }
    case 'Protection':
      return 'keychain'
    case 'SecretOwner':
      return { owner: 'credential', id: 1 }
    case 'SecretKind':
      return 'private_key'
    case 'Disclosure':
      return { recipient: 'https://login.example.com', audience: 'https://account.demandware.com' }
    case 'ClientSecretKind':
      return 'client_secret'
    case 'PastedInstead':
      return 'pem'
    case 'RefusedToken':
      return 'other'
    case 'LoginNeeded':
      return 'user'
    case 'Finding':
      return { code: 'connection_refused', address: SEEN[0] }
    case 'WhiteSpace':
      return 'around'
    case 'Role':
      return 'sandbox_api_user'
    case 'IntermediaryKind':
      return 'firewall'
    case 'IntermediaryDid':
      return 'blocked'
    case 'Field':
      return 'connect_timeout'
    case 'CertificateChoice':
      return 'end_of_chain'
    case 'SeenInstead':
      return { what: 'encrypted_by', tool: SEEN[0] }
    case 'Array<Undone>':
      return ['escapes', 'padding']
    default:
      if (kind.startsWith('Array')) return SEEN.slice(1)
      throw new Error(`no sample for ${kind}`)
  }
}

export const servers: Server[] = [
  { name: 'Account Manager', accountManager: true },
  { name: 'Practice Account Manager', accountManager: true, practice: true },
  { name: 'login.example.com', accountManager: false },
  { name: 'Account Manager', accountManager: true, method: 'client_secret' },
  { name: 'login.example.com', accountManager: false, method: 'client_secret' },
  { name: 'zzte-053.dx.example.com', accountManager: false, method: 'business_manager_user' },
]
/** One of each finding. */
export const findingSamples = () => samples('Finding', 'code') as unknown as Finding[]
