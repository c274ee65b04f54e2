// State: whether the list of keyboard shortcuts is open.
class ShortcutHelp {
  open = $state(false)
}

export const shortcutHelp = new ShortcutHelp()
