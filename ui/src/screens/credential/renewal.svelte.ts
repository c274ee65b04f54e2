// State of what is done with a key pair later: renewing its certificate, rotating the pair, a reminder of its expiry.
import { commands, type RotationWay, type SaveFileOutcome } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { certificateDay, m } from '../../words'
import { vault } from '../vault/vault.svelte'
import { keyPair } from './key_pair.svelte'
import { NewPair } from './new_pair.svelte'

type ReminderOutcome = Extract<SaveFileOutcome, { outcome: 'saved' | 'failed' }>

class Renewal {
  /** The options of the new pair or certificate. */
  readonly wanted = new NewPair()
  /** The dialog that is open. */
  question = $state<'renew' | 'rotate' | null>(null)
  way = $state<RotationWay>('second_api_client')
  busy = $state(false)
  failed = $state(false)
  /** The result of saving a reminder, and the certificate it is for. */
  #reminder = $state<{ outcome: ReminderOutcome; fingerprint: string } | null>(null)

  /** The same result, as long as that certificate is the current one. */
  reminder = $derived(
    this.#reminder?.fingerprint === keyPair.facts.certificate?.fingerprint_sha256
      ? (this.#reminder?.outcome ?? null)
      : null,
  )

  ask(question: 'renew' | 'rotate'): void {
    if (vault.unlocksFirst(() => this.ask(question))) return
    this.wanted.reset()
    if (question === 'rotate')
      this.wanted.commonName = keyPair.facts.certificate?.reusable_name ?? this.wanted.commonName
    this.failed = false
    this.question = question
  }

  /** Another credential opens. */
  close(): void {
    this.question = null
    this.failed = false
    this.#reminder = null
  }

  async renew(): Promise<void> {
    if (this.busy) return
    const { credential } = keyPair
    this.busy = true
    this.failed = false
    try {
      const outcome = await commands.renewCertificate(credential, $state.snapshot(this.wanted.validity))
      if (credential !== keyPair.credential) return
      switch (outcome.outcome) {
        case 'renewed':
          this.question = null
          keyPair.update(outcome.key_pair)
          announce(m.renew_done())
          break
        case 'invalid':
          void this.wanted.refuse(outcome.problems)
          break
        case 'failed':
          this.failed = true
      }
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = false
    }
  }

  async rotate(): Promise<void> {
    const { way } = this
    this.question = null
    const { credential } = keyPair
    await keyPair.generate(this.wanted, (credential, options) => commands.rotateKeyPair(credential, options, way))
    // Invalid options are fixed in the dialog where they were typed.
    if (credential === keyPair.credential && this.wanted.problems.length > 0) {
      this.question = 'rotate'
      void this.wanted.refuse(this.wanted.problems)
    }
  }

  async discardOldPair(): Promise<void> {
    await keyPair.change(commands.discardOldPair, m.rotate_let_go_done())
  }

  async giveUp(): Promise<void> {
    await keyPair.change(commands.giveUpRotation, m.rotate_given_up())
  }

  async remind(): Promise<void> {
    const { credential, facts } = keyPair
    const { certificate } = facts
    if (this.busy || !certificate) return
    this.busy = true
    this.#reminder = null
    const [name, date] = [certificate.subject, certificateDay(certificate.not_after)]
    try {
      const outcome = await commands.saveReminder(credential, m.reminder_dialog(), {
        summary: m.reminder_summary({ name }),
        description: m.reminder_description({ name, date, fingerprint: certificate.fingerprint_sha256 }),
      })
      if (outcome.outcome === 'saved' || outcome.outcome === 'failed') {
        this.#reminder = { outcome, fingerprint: certificate.fingerprint_sha256 }
      }
      if (outcome.outcome === 'saved') announce(m.reminder_saved({ file: outcome.file, folder: outcome.folder }))
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = false
    }
  }

  async openReminder(): Promise<void> {
    try {
      await commands.openReminder()
    } catch (reason) {
      showError(reason)
    }
  }
}

export const renewal = new Renewal()
