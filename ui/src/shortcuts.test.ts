// Tests which command a key press gives, and what the hints say.
import { expect, it } from 'vitest'
import { ariaKeys, commandOf, hintOf, keyNames, listShortcuts, matches, shortcuts, type Keys } from './shortcuts'

const none = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const press = (key: string, more: Partial<typeof none> = {}) => ({ ...none, key, ...more })
const ctrl = (key: string, more: Partial<typeof none> = {}) => press(key, { ctrlKey: true, ...more })
const pressed = (event: ReturnType<typeof press>) => commandOf(event, false)

it('finds the command by its keys', () => {
  expect(pressed(ctrl('n'))).toBe('new_credential')
  expect(pressed(ctrl('N'))).toBe('new_credential')
  expect(pressed(ctrl(','))).toBe('settings')
  expect(pressed(ctrl('Enter'))).toBe('get_token')
  expect(pressed(ctrl('C', { shiftKey: true }))).toBe('copy_token')
  expect(pressed(press('F1'))).toBe('help')
  expect(pressed(press('Escape'))).toBe('cancel_request')
})

it('takes no other keys held down with it', () => {
  for (const event of [
    press('n'),
    ctrl('c'),
    ctrl('n', { shiftKey: true }),
    ctrl('n', { altKey: true }),
    ctrl('n', { metaKey: true }),
    ctrl('z', { shiftKey: true }),
    press('F1', { shiftKey: true }),
  ])
    expect(pressed(event), JSON.stringify(event)).toBeNull()
})

it('zooms on every keyboard', () => {
  for (const event of [ctrl('+'), ctrl('+', { shiftKey: true }), ctrl('='), ctrl('+', { code: 'NumpadAdd' })])
    expect(pressed(event), JSON.stringify(event)).toBe('zoom_in')
  for (const event of [ctrl('-'), ctrl('_', { shiftKey: true })]) expect(pressed(event)).toBe('zoom_out')
  // French keyboards have digits with Shift.
  for (const event of [ctrl('0'), ctrl('à', { code: 'Digit0' })]) expect(pressed(event)).toBe('zoom_reset')
})

it('goes by the place of a key that has no Latin letter', () => {
  expect(pressed(ctrl('т', { code: 'KeyN' }))).toBe('new_credential')
  expect(pressed(ctrl('ν', { code: 'KeyN' }))).toBe('new_credential')
  // On a Dvorak keyboard the letter counts.
  expect(pressed(ctrl('l', { code: 'KeyP' }))).toBe('lock')
})

it('uses Command on a Mac', () => {
  expect(commandOf(press('n', { metaKey: true }), true)).toBe('new_credential')
  expect(commandOf(ctrl('n'), true)).toBeNull()
})

it("deletes with a Mac's own key for that, and not with the one that deletes letters", () => {
  const deletes = (event: ReturnType<typeof press>, mac: boolean) => matches(event, listShortcuts.delete, mac)
  expect(deletes(press('Backspace', { metaKey: true }), true)).toBe(true)
  expect(deletes(press('Backspace'), true)).toBe(false)
  expect(deletes(press('Delete'), true)).toBe(false)
  expect(deletes(press('Delete'), false)).toBe(true)
  expect(deletes(ctrl('Backspace'), false)).toBe(false)
  expect(hintOf(listShortcuts.delete, true)).toBe('⌘⌫')
  expect(keyNames(listShortcuts.delete, true)).toEqual(['⌘', '⌫'])
  expect(ariaKeys(listShortcuts.delete, true)).toBe('Meta+Backspace')
})

it('says the keys as they are printed', () => {
  expect(hintOf(shortcuts.new_credential, false)).toBe('Ctrl+N')
  expect(hintOf(shortcuts.copy_token, false)).toBe('Ctrl+Shift+C')
  expect(hintOf(shortcuts.copy_token, true)).toBe('⇧⌘C')
  expect(hintOf(shortcuts.get_token, true)).toBe('⌘↵')
  // A button has less room than the list.
  expect(hintOf(shortcuts.get_token, false)).toBe('Ctrl+↵')
  expect(keyNames(shortcuts.get_token, false)).toEqual(['Ctrl', 'Enter'])
  expect(keyNames(listShortcuts.move_up, false)).toEqual(['Alt', '↑'])
  expect(ariaKeys(shortcuts.copy_token, false)).toBe('Control+Shift+C')
  expect(ariaKeys(shortcuts.zoom_in, true)).toBe('Meta+Plus')
  expect(ariaKeys(listShortcuts.move_up, false)).toBe('Alt+ArrowUp')
})

it('has no two commands with the same keys', () => {
  const all: Keys[] = [...Object.values(shortcuts), ...Object.values(listShortcuts)]
  for (const mac of [false, true]) {
    const keys = all.map((each) => ariaKeys(each, mac))
    expect(new Set(keys).size, JSON.stringify(keys)).toBe(keys.length)
  }
})
