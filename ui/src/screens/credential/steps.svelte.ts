// State of the steps: which are folded, which the last response blames, and how to get to the place of a fix.
import { tick } from 'svelte'
import type { ExchangeShown, Field, FindingShown, Place } from '../../backend'
import type { StepName } from '../../words/step_numbers'

export type { StepName }
export type FoldingStep = Exclude<StepName, 'request'>

const stepOfPlace: Record<Place, StepName | null> = {
  key_pair: 'key',
  api_client: 'client',
  request: 'request',
  computer: null,
  server: null,
}

const stepOfField: Record<Field, StepName> = {
  api_key: 'client',
  client_secret: 'client',
  user: 'client',
  access_key: 'client',
  instance_host: 'request',
  jwt_user: 'request',
  parameters: 'request',
  token_endpoint: 'request',
  audience: 'request',
  scopes: 'request',
  lifetime: 'request',
  claims: 'request',
  algorithm: 'request',
  header: 'request',
  connect_timeout: 'request',
  total_timeout: 'request',
}

class Steps {
  /** Steps that fold because they are finished. */
  folded = $state({ key: false, client: false })
  /** Steps that the person has folded or unfolded, which counts more. */
  #byHand = $state<Record<FoldingStep, boolean | null>>({ key: null, client: null })
  blamed = $state({ key: false, client: false, request: false })
  /** A token was received with the form as it is. */
  proven = $state(false)
  /** Called before a field is focused, so that whatever contains it can unfold. */
  onreveal: (field: Field) => void = () => {}

  /** Another credential opens: resets all marks. */
  begin(): void {
    this.folded = { key: false, client: false }
    this.#byHand = { key: null, client: null }
    this.blamed = { key: false, client: false, request: false }
    this.proven = false
  }

  afterAnswer(exchange: ExchangeShown): void {
    this.blamed = { key: false, client: false, request: false }
    this.proven = exchange.verdict === 'token_received'
    if (!this.proven) {
      const errors = exchange.findings.filter((shown) => shown.severity === 'error')
      const sure = errors.filter((shown) => shown.certainty !== 'possible')
      for (const shown of sure.length > 0 ? sure : errors.slice(0, 1)) {
        const step = stepOfPlace[shown.place]
        if (step) this.blamed[step] = true
      }
    }
    this.#fold('key', true)
    this.#fold('client', this.proven)
  }

  /** Folds a finished step, unless it has an error or the person is in it. */
  #fold(step: FoldingStep, finished: boolean): void {
    const fold = !this.blamed[step] && finished
    if (!this.blamed[step] && (!finished || hasFocus(step))) return
    this.folded[step] = fold
    this.#byHand[step] = null
  }

  /** Whether a step is folded. `finished`: it has what it is for, so that it can fold by itself. */
  isFolded(step: FoldingStep, finished: boolean): boolean {
    return this.#byHand[step] ?? (this.folded[step] && finished)
  }

  /** The person folds or unfolds a step. */
  toggle(step: FoldingStep, unfold: boolean): void {
    this.#byHand[step] = !unfold
  }

  /** Unfolds a step and brings the person there. */
  unfold(step: FoldingStep): void {
    this.toggle(step, true)
    void tick().then(() =>
      document.querySelector<HTMLElement>(`#step-${step}-title button`)?.focus({ preventScroll: true }),
    )
  }

  /** Unfolds a step if it folded by itself or by hand. */
  show(step: FoldingStep): void {
    this.folded[step] = false
    this.#byHand[step] = null
  }

  keyPairChanged(): void {
    this.blamed.key = false
    this.proven = false
  }

  formChanged(step: 'client' | 'request'): void {
    this.blamed[step] = false
    this.proven = false
  }

  stepOf(shown: FindingShown): StepName | null {
    return shown.field ? stepOfField[shown.field] : stepOfPlace[shown.place]
  }

  /** Brings the person to the field or step where a finding can be fixed. */
  async goTo(shown: FindingShown): Promise<void> {
    const step = this.stepOf(shown)
    // A control that opens the stored key is preferred to one that would replace it.
    const first = shown.finding.code === 'key_missing' ? ['#step-key [data-opens-key]'] : []
    if (shown.field) await this.goToField(shown.field, ...first)
    else if (step) await this.goToStep(step, ...first)
  }

  /** Brings the person to a field, or to what comes first of `instead`. */
  async goToField(field: Field, ...instead: string[]): Promise<void> {
    this.onreveal(field)
    await this.goToStep(stepOfField[field], ...instead, `#field-${field}`)
  }

  /** Brings the person to a step: to the first of the selectors that matches, or else to its first control. */
  async goToStep(step: StepName, ...selectors: string[]): Promise<void> {
    if (step !== 'request') this.show(step)
    await tick()
    const all = [...selectors, `#step-${step} .card button`, `#step-${step} .body button`, `#step-${step}-title button`]
    const target = all.map((selector) => document.querySelector<HTMLElement>(selector)).find((found) => found !== null)
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }
}

export const steps = new Steps()

function hasFocus(step: StepName): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && document.getElementById(`step-${step}`)?.contains(focused) === true
}
