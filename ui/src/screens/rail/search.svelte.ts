// State of the search for credentials. The Rust side searches.
import { commands, type CredentialId, type SearchLimit } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'

const QUIET_MS = 80

class Search {
  text = $state('')
  /** IDs of the matches; `null` when there is no search. */
  found = $state.raw<ReadonlySet<CredentialId> | null>(null)
  /** How much of the text was searched for, if not all of it. */
  limit = $state.raw<SearchLimit | null>(null)

  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Searches after a pause in typing. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#find(), QUIET_MS)
  }

  /** Repeats the search, because the credentials have changed. */
  async again(): Promise<void> {
    if (this.text.trim() !== '') await this.#find()
  }

  clear(): void {
    this.text = ''
    this.found = null
    this.limit = null
    this.#turn++
  }

  async #find(): Promise<void> {
    const turn = ++this.#turn
    const text = this.text.trim()
    if (text === '') {
      this.found = null
      this.limit = null
      return
    }
    try {
      const { ids, limit } = await commands.searchCredentials(text)
      if (turn !== this.#turn) return
      this.limit = limit
      this.found = new Set(ids)
      announce(m.rail_found({ count: ids.length }))
    } catch (reason) {
      showError(reason)
    }
  }
}

export const search = new Search()
