// State of the dialog that builds scopes for SCAPI. The Rust side reads and writes scopes; this holds what is chosen.
import { commands, type ScapiChoice, type ScopeFamilies } from '../../../../backend'
import { showError } from '../../../../parts/notices.svelte'
import { changeForm } from '../../form_change.svelte'
import { request } from '../../request.svelte'

type Access = ScapiChoice['families'][number]['access']

class ScopesBuilder {
  open = $state(false)
  /** The scopes as they would be sent. */
  scopes = $state('')
  choice = $state<ScapiChoice>({ realm: '', instance: '', families: [] })
  catalogue = $state.raw<ScopeFamilies | null>(null)
  /** Undoes the last change of the form; `null` once there is nothing to undo. */
  undo = $state.raw<(() => void) | null>(null)

  /** Counts the changes: only what comes back for the latest one is shown. */
  #turn = 0

  async start(): Promise<void> {
    try {
      this.catalogue ??= await commands.scopeFamilies()
      await this.typed(request.scopes)
      this.open = true
    } catch (reason) {
      showError(reason)
    }
  }

  close(): void {
    this.#turn++
    this.open = false
  }

  /** The person typed scopes. */
  async typed(scopes: string): Promise<void> {
    const turn = ++this.#turn
    this.scopes = scopes
    try {
      const { choice } = await commands.readScopes(scopes)
      if (turn === this.#turn) this.choice = choice
    } catch (reason) {
      showError(reason)
    }
  }

  /** The person changed the choice. */
  async chosen(): Promise<void> {
    const turn = ++this.#turn
    try {
      const built = await commands.buildScopes(this.scopes, $state.snapshot(this.choice))
      if (turn !== this.#turn) return
      this.scopes = built.scopes
      this.choice = built.choice
    } catch (reason) {
      showError(reason)
    }
  }

  accessTo(id: string): Access | null {
    return this.choice.families.find((family) => family.id === id)?.access ?? null
  }

  /** Requests a family for this, or not at all. */
  async request(id: string, access: Access | null): Promise<void> {
    const { families } = this.choice
    const at = families.findIndex((family) => family.id === id)
    if (access === null) families.splice(at, at < 0 ? 0 : 1)
    else if (at < 0) families.push({ id, access })
    else families[at] = { id, access }
    await this.chosen()
  }

  /** Writes the scopes into the form. */
  use(): void {
    const { scopes } = this
    this.close()
    this.undo = changeForm(() => (request.scopes = scopes))
  }
}

export const scopesBuilder = new ScopesBuilder()
