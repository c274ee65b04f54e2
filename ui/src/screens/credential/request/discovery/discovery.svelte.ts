// State of "Fill from the issuer": what is asked for, what was read, and filling it in. The Rust side reads and judges.
import { commands, type Discovered, type IssuerProblem } from '../../../../backend'
import { showError } from '../../../../parts/notices.svelte'
import { hostOf } from '../../../../words/servers'
import { changeForm } from '../../form_change.svelte'
import { request } from '../../request.svelte'
import { signedJwt } from '../signed_jwt/signed_jwt.svelte'

class Discovery {
  open = $state(false)
  issuer = $state('')
  busy = $state(false)
  problem = $state.raw<IssuerProblem | null>(null)
  read = $state.raw<Discovered | null>(null)
  /** The person confirmed where the token endpoint is. */
  confirmed = $state(false)
  /** Undoes what was filled in; `null` once there is nothing to undo. */
  undo = $state.raw<(() => void) | null>(null)

  filling = $derived(this.read?.found?.filling ?? null)
  /** Whether it can be filled in now. */
  ready = $derived(this.filling !== null && (!this.filling.confirm_endpoint || this.confirmed))

  start(): void {
    this.changed()
    if (this.issuer === '') this.issuer = hostOf(request.tokenEndpoint) ?? ''
    this.open = true
  }

  close(): void {
    this.open = false
    if (this.busy) commands.cancelDiscovery().catch(showError)
  }

  /** What was read is for the issuer that was typed then. */
  changed(): void {
    this.problem = null
    this.read = null
    this.confirmed = false
  }

  async look(): Promise<void> {
    this.changed()
    this.busy = true
    try {
      const form = $state.snapshot(request.form)
      const outcome = await commands.discoverServer(request.credential, this.issuer, form)
      if (outcome.outcome === 'read') this.read = outcome.discovered
      if (outcome.outcome === 'invalid_issuer') this.problem = outcome.problem
    } catch (reason) {
      showError(reason)
    } finally {
      this.busy = false
    }
  }

  /** Fills in what was shown. */
  fill(): void {
    const { filling } = this
    if (!filling || !this.ready) return
    this.close()
    this.undo = changeForm(() => {
      if (filling.token_endpoint !== null) request.tokenEndpoint = filling.token_endpoint
      request.audience = filling.audience
      if (filling.algorithm !== null) signedJwt.algorithm = filling.algorithm
    })
  }
}

export const discovery = new Discovery()
