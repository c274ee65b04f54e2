// State of the steps: which are folded, which the last response blames, and how to get to the place of a fix.
import { tick } from 'svelte'
import type { ExchangeShown, Field, FindingShown, Place } from '../../backend'

export type StepName = 'key' | 'client' | 'request'

const stepOfPlace: Record<Place, StepName | null> = {
  key_pair: 'key',
  api_client: 'client',
  request: 'request',
  computer: null,
  server: null,
}

const stepOfField: Record<Field, StepName> = {
  api_key: 'client',
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
  folded = $state({ key: false, client: false })
  blamed = $state({ key: false, client: false, request: false })
  /** The person's own ticks for what is done in Account Manager. */
  ticks = $state([false, false, false, false])
  /** A token was received with the form as it is. */
  proven = $state(false)
  /** Called before a field is focused, so that whatever contains it can unfold. */
  onreveal: (field: Field) => void = () => {}

  /** Another credential opens: resets all marks. */
  begin(ticks: boolean[]): void {
    this.folded = { key: false, client: false }
    this.blamed = { key: false, client: false, request: false }
    this.ticks = [...ticks]
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
  #fold(step: 'key' | 'client', finished: boolean): void {
    if (this.blamed[step]) this.folded[step] = false
    else if (finished && !hasFocus(step)) this.folded[step] = true
  }

  unfold(step: 'key' | 'client'): void {
    this.folded[step] = false
    void tick().then(() => document.getElementById(`step-${step}-title`)?.focus({ preventScroll: true }))
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
    if (step !== 'request') this.folded[step] = false
    await tick()
    const all = [...selectors, `#step-${step} .card button`, `#step-${step} button`, `#step-${step}-title`]
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
