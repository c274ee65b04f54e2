// Has a key made in advance while the person looks at *Generate*, so that it is there when they press it.
import { commands } from '../../backend'
import { newPair } from './new_pair.svelte'

/** After this time the window has long been drawn, and somebody who is only passing has left. */
const LOOKED_AT_MS = 1500

/** While this says that a key could be generated, one is made in advance. To be called while a component is made. */
export function prepareKeyWhile(offered: () => boolean): void {
  $effect(() => {
    if (!offered()) return
    const { key } = newPair
    // If that fails, the key is made once the person asks for it.
    const timer = setTimeout(() => void commands.prepareKey(key).catch(() => {}), LOOKED_AT_MS)
    return () => clearTimeout(timer)
  })
}
