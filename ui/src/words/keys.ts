// Words for keys and certificates: their types, where they came from, how long they are valid.
import type { CertificateConcern, CertificateLife, KeyType, Origin } from '../backend'
import { m } from '.'
import type { Explained, Table } from './tables'

/** Usual names of the algorithms that no key here signs with, by object identifier. */
const otherKeys: Record<string, string> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10046.2.1': 'Diffie-Hellman',
  '1.2.840.113549.1.3.1': 'Diffie-Hellman',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.113': 'Ed448',
  '1.2.643.2.2.19': 'GOST R 34.10-2001',
  '1.2.643.7.1.1.1.1': 'GOST R 34.10-2012',
  '1.2.643.7.1.1.1.2': 'GOST R 34.10-2012',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
}

/** Whether "an" comes before the type of a key, and not "a". */
export function startsWithVowel(type: KeyType): boolean {
  return type.type !== 'other' || /^[EMX]/.test(otherKeys[type.oid] ?? '')
}

export function keyType(type: KeyType): string {
  switch (type.type) {
    case 'rsa':
      return m.key_type_rsa({ bits: type.bits })
    case 'rsa_pss':
      return m.key_type_rsa_pss({ bits: type.bits })
    case 'ec':
      return type.curve === '?' ? m.key_type_ec_own() : m.key_type_ec({ curve: type.curve })
    case 'ed25519':
      return m.key_type_ed25519()
    case 'other': {
      const name = otherKeys[type.oid]
      return name ? m.key_type_named({ name }) : m.key_type_other({ oid: type.oid })
    }
  }
}

export function origin(from: Origin): string {
  switch (from.origin) {
    case 'generated':
      return m.key_origin_generated()
    case 'file':
      return m.key_origin_file({ name: from.name })
    case 'pasted':
      return m.key_origin_pasted()
  }
}

/** State of a certificate's validity, for a chip. */
export function life(life: CertificateLife): { text: string; tone: 'accent' | 'good' | 'warn' | 'bad' } {
  switch (life.state) {
    case 'valid':
      return { text: m.key_life_days({ days: life.days_left }), tone: 'good' }
    case 'renewal_due':
      return { text: m.key_life_renewal({ days: life.days_left }), tone: 'accent' }
    case 'ends_soon':
      return {
        text: life.days_left === 0 ? m.key_life_last_day() : m.key_life_soon({ days: life.days_left }),
        tone: 'warn',
      }
    case 'ended':
      return {
        text: life.days_ago === 0 ? m.key_life_ended_today() : m.key_life_ended({ days: life.days_ago }),
        tone: 'bad',
      }
    case 'not_yet_valid':
      return { text: m.key_life_not_yet(), tone: 'bad' }
  }
}

export const certificateConcerns: Table<CertificateConcern, Explained> = {
  weak_key: ({ bits }) => ({
    title: m.finding_certificate_weak_key_title({ bits }),
    text: m.finding_certificate_weak_key_text(),
  }),
  weak_signature: ({ algorithm }) => ({
    title: m.finding_certificate_weak_signature_title({ algorithm }),
    text: m.finding_certificate_weak_signature_text(),
  }),
  dates_not_standard: () => ({
    title: m.finding_certificate_dates_title(),
    text: m.finding_certificate_dates_text(),
  }),
  authority: () => ({
    title: m.finding_certificate_of_authority_title(),
    text: m.finding_certificate_of_authority_text(),
  }),
}
