// The person's own ticks for what is done in Account Manager. What is set up for practice is not set up in Account
// Manager, so each has ticks of its own.
import type { MethodTicks, Ticks } from '../../backend'
import { request } from './request.svelte'

const nothingDone = (): MethodTicks => ({
  account_manager: [false, false, false, false],
  practice: [false, false, false, false],
})
const none = (): Ticks => ({
  ...nothingDone(),
  client_secret: nothingDone(),
  business_manager_user: nothingDone(),
})

class TicksState {
  /** All of them, as they are stored. */
  all = $state(none())
  /** Those of the method that is chosen, which has its own items. */
  readonly #ofMethod = $derived(request.method === 'signed_jwt' ? this.all : this.all[request.method])
  /** Those of the destination that is chosen. */
  current = $derived(request.practising ? this.#ofMethod.practice : this.#ofMethod.account_manager)
  done = $derived(this.current.every(Boolean))
  any = $derived(
    [this.all, this.all.client_secret, this.all.business_manager_user].some((ticks) =>
      [...ticks.account_manager, ...ticks.practice].some(Boolean),
    ),
  )

  /** Another credential opens. */
  begin(ticks: Ticks): void {
    this.all = structuredClone(ticks)
  }

  /** Everything is done in the practice Account Manager. */
  finishPractice(): void {
    this.#ofMethod.practice = [true, true, true, true]
  }
}

export const ticks = new TicksState()
