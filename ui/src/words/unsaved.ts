// Words for what would be lost with the window.
import type { UnsavedPart } from '../backend'
import { m } from '.'

/** What would be lost, with what that means. */
export const unsavedParts: Record<UnsavedPart, () => string> = {
  private_key: m.unsaved_private_key,
  certificate: m.unsaved_certificate,
  old_private_key: m.unsaved_old_private_key,
  replaced_private_key: m.unsaved_replaced_private_key,
}

/** The same as a short mark. */
export const unsavedMarks: Record<UnsavedPart, () => string> = {
  private_key: m.unsaved_mark_private_key,
  certificate: m.unsaved_mark_certificate,
  old_private_key: m.unsaved_mark_old_private_key,
  replaced_private_key: m.unsaved_mark_replaced_private_key,
}

/** What is unsaved beside the current pair, and what to do. */
export const unsavedOther: Record<'old_private_key' | 'replaced_private_key', () => string> = {
  old_private_key: m.unsaved_old_text,
  replaced_private_key: m.unsaved_replaced_text,
}
