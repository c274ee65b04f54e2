// How each step is marked: done, the one that is next, or to be mended. Follows from the other states alone.
import { keyPair } from './key_pair.svelte'
import { request } from './request.svelte'
import { steps, type StepName } from './steps.svelte'

export type Mark = 'later' | 'now' | 'done' | 'bad'

class Marks {
  key = $derived.by((): Mark => {
    if (steps.blamed.key || keyPair.facts.belong_together === false) return 'bad'
    return keyPair.facts.private_key ? 'done' : 'now'
  })

  client = $derived.by((): Mark => {
    if (steps.blamed.client || wrong('client')) return 'bad'
    if (request.apiKey.trim() !== '' && (steps.proven || steps.ticks.every(Boolean))) return 'done'
    return this.key === 'done' ? 'now' : 'later'
  })

  request = $derived.by((): Mark => {
    if (steps.blamed.request || wrong('request')) return 'bad'
    return this.client === 'done' ? 'now' : 'later'
  })
}

/** An error stands beside one of the step's fields, where the person can see it. */
function wrong(step: StepName): boolean {
  return (request.preview?.findings ?? []).some(
    (shown) => shown.severity === 'error' && steps.stepOf(shown) === step && (request.tried || isTouched(shown.field)),
  )
}

function isTouched(field: keyof typeof request.touched | null): boolean {
  return field !== null && request.touched[field] === true && request.textOf(field) !== ''
}

export const marks = new Marks()
