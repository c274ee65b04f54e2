// State of the page-wide messages: one polite live region, and one notice for a command that failed, or that succeeded
// with nothing else to show it.
import { asCommandError, type CommandError } from '../backend'

class Notices {
  /** Text of the live region. */
  announcement = $state('')
  /** The error of the last failed command, or what it could not do; until it is closed. */
  error = $state<CommandError | string | null>(null)
  /** What was done last, when nothing else on the page shows it; until it is closed. */
  done = $state<string | null>(null)
  /** IDs of the open dialogs, the topmost last. */
  dialogs = $state.raw<readonly string[]>([])
}

export const notices = new Notices()

/** Has assistive technology read `text`, even when it is the same as before. */
export function announce(text: string): void {
  notices.announcement = notices.announcement === text ? text + '\u00a0' : text
}

/** Shows why a command failed. */
export function showError(reason: unknown): void {
  notices.error = asCommandError(reason)
}

/** Shows what a command could not do, when nothing else on the page does. */
export function showFailure(text: string): void {
  notices.error = text
}

/** Shows what was done, when nothing else on the page does. */
export function showDone(text: string): void {
  notices.error = null
  notices.done = text
  announce(text)
}
