// State of the presets of the whole assertion: which there are for a destination, and applying one. The Rust side has
// what each fills in.
import { commands, type AssertionPreset } from '../../../../backend'
import { showError } from '../../../../parts/notices.svelte'
import { changeForm } from '../../form_change.svelte'
import { request } from '../../request.svelte'
import { discovery } from '../discovery/discovery.svelte'
import { signedJwt } from './signed_jwt.svelte'

interface Applied {
  preset: AssertionPreset
  /** Names of claims and header parameters. */
  changed: string[]
  undo: (() => void) | null
}

class Presets {
  applied = $state.raw<Applied | null>(null)
  issuer = $state('')

  offered = $derived<AssertionPreset[]>(
    request.server.accountManager ? ['account_manager', 'salesforce_cli'] : ['issuer_as_audience'],
  )

  /** The editor opens. The issuer is proposed as it was discovered, or as it was typed as the audience. */
  begin(): void {
    this.applied = null
    const { audience, tokenEndpoint } = request
    const typed = audience.trim() === tokenEndpoint.trim() ? '' : audience.trim()
    if (this.issuer === '') this.issuer = discovery.filling?.audience ?? typed
  }

  async apply(preset: AssertionPreset): Promise<void> {
    try {
      const form = $state.snapshot(request.form)
      const { form: filled, changed } = await commands.applyPreset(preset, form, this.issuer)
      // Something else was typed meanwhile.
      if (JSON.stringify($state.snapshot(request.form)) !== JSON.stringify(form)) return
      const undo = changeForm(() => {
        signedJwt.use(filled)
        if (filled.destination.kind === 'other') request.audience = filled.destination.audience
      })
      this.applied = { preset, changed, undo }
    } catch (reason) {
      showError(reason)
    }
  }

  takeBack(): void {
    this.applied?.undo?.()
    this.applied = null
  }
}

export const presets = new Presets()
