// State of the last import, as long as it can be undone.
import type { CredentialId } from '../../backend'

interface Done {
  /** The credentials that came with it. */
  ids: CredentialId[]
  /** The empty credential that left the list for them. */
  blank: CredentialId | null
}

class Imported {
  last = $state.raw<Done | null>(null)
  /** A credential was changed, got a key or was sent. To take it back would take that away, too. */
  changed(id: CredentialId): void {
    if (this.last?.ids.includes(id)) this.last = null
  }

  /** Takes the import back. Loaded with the import. */
  undo: () => Promise<void> = async () => {}
}

export const imported = new Imported()
