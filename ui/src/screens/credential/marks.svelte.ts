// Derives each step's mark from the other states: done, next, or with an error.
import { keyPair } from './key_pair.svelte'
import { proof } from './proof.svelte'
import { request } from './request.svelte'
import { steps, type StepName } from './steps.svelte'
import { ticks } from './ticks.svelte'

export type Mark = 'later' | 'now' | 'done' | 'bad'

class Marks {
  /** Why the key pair cannot be used for this destination, found before sending. */
  keyFindings = $derived(
    (request.preview?.findings ?? []).filter(
      ({ place, severity }) => place === 'key_pair' && (severity === 'error' || severity === 'warning'),
    ),
  )

  key = $derived.by((): Mark => {
    if (request.method !== 'signed_jwt') return 'done'
    if (steps.blamed.key || keyPair.facts.belong_together === false) return 'bad'
    if (!keyPair.facts.private_key) return 'now'
    return this.keyFindings.length > 0 ? 'bad' : 'done'
  })

  client = $derived.by((): Mark => {
    if (steps.blamed.client || wrong('client')) return 'bad'
    // The list of what else to do is known only for Account Manager.
    const rest = request.kind === 'other' || steps.proven || ticks.done
    const hasSecrets = request.method === 'signed_jwt' || proof.here
    if (request.apiKey.trim() !== '' && hasSecrets && rest) return 'done'
    return this.key === 'done' ? 'now' : 'later'
  })

  request = $derived.by((): Mark => {
    if (steps.blamed.request || wrong('request')) return 'bad'
    return this.client === 'done' ? 'now' : 'later'
  })
}

/** Whether the person can see an error beside one of the step's fields. */
function wrong(step: StepName): boolean {
  return (request.preview?.findings ?? []).some(
    (shown) => shown.severity === 'error' && steps.stepOf(shown) === step && (request.tried || isTouched(shown.field)),
  )
}

function isTouched(field: keyof typeof request.touched | null): boolean {
  return field !== null && request.touched[field] === true && request.textOf(field) !== ''
}

export const marks = new Marks()
