// How each step is marked: done, the one that is next, or to be mended. Follows from the other states alone.
import { keyPair } from './key_pair.svelte'
import { request } from './request.svelte'
import { steps, type StepName } from './steps.svelte'

export type Mark = 'later' | 'now' | 'done' | 'bad'

class Marks {
  /** Why the key pair cannot serve where the request goes: seen before anything is sent. */
  keyFindings = $derived(
    (request.preview?.findings ?? []).filter(
      ({ place, severity }) => place === 'key_pair' && (severity === 'error' || severity === 'warning'),
    ),
  )

  key = $derived.by((): Mark => {
    if (steps.blamed.key || keyPair.facts.belong_together === false) return 'bad'
    if (!keyPair.facts.private_key) return 'now'
    return this.keyFindings.length > 0 ? 'bad' : 'done'
  })

  client = $derived.by((): Mark => {
    if (steps.blamed.client || wrong('client')) return 'bad'
    // Only for Account Manager it is known here what else there is to do.
    const rest = request.kind === 'other' || steps.proven || steps.ticks.every(Boolean)
    if (request.apiKey.trim() !== '' && rest) return 'done'
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
