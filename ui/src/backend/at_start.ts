// What is asked of the Rust side while the page is still on its way, so that the answers are there with it.
import { commands } from '.'

class Early<T> {
  #asked: Promise<T> | null = null
  constructor(private readonly question: () => Promise<T>) {}

  ask(): void {
    this.#asked = this.question()
    // A failure is for the one who takes the answer.
    this.#asked.catch(() => {})
  }

  /** What was asked already, for the first who wants it; whoever comes later asks anew. */
  take(): Promise<T> {
    const answer = this.#asked ?? this.question()
    this.#asked = null
    return answer
  }
}

const early = { start: new Early(() => commands.start()), defaultForm: new Early(() => commands.defaultForm()) }

export function askAtStart(): void {
  early.start.ask()
  early.defaultForm.ask()
}

export const start = () => early.start.take()
export const defaultForm = () => early.defaultForm.take()
