// Words for keys and certificates: their types, where they came from, how long they are valid.
import type { CertificateConcern, CertificateLife, KeyType, Origin } from '../backend'
import { m } from '.'
import type { Explained, Table } from './tables'

export function keyType(type: KeyType): string {
  switch (type.type) {
    case 'rsa':
      return m.key_type_rsa({ bits: type.bits })
    case 'ec':
      return m.key_type_ec({ curve: type.curve })
    case 'ed25519':
      return m.key_type_ed25519()
    case 'other':
      return m.key_type_other({ oid: type.oid })
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
  authority: () => ({
    title: m.finding_certificate_of_authority_title(),
    text: m.finding_certificate_of_authority_text(),
  }),
}
