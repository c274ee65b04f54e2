// Written from Rust by `cargo xtask bindings`. Not to be edited.

import { invoke } from '@tauri-apps/api/core'
import type { About, ApiClientForm, BodyShown, ExistingFiles, GetTokenOutcome, KeyPairFacts, KeyPairOptions, LoadReport, Lock, MakeKeyPairOutcome, PracticeSettings, PracticeState, ReminderWords, RenewOutcome, RequestForm, RequestPreview, RotationWay, SaveApiClientOutcome, SaveFileOutcome, SaveOffer, SaveOutcome, SaveRequest, TypedValidity } from './types'

export const commands = {
  /** Makes a private key and a self-signed certificate. Takes up to a few seconds; see `cancel_making_key_pair`. */
  makeKeyPair: (options: KeyPairOptions): Promise<MakeKeyPairOutcome> => invoke('make_key_pair', { options }),
  /** Gives up the key pair that is being made. */
  cancelMakingKeyPair: (): Promise<void> => invoke('cancel_making_key_pair'),
  /** The key pair as it is now. */
  currentKeyPair: (): Promise<KeyPairFacts> => invoke('current_key_pair'),
  /** Asks for files with the system's dialog and reads private key and certificate from them. `null`: cancelled. */
  chooseKeyFiles: (): Promise<LoadReport | null> => invoke('choose_key_files'),
  /** Reads private key and certificate from text that was pasted. */
  readPastedKey: (text: string): Promise<LoadReport> => invoke('read_pasted_key', { text }),
  /** Tries a passphrase on what was locked in the last reading, and reads that again. */
  unlockKey: (lock: Lock, passphrase: string): Promise<LoadReport> => invoke('unlock_key', { lock, passphrase }),
  /** Forgets what is locked, and the passphrases that were tried. */
  forgetLockedKeys: (): Promise<void> => invoke('forget_locked_keys'),
  /** Takes the key pair away; it can be brought back until the next one is taken away. */
  removeKeyPair: (): Promise<KeyPairFacts> => invoke('remove_key_pair'),
  /** Brings the key pair back that was replaced or removed last. */
  restoreKeyPair: (): Promise<KeyPairFacts> => invoke('restore_key_pair'),
  /** Asks for a folder with the system's dialog and saves key.pem and cert.pem there. */
  saveKeyFiles: (): Promise<SaveOutcome> => invoke('save_key_files'),
  /** The same for a key pair that would be lost with the window, whichever it is. */
  saveUnsavedKeyFiles: (): Promise<SaveOutcome> => invoke('save_unsaved_key_files'),
  /** Answers the question of either when files of these names are there already. */
  saveKeyFilesAnyway: (answer: ExistingFiles): Promise<SaveOutcome> => invoke('save_key_files_anyway', { answer }),
  /** Copies the certificate for Account Manager. */
  copyCertificate: (): Promise<void> => invoke('copy_certificate'),
  /** The formats that the key pair can be saved in. */
  saveOffers: (): Promise<Array<SaveOffer>> => invoke('save_offers'),
  /** Asks for a name with the system's dialog and saves the key pair in a format, with a passphrase where it takes one. */
  saveAs: (request: SaveRequest): Promise<SaveFileOutcome> => invoke('save_as', { request }),
  /** Makes a new certificate for the key, with the subject of the old one. */
  renewCertificate: (validity: TypedValidity): Promise<RenewOutcome> => invoke('renew_certificate', { validity }),
  /** Makes a new key pair and keeps the old one with it; see `cancel_making_key_pair`. */
  rotateKeyPair: (options: KeyPairOptions, way: RotationWay): Promise<MakeKeyPairOutcome> => invoke('rotate_key_pair', { options, way }),
  /** Lets the old pair of a rotation go, once a token was received with the new one. */
  letOldPairGo: (): Promise<KeyPairFacts> => invoke('let_old_pair_go'),
  /** Gives up a rotation: the old pair is the current one again. */
  giveUpRotation: (): Promise<KeyPairFacts> => invoke('give_up_rotation'),
  /** Copies the old pair's certificate for Account Manager. */
  copyOldCertificate: (): Promise<void> => invoke('copy_old_certificate'),
  /** Asks for a name with the system's dialog and saves a calendar entry for the certificate's end. */
  saveReminder: (words: ReminderWords): Promise<SaveFileOutcome> => invoke('save_reminder', { words }),
  /** Opens the calendar entry that was saved last. */
  openReminder: (): Promise<void> => invoke('open_reminder'),
  /** Opens Account Manager in the browser. */
  openAccountManager: (): Promise<void> => invoke('open_account_manager'),
  /** What would be sent, and what was checked. Sends nothing. */
  previewRequest: (form: RequestForm): Promise<RequestPreview> => invoke('preview_request', { form }),
  /** The form of a new credential. */
  defaultForm: (): Promise<RequestForm> => invoke('default_form'),
  /** Signs and sends the request. `confirmed` lets warnings pass, never errors. */
  getToken: (form: RequestForm, confirmed: boolean): Promise<GetTokenOutcome> => invoke('get_token', { form, confirmed }),
  /** Gives up the request that is on its way. */
  cancelRequest: (): Promise<void> => invoke('cancel_request'),
  /** Copies the access token of the last answer. */
  copyToken: (): Promise<void> => invoke('copy_token'),
  /** The body of the last answer with its tokens in full: only when the person asks to see them. */
  revealBody: (): Promise<BodyShown> => invoke('reveal_body'),
  /** Copies the body of the last answer as it was received, tokens in full. */
  copyBody: (): Promise<void> => invoke('copy_body'),
  /** Copies the last request for curl. */
  copyCurl: (): Promise<void> => invoke('copy_curl'),
  /** The practice Account Manager as it is now. */
  practiceState: (): Promise<PracticeState> => invoke('practice_state'),
  /** Switches the practice Account Manager on. */
  startPractice: (): Promise<PracticeState> => invoke('start_practice'),
  /** Switches the practice Account Manager off. */
  stopPractice: (): Promise<PracticeState> => invoke('stop_practice'),
  /** Adds an API client to it, filled in as it can be used. */
  addApiClient: (): Promise<SaveApiClientOutcome> => invoke('add_api_client'),
  /** Saves an API client of it. */
  saveApiClient: (client_id: string, form: ApiClientForm): Promise<SaveApiClientOutcome> => invoke('save_api_client', { client_id, form }),
  /** Deletes an API client of it. */
  deleteApiClient: (client_id: string): Promise<PracticeState> => invoke('delete_api_client', { client_id }),
  /** In whose words it answers, and what is broken. */
  setPracticeSettings: (settings: PracticeSettings): Promise<PracticeState> => invoke('set_practice_settings', { settings }),
  /** Version, data folder and licences. */
  about: (): Promise<About> => invoke('about'),
  /** Closes the window, unless a key pair would be lost with it. Whether it closes. */
  closeIfSaved: (): Promise<boolean> => invoke('close_if_saved'),
  /** Closes the window although a key pair is not saved. */
  closeAnyway: (): Promise<void> => invoke('close_anyway'),
}
