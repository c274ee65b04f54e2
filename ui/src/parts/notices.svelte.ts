// What the whole window is told: one polite live region, and one notice for a command that could not be done.
import { asCommandError, type CommandError } from '../backend'

class Notices {
  /** What the live region says. */
  announcement = $state('')
  /** The command that failed last, until it is put away. */
  error = $state<CommandError | null>(null)
}

export const notices = new Notices()

/** Has assistive technology say `text`, also when it said the same before. */
export function announce(text: string): void {
  notices.announcement = notices.announcement === text ? text + '\u00a0' : text
}

/** Shows why a command could not be done. */
export function showError(reason: unknown): void {
  notices.error = asCommandError(reason)
}
