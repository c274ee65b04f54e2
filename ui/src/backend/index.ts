// The page's only access to the Rust side: commands, events and their types. No other file imports @tauri-apps.
import { listen } from '@tauri-apps/api/event'
import type { CommandError, WindowEvent } from './bindings/types'

export { commands } from './bindings/commands'
export type * from './bindings/types'

/** Calls `handle` for each event that the Rust side sends to the window. */
export function onWindowEvent(handle: (event: WindowEvent) => void): void {
  void listen<WindowEvent>('window-event', (message) => handle(message.payload))
}

/** The error of a rejected command. Anything but a `CommandError` is a fault of the program. */
export function asCommandError(reason: unknown): CommandError {
  if (typeof reason === 'object' && reason !== null && 'code' in reason) return reason as CommandError
  return { code: 'internal', detail: String(reason) }
}
