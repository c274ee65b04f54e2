// State of "Save as…": the formats, the passphrase as typed, and the result. The passphrase is cleared when the dialog
// closes.
import { commands, type SaveAsProblem, type SaveFileOutcome, type SaveFormat, type SaveOffer } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { savedFile } from '../../words/saved'
import { vault } from '../vault/vault.svelte'
import { keyPair } from './key_pair.svelte'
import { keyFiles } from './key_pair/key_files.svelte'

class SaveAs {
  open = $state(false)
  offers = $state<SaveOffer[]>([])
  format = $state<SaveFormat>('key_pkcs8')
  passphrase = $state('')
  again = $state('')
  /** The passphrase is visible, so it need not be typed twice. */
  shown = $state(false)
  withCertificate = $state(false)
  busy = $state(false)
  problem = $state<SaveAsProblem | 'passphrases_differ' | null>(null)
  failure = $state<Extract<SaveFileOutcome, { outcome: 'failed' }> | null>(null)

  offer = $derived(this.offers.find((offer) => offer.format === this.format))

  async ask(): Promise<void> {
    if (vault.unlocksFirst(() => this.ask())) return
    const { credential } = keyPair
    try {
      const offers = await commands.saveOffers(credential)
      if (credential !== keyPair.credential) return
      this.offers = offers
    } catch (reason) {
      showError(reason)
      return
    }
    if (!this.offer && this.offers[0]) this.format = this.offers[0].format
    this.open = true
  }

  close(): void {
    this.open = false
    this.passphrase = ''
    this.again = ''
    this.shown = false
    this.problem = null
    this.failure = null
  }

  choose(format: SaveFormat): void {
    this.format = format
    this.changed()
  }

  changed(): void {
    this.problem = null
    this.failure = null
  }

  async save(): Promise<void> {
    if (this.busy || !this.offer) return
    const { format, passphrase: use, takes_certificate } = this.offer
    this.changed()
    if (use !== 'none' && !this.shown && this.passphrase !== this.again) {
      this.problem = 'passphrases_differ'
      return
    }
    const { credential } = keyPair
    this.busy = true
    try {
      const outcome = await commands.saveAs(credential, m.save_as_dialog(), {
        format,
        passphrase: use === 'none' ? null : this.passphrase,
        with_certificate: takes_certificate && this.withCertificate,
      })
      if (credential !== keyPair.credential) return
      switch (outcome.outcome) {
        case 'saved':
          keyFiles.savedAs(outcome)
          announce(savedFile(outcome))
          this.close()
          break
        case 'problem':
          this.problem = outcome.problem
          break
        case 'failed':
          this.failure = outcome
          break
        case 'cancelled':
          break
      }
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = false
    }
  }
}

export const saveAs = new SaveAs()
