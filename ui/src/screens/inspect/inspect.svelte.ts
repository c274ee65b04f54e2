// State of "Inspect a token": what was pasted into both boxes, and what the Rust side says of it. Nothing of it is stored,
// and all of it is wiped when secrets are locked.
import {
  commands,
  type ComparedClaim,
  type CredentialId,
  type Inspected,
  type KeysAddress,
  type SignatureCheck,
} from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { verdict } from '../../words/inspect'
import { signatureWords } from '../../words/signature'
import { screens } from '../screens.svelte'

/** A box with a pasted text. */
export class Box {
  text = $state('')
  /** What was found in `textOf`. */
  found = $state.raw<Inspected | null>(null)
  textOf = $state.raw('')
  /** Which of the tokens in the text is shown. */
  place = $state(0)
  /** The last check of the shown token's signature. */
  check = $state.raw<SignatureCheck | null>(null)
  checking = $state(false)
  token = $derived(this.found?.tokens[this.place] ?? null)
  /** Called when another text was read. */
  onread: () => void = () => {}

  #reading = 0
  #checks = 0

  /** Reads the text. Of several readings, the last one counts. */
  async read(): Promise<void> {
    const reading = ++this.#reading
    const { text } = this
    const isNew = text !== this.textOf
    try {
      const found = text.trim() === '' ? null : await commands.inspectToken(text)
      if (reading !== this.#reading) return
      this.found = found
      this.textOf = text
      if (!isNew) return
      this.place = 0
      this.forgetCheck()
      const token = found?.tokens[0]
      if (token) announce(verdict(token, Date.now()))
      else if (found) announce(m.inspect_nothing())
      this.onread()
    } catch (reason) {
      showError(reason)
    }
  }

  choose(place: number): void {
    this.place = place
    this.forgetCheck()
    this.onread()
  }

  /** Checks the signature of the shown token; `null` from the check: the person cancelled a dialog. */
  async #verify(check: (text: string, place: number) => Promise<SignatureCheck | null>): Promise<boolean> {
    const number = ++this.#checks
    this.checking = true
    try {
      const outcome = await check(this.textOf, this.place)
      if (number !== this.#checks || !outcome) return false
      this.check = outcome
      const { title, text } = signatureWords(outcome)
      announce([title, text].filter(Boolean).join(': '))
      return true
    } catch (reason) {
      showError(reason)
      return false
    } finally {
      if (number === this.#checks) this.checking = false
    }
  }

  withText(keys: string): Promise<boolean> {
    return this.#verify((text, place) => commands.verifyWithText(text, place, keys))
  }

  withFiles(): Promise<boolean> {
    return this.#verify((text, place) => commands.verifyWithFiles(text, place, m.inspect_keys_files_title()))
  }

  withAddress(address: KeysAddress): Promise<boolean> {
    return this.#verify((text, place) => commands.verifyWithAddress(text, place, address))
  }

  /** Forgets what came of the last check. */
  forgetCheck(): void {
    this.#checks++
    this.checking = false
    this.check = null
  }

  wipe(): void {
    this.#reading++
    this.text = this.textOf = ''
    this.found = null
    this.place = 0
    this.forgetCheck()
  }
}

class Inspect {
  readonly first = new Box()
  readonly second = new Box()
  /** Whether the second box is open. */
  comparing = $state(false)
  compared = $state.raw<ComparedClaim[] | null>(null)
  #comparisons = 0

  constructor() {
    this.first.onread = this.second.onread = () => void this.#compare()
  }

  async #compare(): Promise<void> {
    const comparison = ++this.#comparisons
    const { first, second } = this
    if (!this.comparing || !first.token?.header || !second.token?.header) {
      this.compared = null
      return
    }
    try {
      const compared = await commands.compareTokens(first.textOf, first.place, second.textOf, second.place)
      if (comparison === this.#comparisons) this.compared = compared
    } catch (reason) {
      showError(reason)
    }
  }

  openSecond(): void {
    this.comparing = true
  }

  closeSecond(): void {
    this.second.wipe()
    this.comparing = false
    this.compared = null
  }

  /** Shows the access token of a credential's last response, because the person asked for it. */
  async showTokenOf(credential: CredentialId | null): Promise<void> {
    try {
      this.first.text = await commands.tokenToInspect(credential)
      await screens.go('inspect')
      await this.first.read()
    } catch (reason) {
      showError(reason)
    }
  }

  cancel(): void {
    commands.cancelFetchingKeys().catch(showError)
  }

  /** Wipes all that was pasted. */
  wipe(): void {
    this.first.wipe()
    this.closeSecond()
  }
}

export const inspect = new Inspect()
