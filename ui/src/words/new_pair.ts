// Words for the kinds of a new key.
import type { NewKey } from '../backend'
import { m } from '.'

export function newKey(key: NewKey): string {
  return newKeys[key]()
}

const newKeys: Record<NewKey, () => string> = {
  rsa2048: () => m.key_type_rsa({ bits: 2048 }),
  rsa3072: () => m.key_type_rsa({ bits: 3072 }),
  rsa4096: () => m.key_type_rsa({ bits: 4096 }),
  p256: () => m.key_new_ec({ curve: 'P-256' }),
  p384: () => m.key_new_ec({ curve: 'P-384' }),
}
