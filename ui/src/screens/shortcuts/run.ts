// Runs the command of a key press, or of an entry of the menu bar on a Mac. Which keys these are is in `shortcuts.ts`.
import { commands, type MenuCommand } from '../../backend'
import { findInText } from '../../parts/find.svelte'
import { announce, showError } from '../../parts/notices.svelte'
import { commandOf, type Command } from '../../shortcuts'
import { m } from '../../words'
import { about } from '../about/about.svelte'
import { answer } from '../answer/answer.svelte'
import { keyPair } from '../credential/key_pair.svelte'
import { request } from '../credential/request.svelte'
import { imported } from '../import/imported.svelte'
import { credentials } from '../rail/credentials.svelte'
import { screens } from '../screens.svelte'
import { switcher } from '../switcher/switcher.svelte'
import { locking } from '../vault/locking.svelte'
import { view } from '../window/view.svelte'
import { shortcutHelp } from './help.svelte'

/** What a command does. Returns `false` if there is nothing to do, so that the key keeps its usual effect. */
const actions: Record<Command, (target: EventTarget | null) => unknown> = {
  get_token: () => screens.credential && void request.send(),
  cancel_request: (target) => {
    // In a search field Escape clears the text and must not cancel the request.
    if (!screens.credential || !request.sending || isSearch(target)) return false
    void request.cancel()
  },
  copy_token: () => screens.credential && void answer.copyToken(),
  new_credential: addCredential,
  switch_credential: () => switcher.show(),
  find: () => {
    if (screens.credential && findInText()) return
    const search = document.querySelector<HTMLInputElement>('.rail [type=search]')
    if (search?.getClientRects().length) {
      search.focus()
      search.select()
    } else switcher.show()
  },
  undo: (target) => {
    // A field has an undo of its own. WebKitGTK has it, too, but no key for it.
    if (isTyping(target)) return document.execCommand('undo')
    return undo()
  },
  lock: () => void locking.lockNow(),
  settings: () => void screens.go('settings'),
  zoom_in: () => void view.zoomBy(1),
  zoom_out: () => void view.zoomBy(-1),
  zoom_reset: () => void view.setZoom(100),
  help: () => (shortcutHelp.open = true),
}

/** These change nothing behind an open dialog. */
const inDialogs: (Command | MenuCommand)[] = ['lock', 'zoom_in', 'zoom_out', 'zoom_reset', 'new_version']

/** Runs the command of a key press, if it is one. */
export function runShortcut(event: KeyboardEvent): void {
  // While a letter is being composed (input methods), every key belongs to it.
  if (event.isComposing) return
  const command = commandOf(event)
  if (!command || !isPossible(command, event.target)) return
  // A key that is held down zooms on, and does nothing else twice.
  if (event.repeat && command !== 'zoom_in' && command !== 'zoom_out') return event.preventDefault()
  if (actions[command](event.target) !== false) event.preventDefault()
}

/** Runs what was chosen in the menu bar. */
export function runMenuCommand(command: MenuCommand): void {
  const focused = document.activeElement
  if (!isPossible(command, focused)) return
  if (command === 'about') void about.ask()
  else if (command === 'new_version') commands.openReleasePage().catch(showError)
  else actions[command](focused)
}

function isPossible(command: Command | MenuCommand, target: EventTarget | null): boolean {
  if (!screens.decided) return false
  // In a field of a dialog, this takes back what was typed there.
  if (command === 'undo' && isTyping(target)) return true
  return inDialogs.includes(command) || document.querySelector('dialog[open]') === null
}

function addCredential(): void {
  if (screens.current === 'first') void screens.go('credential')
  else if (credentials.openId !== null) void credentials.add()
}

function undo(): boolean {
  if (credentials.deleted) void credentials.undoDelete()
  else if (screens.credential && keyPair.facts.can_restore_previous && !keyPair.making) void keyPair.restore()
  // What was done to the open key pair since comes first.
  else if (imported.last) void imported.undo()
  else {
    announce(m.shortcut_nothing_to_undo())
    return false
  }
  return true
}

const isSearch = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type === 'search'
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))
