// State of the practice instance's Business Manager: what is typed, its problems, and the access key while it is shown.
import { commands, type InstanceForm, type InstanceProblem } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { practice } from './practice.svelte'

class Instance {
  /** What was typed since it was saved last. */
  #typed = $state<Partial<InstanceForm>>({})
  problems = $state.raw<InstanceProblem[]>([])
  /** It was saved and has not been changed since. */
  saved = $state(false)

  form = $derived<InstanceForm>({ ...practice.known.instance.form, ...this.#typed })
  hasAccessKey = $derived(practice.known.instance.has_access_key)
  canCopyAccessKey = $derived(practice.known.instance.can_copy_access_key)

  type(change: Partial<InstanceForm>): void {
    this.#typed = { ...this.#typed, ...change }
    this.saved = false
  }

  problemsOf(code: InstanceProblem['code']): InstanceProblem[] {
    return this.problems.filter((problem) => problem.code === code)
  }

  async save(): Promise<boolean> {
    const { form } = this
    try {
      const outcome = await commands.savePracticeInstance(form)
      if (outcome.outcome === 'invalid') {
        this.problems = outcome.problems
        return false
      }
      const unchanged = JSON.stringify(this.form) === JSON.stringify(form)
      practice.take(outcome.state)
      this.problems = []
      // What was typed meanwhile stays.
      if (unchanged) this.#typed = {}
      this.saved = unchanged
      announce(m.practice_saved())
      return true
    } catch (reason) {
      showError(reason)
      return false
    }
  }

  /** Makes a new access key. Returns it, to be shown once. */
  async makeAccessKey(): Promise<string | null> {
    try {
      const { access_key, state } = await commands.makePracticeAccessKey()
      practice.take(state)
      announce(m.practice_access_key_made())
      return access_key
    } catch (reason) {
      showError(reason)
      return null
    }
  }
}

export const instance = new Instance()
