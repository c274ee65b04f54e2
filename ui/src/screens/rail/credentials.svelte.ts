// State of the rail: the list of credentials, which one is open, and the actions on them. What is inside the open one
// is in `screens/credential`.
import { tick, type Component } from 'svelte'
import {
  asCommandError,
  commands,
  type CredentialId,
  type CredentialSummary,
  type Group,
  type OpenedCredential,
  type Rescue,
  type StoreError,
} from '../../backend'
import { start } from '../../backend/at_start'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { groups as groupWords } from '../../words/groups'
import { nameOf } from '../../words/names'
import {
  adopted,
  draftWithoutCredential,
  fillFrom,
  fillWithoutCredential,
  isBlank,
  leave,
  loadBlankForm,
} from '../credential/opening.svelte'
import { saving } from '../credential/saving.svelte'
import { imported } from '../import/imported.svelte'
import { screens } from '../screens.svelte'
import { vault } from '../vault/vault.svelte'
import { groups } from './groups.svelte'
import { search } from './search.svelte'

export { isPractice, nameOf } from '../../words/names'

const STORE_RETRY_MS = 4000

type NameField = Component<{ credential: CredentialSummary; successor: string }>

class Credentials {
  list = $state.raw<CredentialSummary[]>([])
  openId = $state<CredentialId | null>(null)
  /** Why nothing can be stored or read; `null` when both work. */
  error = $state.raw<StoreError | null>(null)
  /** What was rescued from a damaged store at the start, until the notice is closed. */
  rescue = $state.raw<Rescue | null>(null)
  /** The credential that is being renamed, and where its field is. */
  renaming = $state.raw<{ id: CredentialId; at: 'row' | 'title'; Field: NameField } | null>(null)
  /** The credential deleted last, as long as the deletion can be undone. */
  deleted = $state.raw<{ id: CredentialId; name: string } | null>(null)

  open = $derived(this.list.find((credential) => credential.id === this.openId))
  /** What tells apart each credential that has its name in common with another. */
  twins = $state.raw<ReadonlyMap<CredentialId, string>>(new Map())
  shown = $derived(search.found ? this.list.filter(({ id }) => search.found?.has(id)) : this.list)

  /** Whether the open credential is still untouched. */
  get openIsBlank(): boolean {
    const open = this.open
    return open?.name.trim() === '' && !open.last_result && open.certificate_not_after === null && isBlank()
  }

  /** Called when a credential, or with `null` every credential, was deleted. */
  ondelete: (id: CredentialId | null) => void = () => {}

  #loading: Promise<void> | null = null
  #opening = 0
  #deleting: Promise<void> | null = null
  #undoing = false
  #listing = 0
  #retryTimer: ReturnType<typeof setTimeout> | undefined

  /** Loads the list and opens the credential that was open last. A second call while it runs does nothing more. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load().finally(() => (this.#loading = null)))
  }

  /** Settles when the current load is done. */
  get loading(): Promise<void> {
    return this.#loading ?? Promise.resolve()
  }

  async #load(): Promise<void> {
    clearTimeout(this.#retryTimer)
    try {
      const [started] = await both(start(), loadBlankForm())
      this.rescue = started.rescue
      // What was typed while nothing could be stored becomes a credential; by this page, or by one that has ended.
      const typedHere = this.error ? draftWithoutCredential() : null
      const stray = this.error ? typedHere : started.stray
      const adoption = stray && (await commands.adoptCredential(stray))
      this.error = null
      this.list = started.credentials
      groups.fill(started.folded_groups)
      if (adoption) {
        if (typedHere) {
          this.openId = adoption.credential.id
          adopted(adoption.credential.id, typedHere)
        } else this.#show(adoption)
        await this.refresh()
      } else {
        this.#show(started.open)
        if (screens.credential && this.list.length === 1 && this.openIsBlank) {
          await (screens.decided ? screens.go('first') : screens.begin('first'))
          // A stored key pair may have arrived meanwhile.
          if (screens.current === 'first' && !isBlank()) await screens.go('credential')
        }
      }
      screens.decided = true
    } catch (reason) {
      const error = asCommandError(reason)
      if (error.code === 'store') {
        // Before the steps appear, so that it overwrites nothing that is typed.
        if (!this.error) void fillWithoutCredential()
        this.error = error.error
        this.#retryTimer = setTimeout(() => void this.load(), STORE_RETRY_MS)
      } else showError(reason)
      screens.decided = true
    }
  }

  /** Starts as on the first day, after everything was deleted. */
  async begin(): Promise<void> {
    search.clear()
    this.deleted = null
    imported.last = null
    this.openId = null
    this.ondelete(null)
    void screens.go('credential')
    await this.load()
  }

  async refresh(): Promise<void> {
    const turn = ++this.#listing
    await attempt(async () => {
      const list = await commands.listCredentials()
      // Outdated: the list was requested again, or a row was moved, meanwhile.
      if (turn !== this.#listing) return
      this.list = list
      await search.again()
    })
  }

  /** Updates one credential in the list. */
  changed(summary: CredentialSummary): void {
    imported.changed(summary.id)
    this.list = this.list.map((credential) => (credential.id === summary.id ? summary : credential))
  }

  #show(opened: OpenedCredential): void {
    this.openId = opened.credential.id
    fillFrom(opened)
  }

  /**
   * Opens the credential that the command returns, unless another was chosen meanwhile. Returns its ID, `null` on
   * failure.
   */
  async #openWith(command: () => Promise<OpenedCredential>): Promise<CredentialId | null> {
    const turn = ++this.#opening
    void screens.go('credential')
    let id: CredentialId | null = null
    await attempt(async () => {
      await leave()
      await saving.flush()
      const opened = await command()
      id = opened.credential.id
      if (turn === this.#opening) this.#show(opened)
    })
    return id
  }

  /** Opens the credential that a command returned, after the list has changed elsewhere. */
  async openFrom(command: () => Promise<OpenedCredential>): Promise<void> {
    search.clear()
    await this.#openWith(command)
    await this.refresh()
  }

  async show(id: CredentialId): Promise<void> {
    if (id !== this.openId) await this.#openWith(() => commands.openCredential(id))
    else {
      // Discards a credential that is still loading.
      this.#opening++
      await screens.go('credential')
    }
  }

  async add(): Promise<void> {
    await this.#renameIfOpen(await this.#addBlank())
  }

  /** Opens an empty credential: the open one if it is empty, else a new one. Returns whether it is open. */
  async openBlank(): Promise<boolean> {
    return this.openIsBlank || this.addBlank()
  }

  async addBlank(): Promise<boolean> {
    const id = await this.#addBlank()
    return id !== null && id === this.openId
  }

  async #addBlank(): Promise<CredentialId | null> {
    search.clear()
    const id = await this.#openWith(() => commands.addCredential(''))
    if (id !== null) await this.refresh()
    return id
  }

  async #renameIfOpen(id: CredentialId | null): Promise<void> {
    if (id !== null && id === this.openId) await this.rename(id)
  }

  async duplicate(credential: CredentialSummary): Promise<void> {
    // Its secrets are sealed again for the copy.
    if (vault.unlocksFirst(() => this.duplicate(credential))) return
    search.clear()
    const name = m.rail_copy_of({ name: nameOf(credential) })
    const id = await this.#openWith(() => commands.duplicateCredential(credential.id, name))
    if (id === null) return
    await this.refresh()
    await this.#renameIfOpen(id)
  }

  /** Shows the field for a name: in the list, or in place of the title of the open credential. */
  async rename(id: CredentialId, at: 'row' | 'title' = 'row'): Promise<void> {
    const group = this.list.find((credential) => credential.id === id)?.group
    if (at === 'row' && group) groups.fold(group, false)
    // The start does not wait for it.
    const { default: Field } = await import('./NameField.svelte')
    this.renaming = { id, at, Field }
    await tick()
    const field = document.querySelector<HTMLInputElement>('#field-credential-name')
    field?.focus()
    field?.select()
  }

  /** Renames a credential; with `null` it keeps its name. */
  async renamed(id: CredentialId, name: string | null): Promise<void> {
    if (this.renaming?.id !== id) return
    this.renaming = null
    const before = this.list.find((credential) => credential.id === id)
    if (name === null || !before || name.trim() === before.name) return
    await attempt(async () => this.changed(await commands.renameCredential(id, name.trim())))
  }

  async setGroup(id: CredentialId, group: Group): Promise<void> {
    await attempt(async () => this.changed(await commands.setCredentialGroup(id, group)))
    await this.refresh()
  }

  /** Moves a credential by one row, at the end of its group into the next one. */
  async moveBy(id: CredentialId, by: 1 | -1): Promise<void> {
    const from = this.list.findIndex((credential) => credential.id === id)
    const [moved, other] = [this.list[from], this.list[from + by]]
    if (!moved || !other) return
    await this.#move(moved, other.group, other.group === moved.group ? from + by : from)
  }

  /** Moves a credential directly before or after another one, into its group. */
  async moveBeside(id: CredentialId, other: CredentialId, after: boolean): Promise<void> {
    const moved = this.list.find((credential) => credential.id === id)
    const others = this.list.filter((credential) => credential !== moved)
    const at = others.findIndex((credential) => credential.id === other)
    const beside = others[at]
    if (moved && beside) await this.#move(moved, beside.group, after ? at + 1 : at)
  }

  async #move(moved: CredentialSummary, group: Group, place: number): Promise<void> {
    const from = this.list.indexOf(moved)
    if (place === from && group === moved.group) return
    const { id } = moved
    this.#listing++
    const focus = focusIn(id)
    this.list = this.list.toSpliced(from, 1).toSpliced(place, 0, { ...moved, group })
    groups.fold(group, false)
    const inGroup = this.list.filter((credential) => credential.group === group)
    const words = {
      name: nameOf(moved),
      place: inGroup.findIndex((credential) => credential.id === id) + 1,
      count: inGroup.length,
    }
    announce(
      inGroup.length === this.list.length
        ? m.rail_moved(words)
        : m.rail_moved_in({ ...words, group: groupWords[group]() }),
    )
    await tick()
    // Its row was taken out of the page to be put back elsewhere, which takes the focus away.
    focus()
    await attempt(() => commands.moveCredential(id, group, place))
    await this.refresh()
  }

  /** Does nothing while another deletion runs, because only the last deletion can be undone. */
  delete(credential: CredentialSummary): Promise<void> {
    return (this.#deleting ??= this.#delete(credential).finally(() => (this.#deleting = null)))
  }

  async #delete(credential: CredentialSummary): Promise<void> {
    const { id } = credential
    const isOpen = id === this.openId
    const at = rows().findIndex((row) => row.dataset.credential === String(id))
    if (isOpen) await saving.flush()
    const opened = await attempt(async () => {
      const next = await commands.deleteCredential(id, isOpen)
      saving.forget(id)
      if (next && id === this.openId) {
        await leave()
        this.#show(next)
      }
    })
    if (!opened) return
    await this.refresh()
    this.ondelete(id)
    // Only now, or the notice would appear while the row is still visible.
    this.deleted = { id, name: nameOf(credential) }
    announce(m.rail_deleted({ name: nameOf(credential) }))
    await tick()
    const left = rows()
    left[Math.min(Math.max(0, at), left.length - 1)]?.focus()
  }

  async undoDelete(): Promise<void> {
    const { deleted } = this
    if (!deleted || this.#undoing) return
    this.#undoing = true
    const id = await this.#openWith(() => commands.undeleteCredential(deleted.id))
    if (id !== null) await this.refresh()
    this.#undoing = false
    if (id === null) return
    if (this.deleted === deleted) this.deleted = null
    announce(m.rail_back({ name: deleted.name }))
  }
}

export const credentials = new Credentials()

async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (reason) {
    showError(reason)
    return false
  }
}

/** Waits for both, even when one fails. */
async function both<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

/** The rows of the credentials that are visible in the list. */
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-credential]')]

/** Returns what gives the focus back to the row of a credential, or to its menu, if that has it now. */
function focusIn(id: CredentialId): () => void {
  const focused = document.activeElement
  const row = `[data-row="${id}"]`
  if (!focused?.closest(row)) return () => {}
  const control = focused.matches('[data-credential]') ? '[data-credential]' : '.menu button'
  return () => document.querySelector<HTMLElement>(`${row} ${control}`)?.focus()
}
