// Calls the commands that the start needs before the page has loaded, so that their results are there in time.
import { commands } from '.'

class Early<T> {
  #early: Promise<T> | null = null
  constructor(private readonly call: () => Promise<T>) {}

  start(): void {
    this.#early = this.call()
    // The caller of `take` handles a failure.
    this.#early.catch(() => {})
  }

  /** The first caller gets the result of the early call; later callers start a new one. */
  take(): Promise<T> {
    const result = this.#early ?? this.call()
    this.#early = null
    return result
  }
}

const early = {
  start: new Early(() => commands.start()),
  defaultForm: new Early(() => commands.defaultForm()),
  view: new Early(() => commands.view()),
}

export function callEarly(): void {
  for (const call of Object.values(early)) call.start()
}

export const start = () => early.start.take()
export const defaultForm = () => early.defaultForm.take()
export const view = () => early.view.take()
