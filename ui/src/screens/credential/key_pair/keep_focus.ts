// Keeps the keyboard focus in step 1.
import { focusIfLost } from '../../../parts/focus'

/** If the focused control has disappeared, the step's title takes the focus. */
export const keepFocus = (): Promise<void> => focusIfLost(() => document.getElementById('step-key-title'))
