// The numbers of a credential's steps, which sentences name.
import type { AuthMethod } from '../backend'
import type { Server } from './servers'

export type StepName = 'key' | 'client' | 'request'

/** The number of a step. Only a signed JWT needs a key pair, so without one the other steps come first. */
export function stepNumber(step: StepName | 'trial', method: AuthMethod = 'signed_jwt'): number {
  const before: (StepName | 'trial')[] = method === 'signed_jwt' ? ['key'] : []
  return [...before, 'client', 'request', 'trial'].indexOf(step) + 1
}

/** The number of a step for a request to this server. */
export const stepFor = ({ method }: Server, step: StepName): { step: number } => ({ step: stepNumber(step, method) })
