// State of the question of "Send again". It is apart from what sends, which loads with the history.
import type { Changes, CredentialId } from '../../backend'

class Again {
  /** What has changed since the attempt of this time; `null` when nothing is asked. */
  question = $state.raw<{ credential: CredentialId; at: number; changes: Changes } | null>(null)
}

export const again = new Again()
