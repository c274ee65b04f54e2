// Words for locking and for the clipboard: why secrets were locked, what would be lost, and when either happens.
import type { ClipboardFor, LockAfter, LockCause, WhyOnlyInMemory } from '../backend'
import { m } from '.'

export const lockCauses: Record<LockCause, () => string> = {
  person: m.locked_person,
  idle: m.locked_idle,
  screen_locked: m.locked_screen,
  suspending: m.locked_suspending,
}

export const onlyInMemory: Record<WhyOnlyInMemory, () => string> = {
  session_only: m.only_in_memory_session_only,
  not_stored: m.only_in_memory_not_stored,
  replaced: m.only_in_memory_replaced,
}

export const lockAfter: Record<LockAfter, () => string> = {
  never: m.settings_never,
  five_minutes: () => m.settings_after_minutes({ minutes: 5 }),
  fifteen_minutes: () => m.settings_after_minutes({ minutes: 15 }),
  sixty_minutes: () => m.settings_after_minutes({ minutes: 60 }),
}

export const clipboardFor: Record<ClipboardFor, () => string> = {
  no_limit: m.settings_never,
  thirty_seconds: () => m.settings_after_seconds({ seconds: 30 }),
  sixty_seconds: () => m.settings_after_seconds({ seconds: 60 }),
  two_minutes: () => m.settings_after_seconds({ seconds: 120 }),
}
