// State of the question whether another server may get a JWT that is for Account Manager. It is asked each time: the
// answer goes with one request, and is not remembered.
import type { Disclosure, FindingShown } from '../../backend'

interface Question {
  disclosure: Disclosure
  /** Seconds until the JWT expires; `null` if its `exp` does not say. */
  seconds: number | null
  /** Name of the credential, if it is not the one that is open. */
  credential: string | null
  /** Other warnings about the same request, which are confirmed with it. */
  warnings: FindingShown[]
  /** Sends the request, because the person confirmed exactly this. */
  send: () => unknown
}

class DisclosureQuestion {
  current = $state.raw<Question | null>(null)

  ask(question: Question): void {
    this.current = question
  }

  close(): void {
    this.current = null
  }

  confirm(): void {
    const confirmed = this.current
    this.current = null
    confirmed?.send()
  }
}

export const disclosureQuestion = new DisclosureQuestion()
