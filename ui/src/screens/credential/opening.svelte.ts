// Opening a credential: what the store has of it goes into the form, the steps and the answer; and what is typed goes
// back to the store.
import { commands, type CredentialId, type Draft, type OpenedCredential, type RequestForm } from '../../backend'
import { showError } from '../../parts/notices.svelte'
import { answer } from '../answer/answer.svelte'
import { keyPair } from './key_pair.svelte'
import { notes } from './notes.svelte'
import { renewal } from './renewal.svelte'
import { request } from './request.svelte'
import { saveAs } from './save_as.svelte'
import { saving } from './saving.svelte'
import { steps } from './steps.svelte'
import { vault } from '../vault/vault.svelte'

/** No credential has this identifier. */
const NOBODY: CredentialId = 0

/** Settled once the key pair of the open credential is here. */
let keyPairHere: Promise<void> = Promise.resolve()

/** The credential whose draft is in the form, and what of it is stored or on its way there. */
let filled: { id: CredentialId; draft: string } | null = null

/** Puts an opened credential into the window. */
export function fillFrom({ credential, last_exchange }: OpenedCredential): void {
  const { id } = credential
  // What could not be saved yet is newer than what the store has.
  const draft = saving.waiting(id) ?? credential.draft
  // Letters that were typed before the store was open stay.
  const early = request.of === NOBODY && strayDraft() !== null
  filled = null
  request.fill(id, draft.form, early)
  notes.text = early ? draft.notes || notes.text : draft.notes
  steps.begin(draft.ticks)
  answer.fill(last_exchange, request.server)
  if (last_exchange) steps.afterAnswer(last_exchange)
  filled = { id, draft: early ? '' : JSON.stringify(currentDraft()) }
  keyPair.begin(id)
  saveAs.close()
  renewal.close()
  keyPairHere = openKeyPair(id)
}

/** Asks for a new pair in the place of the open credential's. Where that is under way, its steps are shown instead. */
export async function askToRotate(id: CredentialId): Promise<void> {
  await keyPairHere
  if (keyPair.of !== id) return
  steps.unfold('key')
  if (keyPair.facts.private_key && !keyPair.facts.rotation) renewal.ask('rotate')
}

/** Begins with an empty form that belongs to no credential, while none can be stored. */
export function fillEmpty(form: RequestForm): void {
  filled = null
  request.fill(NOBODY, form)
  keyPair.begin(NOBODY)
  keyPair.openingSince = null
}

/** What is in such a form, if it is worth keeping. */
export function strayDraft(): Draft | null {
  const draft = currentDraft()
  const typed = [draft.form.api_key, draft.form.scopes, draft.notes].some((text) => text.trim() !== '')
  return typed || !keyPair.empty ? draft : null
}

/** Whether nothing was typed, chosen or made in the open credential, as far as is known here. */
export function isBlank(): boolean {
  return strayDraft() === null && request.kind === 'account_manager' && request.edits.length === 0 && !answer.last
}

/** Secrets may have to be unlocked first, so the key pair comes when it comes. */
export async function openKeyPair(id: CredentialId): Promise<void> {
  try {
    const { facts, keeping } = await commands.openKeyPair(id)
    if (filled?.id === id) keyPair.opened(facts, keeping)
  } catch (reason) {
    showError(reason)
  }
}

function currentDraft(): Draft {
  const [first = false, second = false, third = false, fourth = false] = steps.ticks
  return {
    form: $state.snapshot(request.form),
    notes: notes.text,
    ticks: [first, second, third, fourth],
  }
}

/** Called whenever something in the form, the notes or the ticks may be another: saves it if it is. */
export function draftChanged(): void {
  const draft = currentDraft()
  const text = JSON.stringify(draft)
  if (!filled || filled.draft === text) return
  filled.draft = text
  saving.schedule(filled.id, draft)
}

/** The open credential is about to be another: what was typed last is not forgotten. */
export function leave(): void {
  draftChanged()
}

request.onsend = () => {
  draftChanged()
  void saving.flush()
  const { home } = keyPair.keeping
  if (home.state === 'shut') vault.again(home.trouble)
}

/** Secrets may be opened and kept that could not be before. */
vault.onopened = () => {
  if (filled) void openKeyPair(filled.id)
}
