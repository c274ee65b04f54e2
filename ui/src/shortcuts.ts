// The keyboard shortcuts of the window, in one table. The handler (`screens/shortcuts/run.ts`), the list that F1 shows
// (`ShortcutsDialog.svelte`, which has the words), and the hints in buttons and menus are made from it.
import { m } from './words'

export type Command =
  | 'get_token'
  | 'cancel_request'
  | 'copy_token'
  | 'new_credential'
  | 'switch_credential'
  | 'find'
  | 'undo'
  | 'lock'
  | 'settings'
  | 'zoom_in'
  | 'zoom_out'
  | 'zoom_reset'
  | 'help'
/** What is done in the list of credentials while a credential has the focus. The list handles these keys itself. */
export type ListCommand = 'rename' | 'delete' | 'move_up' | 'move_down'

/** Keys that are pressed together. */
interface Held {
  /** A capital letter, as it is printed on the key; or the `KeyboardEvent.key` of another key. */
  key: string
  /** Other values of `KeyboardEvent.key` and `KeyboardEvent.code` that count for the same key. */
  also?: string[]
  /** Ctrl; on a Mac, Command. */
  main?: boolean
  shift?: boolean
  alt?: boolean
}

export interface Keys extends Held {
  /** Instead of all these, on a Mac. */
  mac?: Held
}

/** Tests have no navigator. */
export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

export const shortcuts: Record<Command, Keys> = {
  get_token: { key: 'Enter', main: true },
  cancel_request: { key: 'Escape' },
  copy_token: { key: 'C', main: true, shift: true },
  new_credential: { key: 'N', main: true },
  switch_credential: { key: 'K', main: true },
  find: { key: 'F', main: true },
  undo: { key: 'Z', main: true },
  lock: { key: 'L', main: true },
  settings: { key: ',', main: true },
  // With Shift on many keyboards, and beside the digits.
  zoom_in: { key: '+', also: ['=', 'NumpadAdd'], main: true },
  zoom_out: { key: '-', also: ['_', 'NumpadSubtract'], main: true },
  zoom_reset: { key: '0', also: ['Digit0', 'Numpad0'], main: true },
  help: { key: 'F1' },
}

export const listShortcuts: Record<ListCommand, Keys> = {
  rename: { key: 'F2' },
  // A Mac's key with the word "delete" is this one; by itself it deletes letters.
  delete: { key: 'Delete', mac: { key: 'Backspace', main: true } },
  move_up: { key: 'ArrowUp', alt: true },
  move_down: { key: 'ArrowDown', alt: true },
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The command of a key press. */
export function commandOf(event: Pressed, mac = isMac): Command | null {
  const found = (Object.keys(shortcuts) as Command[]).find((command) => matches(event, shortcuts[command], mac))
  return found ?? null
}

/** The keys of this system. */
const here = (keys: Keys, mac: boolean): Held => (mac && keys.mac) || keys

/** Whether these keys are pressed. */
export function matches(event: Pressed, shortcut: Keys, mac = isMac): boolean {
  const keys = here(shortcut, mac)
  const [main, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (main !== (keys.main ?? false) || other || event.altKey !== (keys.alt ?? false)) return false
  if (keys.also?.some((name) => name === event.key || name === event.code)) return true
  // Whether "+" needs Shift depends on the keyboard.
  if (event.shiftKey !== (keys.shift ?? false) && !keys.also) return false
  return letterOf(event) === (keys.key.length === 1 ? keys.key.toLowerCase() : keys.key)
}

/** The key by its letter; by its place where that has no Latin letter, such as on a Greek or Russian keyboard. */
function letterOf({ key, code }: Pressed): string {
  const foreign = key.length === 1 && key.charCodeAt(0) > 0x7f
  if (foreign && /^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase()
  return key.length === 1 ? key.toLowerCase() : key
}

const symbols: Record<string, string> = { Enter: '↵', Backspace: '⌫', ArrowUp: '↑', ArrowDown: '↓', '-': '−' }

/** The keys as they are printed on the keyboard, one after the other. */
export function keyNames(keys: Keys, mac = isMac): string[] {
  const { key, main, shift, alt } = here(keys, mac)
  const names: Record<string, () => string> = {
    Enter: mac ? () => '↵' : m.key_enter,
    Escape: m.key_escape,
    Delete: m.key_delete,
  }
  const last = names[key]?.() ?? symbols[key] ?? key
  // In the order of the system's own menus.
  const held = mac
    ? [alt && '⌥', shift && '⇧', main && '⌘']
    : [main && m.key_ctrl(), alt && m.key_alt(), shift && m.key_shift()]
  return [...held.filter((name) => typeof name === 'string'), last]
}

/** The keys as one hint: "Ctrl+N"; on a Mac "⌘N". */
export const hintOf = (keys: Keys, mac = isMac): string =>
  [...keyNames(keys, mac).slice(0, -1), symbols[here(keys, mac).key] ?? keyNames(keys, mac).at(-1)].join(mac ? '' : '+')

/** The keys for `aria-keyshortcuts` (WAI-ARIA 1.2). */
export function ariaKeys(keys: Keys, mac = isMac): string {
  const { key, main, shift, alt } = here(keys, mac)
  const last = key === '+' ? 'Plus' : key
  return [main && (mac ? 'Meta' : 'Control'), alt && 'Alt', shift && 'Shift', last].filter(Boolean).join('+')
}

/** What a button needs to show its shortcut and tell it to assistive technology. */
export const shortcutOf = (command: Command) => ({
  'aria-keyshortcuts': ariaKeys(shortcuts[command]),
  'data-shortcut': hintOf(shortcuts[command]),
})
