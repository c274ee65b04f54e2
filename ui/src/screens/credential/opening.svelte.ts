// Opens credentials: fills form, steps and response from the store, and sends what is typed back to the store.
import {
  commands,
  type CredentialId,
  type Draft,
  type LastExchangeShown,
  type OpenedCredential,
  type RequestForm,
} from '../../backend'
import { defaultForm } from '../../backend/at_start'
import { showError } from '../../parts/notices.svelte'
import { hostOf, serverOfSent } from '../../words/servers'
import { answer, type ShownExchange } from '../answer/answer.svelte'
import { keyPair } from './key_pair.svelte'
import { keyFiles } from './key_pair/key_files.svelte'
import { reading } from './key_pair/reading.svelte'
import { notes } from './notes.svelte'
import { renewal } from './renewal.svelte'
import { request } from './request.svelte'
import { clientSecrets } from './request/secrets/client_secrets.svelte'
import { saveAs } from './save_as.svelte'
import { saving } from './saving.svelte'
import { steps } from './steps.svelte'
import { ticks } from './ticks.svelte'
import { noPlaces, trial } from './trial/trial.svelte'

/** The form of an untouched credential. */
let blank: RequestForm | null = null

/** Settles when the key pair of the open credential has been loaded. */
let keyPairHere: Promise<void> = Promise.resolve()

/** The credential whose draft is in the form, and its draft as last sent to the store. */
let filled: { id: CredentialId; draft: string } | null = null

/** The draft without a credential as Rust last got it, to hold it if this page ends. */
let held: string | null = null

/** Shows an opened credential in the window. */
export function fillFrom({ credential, last_exchange }: OpenedCredential): void {
  const { id } = credential
  // A draft that could not be saved yet is newer than the store's.
  const draft = saving.unsaved(id) ?? credential.draft
  filled = null
  request.fill(id, draft.form)
  clientSecrets.begin(id, draft.form.method)
  notes.text = draft.notes
  steps.begin()
  ticks.begin(draft.ticks)
  const last = last_exchange && answerOf(id, last_exchange)
  answer.fill(last)
  if (last) steps.afterAnswer(last.exchange)
  trial.begin(draft.api_places)
  filled = { id, draft: JSON.stringify(currentDraft()) }
  beginKeyPair(id)
  saveAs.close()
  renewal.close()
  keyPairHere = openKeyPair(id)
}

/** Settles when the key pair of a credential is there. Returns whether that credential is open then. */
export async function keyPairOf(id: CredentialId): Promise<boolean> {
  await keyPairHere
  return keyPair.credential === id
}

/** Opens the dialog for a new certificate of the same key. */
export async function askToRenew(id: CredentialId): Promise<void> {
  if (!(await keyPairOf(id))) return
  steps.unfold('key')
  if (keyPair.facts.private_key) renewal.ask('renew')
}

/** Opens the dialog for a rotation. If one is under way, shows its steps instead. */
export async function askToRotate(id: CredentialId): Promise<void> {
  if (!(await keyPairOf(id))) return
  steps.unfold('key')
  if (keyPair.facts.private_key && !keyPair.facts.rotation) renewal.ask('rotate')
}

/**
 * The last exchange, unless the credential has changed between practice and a real server since: then it says nothing.
 */
function answerOf(
  credential: CredentialId,
  { exchange, secrets_wiped: stored }: LastExchangeShown,
): ShownExchange | null {
  const asked = serverOfSent(exchange.sent)
  if (request.kind !== 'other' && request.practising !== (asked.practice === true)) return null
  const server = hostOf(exchange.sent.url) === hostOf(request.tokenEndpoint) ? request.server : asked
  return { credential, exchange, server, at: exchange.started_at + exchange.duration_ms, stored }
}

/** Loads the form of an untouched credential, to compare with. */
export async function loadBlankForm(): Promise<void> {
  blank ??= await defaultForm()
}

/**
 * Starts with a form without a credential, while nothing can be stored: an empty one, or what a page that has ended left
 * in it.
 */
export async function fillWithoutCredential(): Promise<void> {
  filled = null
  if (blank) request.fill(null, blank)
  clientSecrets.begin(null, 'signed_jwt')
  trial.begin(noPlaces())
  beginKeyPair(null)
  keyPair.openingSince = null
  held = null
  try {
    const [draft, facts] = await Promise.all([commands.heldDraft(), commands.currentKeyPair(null)])
    if (request.credential !== null) return
    if (draft && !isTyped()) {
      request.fill(null, draft.form)
      clientSecrets.begin(null, draft.form.method)
      notes.text = draft.notes
      steps.begin()
      ticks.begin(draft.ticks)
      trial.begin(draft.api_places)
    }
    if (keyPair.empty && (facts.private_key ?? facts.certificate)) keyPair.update(facts)
  } catch (reason) {
    showError(reason)
  }
}

/** Whether anything was typed or chosen. */
export function isTyped(): boolean {
  const { form, notes } = currentDraft()
  return notes !== '' || ticks.any || (blank !== null && !same(form, blank))
}

/** The draft in a form without a credential; `null` if it is empty. */
export function draftWithoutCredential(): Draft | null {
  return isTyped() || !keyPair.empty ? currentDraft() : null
}

/**
 * The form without a credential has become one, saved with this draft. The form itself stays, because it may be newer.
 */
export function adopted(id: CredentialId, draft: Draft): void {
  request.credential = id
  clientSecrets.adopted(id)
  filled = { id, draft: JSON.stringify(draft) }
  draftChanged()
  beginKeyPair(id)
  void openKeyPair(id)
}

function beginKeyPair(credential: CredentialId | null): void {
  keyPair.begin(credential)
  keyFiles.begin()
}

/** Whether the open credential is untouched, as far as this page knows. */
export function isBlank(): boolean {
  return draftWithoutCredential() === null && !answer.last
}

/** Loads the key pair. This can take long, because secrets may have to be unlocked first. */
export async function openKeyPair(id: CredentialId): Promise<void> {
  try {
    const { facts, storage } = await commands.openKeyPair(id)
    if (filled?.id === id) keyPair.opened(facts, storage)
  } catch (reason) {
    if (filled?.id === id) keyPair.openingSince = null
    showError(reason)
  }
}

/** Loads key pair and secrets again, once they can be opened or stored that could not be before. */
export async function reopenSecrets(): Promise<void> {
  if (filled) await Promise.all([openKeyPair(filled.id), clientSecrets.reopen()])
}

/** Secrets were locked: shows what is left of the open credential without them. */
export async function showWithoutSecrets(): Promise<void> {
  const { credential } = request
  reading.lock()
  saveAs.close()
  keyFiles.question = null
  answer.lock()
  request.lock()
  clientSecrets.lock()
  if (filled) void openKeyPair(filled.id)
  if (!answer.last) return
  try {
    const last = await commands.lastExchange(credential)
    answer.withoutSecrets(credential, last?.exchange ?? null)
  } catch (reason) {
    answer.withoutSecrets(credential, null)
    showError(reason)
  }
}

function currentDraft(): Draft {
  return {
    form: $state.snapshot(request.form),
    notes: notes.text,
    ticks: $state.snapshot(ticks.all),
    api_places: $state.snapshot(trial.places),
  }
}

/** Saves the draft if it has changed. Called whenever form, notes or ticks may have. */
export function draftChanged(): void {
  const draft = currentDraft()
  const text = JSON.stringify(draft)
  if (!filled && request.credential === null) hold(isTyped() ? draft : null)
  if (!filled || filled.draft === text) return
  filled.draft = text
  saving.schedule(filled.id, draft)
}

/** Has Rust hold the draft without a credential, if it has changed. */
function hold(draft: Draft | null): void {
  const text = draft && JSON.stringify(draft)
  if (text === held) return
  held = text
  // If this fails, the draft is still in the form.
  void commands.holdDraft(draft).catch(() => {})
}

/** Saves the draft and the secrets before another credential opens. */
export async function leave(): Promise<void> {
  draftChanged()
  await clientSecrets.flush()
}

/** Whether two values from the Rust side are equal, regardless of the order of their fields. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return left.size === right.size && [...left].every(([name, value]) => right.has(name) && same(value, right.get(name)))
}
