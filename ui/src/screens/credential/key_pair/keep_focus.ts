// The keyboard's place in step 1.
import { focusIfLost } from '../../../parts/focus'

/** When the control that had the focus is gone, the step's title takes it. */
export const keepFocus = (): Promise<void> => focusIfLost(() => document.getElementById('step-key-title'))
