// State of the dialog "About", and whether the third-party notices are open above it.
import { commands, type About } from '../../backend'
import { showError } from '../../parts/notices.svelte'

class AboutProgram {
  open = $state(false)
  /** Loaded once; `null` until then. */
  known = $state.raw<About | null>(null)
  readingThirdParty = $state(false)

  async ask(): Promise<void> {
    this.open = true
    try {
      this.known ??= await commands.about()
    } catch (reason) {
      showError(reason)
    }
  }
}

export const about = new AboutProgram()
