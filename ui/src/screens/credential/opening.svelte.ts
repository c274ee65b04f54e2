// Opening a credential: what the store has of it goes into the form, the steps and the answer; and what is typed goes
// back to the store.
import {
  commands,
  type CredentialId,
  type Draft,
  type ExchangeShown,
  type OpenedCredential,
  type RequestForm,
} from '../../backend'
import { defaultForm } from '../../backend/at_start'
import { showError } from '../../parts/notices.svelte'
import { hostOf, serverOfSent } from '../../words/servers'
import { answer, type ShownExchange } from '../answer/answer.svelte'
import { keyPair } from './key_pair.svelte'
import { keyFiles } from './key_pair/key_files.svelte'
import { notes } from './notes.svelte'
import { renewal } from './renewal.svelte'
import { request } from './request.svelte'
import { saveAs } from './save_as.svelte'
import { saving } from './saving.svelte'
import { steps } from './steps.svelte'

/** The form of a credential in which nothing was done. */
let blank: RequestForm | null = null

/** Settled once the key pair of the open credential is here. */
let keyPairHere: Promise<void> = Promise.resolve()

/** The credential whose draft is in the form, and what of it is stored or on its way there. */
let filled: { id: CredentialId; draft: string } | null = null

/** Puts an opened credential into the window. */
export function fillFrom({ credential, last_exchange }: OpenedCredential): void {
  const { id } = credential
  // What could not be saved yet is newer than what the store has.
  const draft = saving.waiting(id) ?? credential.draft
  filled = null
  request.fill(id, draft.form)
  notes.text = draft.notes
  steps.begin(draft.ticks)
  const last = last_exchange && answerOf(id, last_exchange)
  answer.fill(last)
  if (last) steps.afterAnswer(last.exchange)
  filled = { id, draft: JSON.stringify(currentDraft()) }
  beginKeyPair(id)
  saveAs.close()
  renewal.close()
  keyPairHere = openKeyPair(id)
}

/** Asks for a new pair in the place of the open credential's. Where that is under way, its steps are shown instead. */
export async function askToRotate(id: CredentialId): Promise<void> {
  await keyPairHere
  if (keyPair.credential !== id) return
  steps.unfold('key')
  if (keyPair.facts.private_key && !keyPair.facts.rotation) renewal.ask('rotate')
}

/** An answer from before, unless the practice was entered or left since: it says nothing of the form as it is now. */
function answerOf(credential: CredentialId, exchange: ExchangeShown): ShownExchange | null {
  const asked = serverOfSent(exchange.sent)
  if (request.kind !== 'other' && request.practising !== (asked.practice === true)) return null
  const server = hostOf(exchange.sent.url) === hostOf(request.tokenEndpoint) ? request.server : asked
  return { credential, exchange, server, at: exchange.started_at + exchange.duration_ms }
}

/** Asks what is in a form in which nothing was done. */
export async function learnBlank(): Promise<void> {
  blank ??= await defaultForm()
}

/** Begins with an empty form that belongs to no credential, while none can be stored. */
export function fillEmpty(): void {
  filled = null
  if (blank) request.fill(null, blank)
  beginKeyPair(null)
  keyPair.openingSince = null
}

/** Whether something was typed or chosen. */
export function isTyped(): boolean {
  const { form, notes, ticks } = currentDraft()
  return notes !== '' || ticks.some(Boolean) || (blank !== null && !same(form, blank))
}

/** What is in such a form, if it is worth keeping. */
export function strayDraft(): Draft | null {
  return isTyped() || !keyPair.empty ? currentDraft() : null
}

/** Such a form has become a credential, with this draft of it. What is in the form stays: it may be newer. */
export function adopted(id: CredentialId, draft: Draft): void {
  request.credential = id
  filled = { id, draft: JSON.stringify(draft) }
  draftChanged()
  beginKeyPair(id)
  void openKeyPair(id)
}

function beginKeyPair(credential: CredentialId | null): void {
  keyPair.begin(credential)
  keyFiles.begin()
}

/** Whether nothing was typed, chosen or made in the open credential, as far as is known here. */
export function isBlank(): boolean {
  return strayDraft() === null && !answer.last
}

/** Secrets may have to be unlocked first, so the key pair comes when it comes. */
export async function openKeyPair(id: CredentialId): Promise<void> {
  try {
    const { facts, storage } = await commands.openKeyPair(id)
    if (filled?.id === id) keyPair.opened(facts, storage)
  } catch (reason) {
    if (filled?.id === id) keyPair.openingSince = null
    showError(reason)
  }
}

/** Secrets may be opened and kept that could not be before. */
export function reopenKeyPair(): void {
  if (filled) void openKeyPair(filled.id)
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

/** Whether two values from the Rust side are the same, whatever the order of their fields. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return left.size === right.size && [...left].every(([name, value]) => right.has(name) && same(value, right.get(name)))
}
