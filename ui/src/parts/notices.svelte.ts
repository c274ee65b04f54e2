// What the whole window is told: one polite live region, and one notice for a command that could not be done, or that
// was done with nothing else to show for it.
import { asCommandError, type CommandError } from '../backend'

class Notices {
  /** What the live region says. */
  announcement = $state('')
  /** The command that failed last, until it is put away. */
  error = $state<CommandError | null>(null)
  /** What was done last, when nothing else on the page says so; until it is put away. */
  done = $state<string | null>(null)
  /** The dialogs that are open, the uppermost last. */
  dialogs = $state.raw<readonly string[]>([])
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

/** Shows what was done, where nothing else on the page does. */
export function showDone(text: string): void {
  notices.error = null
  notices.done = text
  announce(text)
}
