// Written from Rust by `cargo xtask bindings`. Not to be edited.

import { invoke } from '@tauri-apps/api/core'
import type { About, ApiClientForm, BodyShown, ExistingFiles, GetTokenOutcome, KeyPairFacts, KeyPairOptions, LoadReport, MakeKeyPairOutcome, PracticeSettings, PracticeState, RequestForm, RequestPreview, SaveApiClientOutcome, SaveOutcome } from './types'

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
