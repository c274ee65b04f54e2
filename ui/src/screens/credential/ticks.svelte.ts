// The person's own ticks for what is done in Account Manager. What is set up for practice is not set up in Account
// Manager, so each has ticks of its own.
import type { Ticks } from '../../backend'
import { request } from './request.svelte'

const none = (): Ticks => ({
  account_manager: [false, false, false, false],
  practice: [false, false, false, false],
})

class TicksState {
  /** All of them, as they are stored. */
  all = $state(none())
  /** Those of the destination that is chosen. */
  current = $derived(request.practising ? this.all.practice : this.all.account_manager)
  done = $derived(this.current.every(Boolean))
  any = $derived([...this.all.account_manager, ...this.all.practice].some(Boolean))

  /** Another credential opens. */
  begin(ticks: Ticks): void {
    this.all = structuredClone(ticks)
  }

  /** Everything is done in the practice Account Manager. */
  finishPractice(): void {
    this.all.practice = [true, true, true, true]
  }
}

export const ticks = new TicksState()
