// What would be lost with the window, as the Rust side says it after each change. Every mark and warning about an
// unsaved key comes from here: in step 1, in the list of credentials, and before the window closes.
import type { CredentialId, UnsavedKey, UnsavedPart } from '../../../backend'

class UnsavedKeys {
  /** By credential. */
  list = $state.raw<UnsavedKey[]>([])

  /** The unsaved parts of a credential's key pairs, the current pair first. */
  of(credential: CredentialId | null): UnsavedPart[] {
    return this.list.filter((key) => key.credential === credential).map(({ part }) => part)
  }
}

export const unsavedKeys = new UnsavedKeys()
