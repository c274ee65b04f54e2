// Has a key made in advance while the person looks at *Generate*, so that it is there when they press it.
import { commands } from '../../backend'
import { vault } from '../vault/vault.svelte'
import { keyPair } from './key_pair.svelte'
import { newPair } from './new_pair.svelte'

/** After this time the window has long been drawn, and somebody who is only passing has left. */
const LOOKED_AT_MS = 1500

/** Whether *Generate* would make a key now. */
const couldGenerate = (): boolean =>
  keyPair.empty && !keyPair.unavailable && !keyPair.making && keyPair.openingSince === null && vault.locked === null

/**
 * While *Generate* is shown and could make a key, one is made in advance. To be called while a component is made.
 * `shown`: whether the person can see the button, if the component does not show it all the time.
 */
export function prepareKeyWhile(shown: () => boolean = () => true): void {
  $effect(() => {
    if (!shown() || !couldGenerate()) return
    const { key } = newPair
    // If that fails, the key is made once the person asks for it.
    const timer = setTimeout(() => void commands.prepareKey(key).catch(() => {}), LOOKED_AT_MS)
    return () => clearTimeout(timer)
  })
}
