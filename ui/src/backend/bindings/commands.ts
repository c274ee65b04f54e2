// Written from Rust by `cargo xtask bindings`. Not to be edited.

import { invoke } from '@tauri-apps/api/core'
import type { About, ApiClientForm, ApiPlaces, AssertionPreset, Attempt, AttemptFilter, AttemptId, AttemptPage, BodyShown, BuiltScopes, CauseFound, CertificatesRead, Changes, ClientSecretKind, ClientSecretShown, ClipboardFor, ComparedClaim, Comparison, Confirmed, Copied, CredentialId, CredentialSummary, DamagedFiles, Deleted, Disclosure, DiscoveryOutcome, Draft, ExistingFiles, ExportOutcome, ExportTarget, FoundCredentials, GetTokenOutcome, Group, Inspected, InstanceForm, KeyPairFacts, KeyPairOptions, KeysAddress, LastExchangeShown, LoadReport, Lock, LockAfter, LockOutcome, MakeKeyPairOutcome, MergeOutcome, NewAccessKey, OpenedCredential, OpenedKeyPair, PairsToSave, Plan, PracticeSettings, PracticeState, PresetApplied, PrivateKeyId, ReminderWords, RenewOutcome, ReportForm, ReportSource, ReportWords, RequestForm, RequestPreview, RotationWay, SaveApiClientOutcome, SaveFileOutcome, SaveInstanceOutcome, SaveOffer, SaveOutcome, SaveRequest, SaveTextOutcome, SavedAll, ScapiChoice, ScopeFamilies, SecretCorrection, SecretPlacement, SecretText, SentRequest, SettingsShown, SettingsWanted, SignatureCheck, Start, TrialPreview, TrialShown, TriedApi, TriedOne, TryOutcome, TypedValidity, UnsavedKey, VaultState, View, WindowNotice } from './types'

export const commands = {
  /** Makes a private key and a self-signed certificate. Takes up to a few seconds; see `cancel_making_key_pair`. */
  makeKeyPair: (credential: CredentialId | null, options: KeyPairOptions): Promise<MakeKeyPairOutcome> => invoke('make_key_pair', { credential, options }),
  /** Cancels the key pair that is being made. */
  cancelMakingKeyPair: (credential: CredentialId | null): Promise<void> => invoke('cancel_making_key_pair', { credential }),
  /** The current key pair. */
  currentKeyPair: (credential: CredentialId | null): Promise<KeyPairFacts> => invoke('current_key_pair', { credential }),
  /** Asks for files with the system's dialog and reads private key and certificate from them. `null` when cancelled. */
  chooseKeyFiles: (credential: CredentialId | null, title: string): Promise<LoadReport | null> => invoke('choose_key_files', { credential, title }),
  /** Reads private key and certificate from the files that were last dropped on the window. */
  readDroppedFiles: (credential: CredentialId | null): Promise<LoadReport> => invoke('read_dropped_files', { credential }),
  /** Reads private key and certificate from text that was pasted. */
  readPastedKey: (credential: CredentialId | null, text: SecretText): Promise<LoadReport> => invoke('read_pasted_key', { credential, text }),
  /** Reads what was locked again, with one more passphrase; `null` when that was cancelled. Takes up to some seconds; see */
  /** `unlocking_percent` and `cancel_unlocking_key`. */
  unlockKey: (credential: CredentialId | null, lock: Lock, passphrase: SecretText): Promise<LoadReport | null> => invoke('unlock_key', { credential, lock, passphrase }),
  /** How far trying a passphrase is, in percent; `null` if that takes next to no time. */
  unlockingPercent: (credential: CredentialId | null): Promise<number | null> => invoke('unlocking_percent', { credential }),
  /** Ends trying a passphrase. What is locked stays locked. */
  cancelUnlockingKey: (credential: CredentialId | null): Promise<void> => invoke('cancel_unlocking_key', { credential }),
  /** Reads what had several private keys again, and takes the one that the person chose. */
  chooseKey: (credential: CredentialId | null, key: PrivateKeyId): Promise<LoadReport> => invoke('choose_key', { credential, key }),
  /** Forgets what is locked, the passphrases that were tried, and what there was to choose from. */
  forgetLockedKeys: (credential: CredentialId | null): Promise<void> => invoke('forget_locked_keys', { credential }),
  /** Removes the key pair. It can be restored until the next one is removed. */
  removeKeyPair: (credential: CredentialId | null): Promise<KeyPairFacts> => invoke('remove_key_pair', { credential }),
  /** Forgets the stored key pair that was removed from the window. It can be restored until the window is closed. */
  forgetKeyPair: (id: CredentialId): Promise<void> => invoke('forget_key_pair', { id }),
  /** Restores the key pair that was last replaced or removed. */
  restoreKeyPair: (credential: CredentialId | null): Promise<KeyPairFacts> => invoke('restore_key_pair', { credential }),
  /** Copies the certificate for Account Manager. */
  copyCertificate: (credential: CredentialId | null): Promise<void> => invoke('copy_certificate', { credential }),
  /** Chooses whether a private key is read from its files each time from now on, or sealed in the vault. */
  readKeyFilesEachTime: (id: CredentialId, each_time: boolean): Promise<void> => invoke('read_key_files_each_time', { id, each_time }),
  /** Asks for a folder with the system's dialog, and saves key.pem and cert.pem there. */
  saveKeyFiles: (credential: CredentialId | null, title: string): Promise<SaveOutcome> => invoke('save_key_files', { credential, title }),
  /** Answers the question of the command above when files of these names exist already. */
  saveKeyFilesAnyway: (choice: ExistingFiles): Promise<SaveOutcome> => invoke('save_key_files_anyway', { choice }),
  /** Asks for a folder, and saves there every key pair that would be lost. Replaces no file. `null` when cancelled. */
  saveAllKeyFiles: (which: PairsToSave, title: string): Promise<SavedAll | null> => invoke('save_all_key_files', { which, title }),
  /** The formats that the key pair can be saved in. */
  saveOffers: (credential: CredentialId | null): Promise<Array<SaveOffer>> => invoke('save_offers', { credential }),
  /** Asks for a name with the system's dialog and saves the key pair in a format, with a passphrase if it takes one. */
  saveAs: (credential: CredentialId | null, title: string, request: SaveRequest): Promise<SaveFileOutcome> => invoke('save_as', { credential, title, request }),
  /** Makes a new certificate for the key, with the subject of the old one. */
  renewCertificate: (credential: CredentialId | null, validity: TypedValidity): Promise<RenewOutcome> => invoke('renew_certificate', { credential, validity }),
  /** Makes a new key pair that is to replace the current one, which stays beside it; see `cancel_making_key_pair`. */
  rotateKeyPair: (credential: CredentialId | null, options: KeyPairOptions, way: RotationWay): Promise<MakeKeyPairOutcome> => invoke('rotate_key_pair', { credential, options, way }),
  /** Ends a rotation: removes the old pair, once a token was received with the new one. */
  discardOldPair: (credential: CredentialId | null): Promise<KeyPairFacts> => invoke('discard_old_pair', { credential }),
  /** Gives up a rotation: the old pair is the current one again. */
  giveUpRotation: (credential: CredentialId | null): Promise<KeyPairFacts> => invoke('give_up_rotation', { credential }),
  /** Copies the old pair's certificate for Account Manager. */
  copyOldCertificate: (credential: CredentialId | null): Promise<void> => invoke('copy_old_certificate', { credential }),
  /** Asks for a name with the system's dialog, and saves a calendar entry for the day the certificate expires. */
  saveReminder: (credential: CredentialId | null, title: string, words: ReminderWords): Promise<SaveFileOutcome> => invoke('save_reminder', { credential, title, words }),
  /** Opens the calendar entry that was saved last. */
  openReminder: (): Promise<void> => invoke('open_reminder'),
  /** Opens Account Manager in the browser. */
  openAccountManager: (): Promise<void> => invoke('open_account_manager'),
  /** What would be sent, and the findings about it. Sends nothing. */
  previewRequest: (credential: CredentialId | null, form: RequestForm): Promise<RequestPreview> => invoke('preview_request', { credential, form }),
  /** The form of a new credential. */
  defaultForm: (): Promise<RequestForm> => invoke('default_form'),
  /** Signs and sends the request. What is `confirmed` lets warnings pass, never errors. */
  getToken: (credential: CredentialId | null, form: RequestForm, confirmed: Confirmed): Promise<GetTokenOutcome> => invoke('get_token', { credential, form, confirmed }),
  /** Cancels the request that is being sent. */
  cancelRequest: (credential: CredentialId | null): Promise<void> => invoke('cancel_request', { credential }),
  /** What experiments could find out about the last refusal of a credential. Sends nothing; `null` if nothing. */
  planExperiments: (credential: CredentialId | null): Promise<Plan | null> => invoke('plan_experiments', { credential }),
  /** Looks for the cause of the last refusal: repeats the request with one thing changed. The steps come as events. */
  findCause: (credential: CredentialId | null): Promise<CauseFound | null> => invoke('find_cause', { credential }),
  /** Cancels that. */
  cancelExperiments: (credential: CredentialId | null): Promise<void> => invoke('cancel_experiments', { credential }),
  /** Fills in a whole assertion as others make it. `issuer` is for the preset that has it as its audience. */
  applyPreset: (preset: AssertionPreset, form: RequestForm, issuer: string): Promise<PresetApplied> => invoke('apply_preset', { preset, form, issuer }),
  /** Reads what a server publishes about itself, by its issuer or host as typed. Changes nothing. */
  discoverServer: (credential: CredentialId | null, issuer: string, form: RequestForm): Promise<DiscoveryOutcome> => invoke('discover_server', { credential, issuer, form }),
  /** Cancels that. */
  cancelDiscovery: (): Promise<void> => invoke('cancel_discovery'),
  /** The certificates in a text that the person pasted, as PEM. */
  readCertificates: (text: string): Promise<CertificatesRead> => invoke('read_certificates', { text }),
  /** Asks for files with the system's dialog and reads certificates from them. `null` when cancelled. */
  chooseCertificates: (title: string): Promise<CertificatesRead | null> => invoke('choose_certificates', { title }),
  /** The families of scopes for SCAPI. */
  scopeFamilies: (): Promise<ScopeFamilies> => invoke('scope_families'),
  /** What scopes as typed choose of SCAPI. */
  readScopes: (scopes: string): Promise<BuiltScopes> => invoke('read_scopes', { scopes }),
  /** Writes a choice into scopes as typed. What is no part of it stays. */
  buildScopes: (scopes: string, choice: ScapiChoice): Promise<BuiltScopes> => invoke('build_scopes', { scopes, choice }),
  /** The secrets of the API client and of the Business Manager user, unsealed if they are not in this window yet. */
  clientSecrets: (credential: CredentialId | null): Promise<Array<ClientSecretShown>> => invoke('client_secrets', { credential }),
  /** Takes a secret that the person types. An empty one removes it. Stored by `store_client_secrets`. */
  typeClientSecret: (credential: CredentialId | null, kind: ClientSecretKind, text: SecretText): Promise<void> => invoke('type_client_secret', { credential, kind, text }),
  /** Removes from a secret what was copied along with it. The page never has it. Stored by `store_client_secrets`. */
  correctClientSecret: (credential: CredentialId | null, kind: ClientSecretKind, correction: SecretCorrection): Promise<void> => invoke('correct_client_secret', { credential, kind, correction }),
  /** Stores the secrets that were typed. */
  storeClientSecrets: (id: CredentialId): Promise<Array<ClientSecretShown>> => invoke('store_client_secrets', { id }),
  /** A secret, because the person asked to see it. */
  revealClientSecret: (credential: CredentialId | null, kind: ClientSecretKind): Promise<string> => invoke('reveal_client_secret', { credential, kind }),
  /** Copies a secret. It leaves the clipboard after a while. */
  copyClientSecret: (credential: CredentialId | null, kind: ClientSecretKind): Promise<Copied> => invoke('copy_client_secret', { credential, kind }),
  /** What would be sent to try the token on an API, and the notes about where that is. Sends nothing. */
  previewTrial: (credential: CredentialId | null, api: TriedApi, places: ApiPlaces, form: RequestForm): Promise<TrialPreview> => invoke('preview_trial', { credential, api, places, form }),
  /** Tries the last token on an API. A host that is none of Salesforce's gets it only if it is the `confirmed_host`. */
  tryToken: (credential: CredentialId | null, api: TriedApi, places: ApiPlaces, form: RequestForm, confirmed_host: string | null): Promise<TryOutcome> => invoke('try_token', { credential, api, places, form, confirmed_host }),
  /** Tries the last token on SCAPI, OCAPI and WebDAV, one after the other. */
  tryAll: (credential: CredentialId | null, places: ApiPlaces, form: RequestForm): Promise<Array<TriedOne>> => invoke('try_all', { credential, places, form }),
  /** Cancels the trial that is being sent, and those after it. */
  cancelTrial: (credential: CredentialId | null): Promise<void> => invoke('cancel_trial', { credential }),
  /** The last trial of each API in this window, the latest last. */
  lastTrials: (credential: CredentialId | null): Promise<Array<TrialShown>> => invoke('last_trials', { credential }),
  /** Adds what an API client needs to settings that were pasted. */
  mergeApiSettings: (wanted: SettingsWanted, present: string): Promise<MergeOutcome> => invoke('merge_api_settings', { wanted, present }),
  /** The credentials, and the one that was open last. Waits for the store, which opens while the window is drawn. */
  start: (): Promise<Start> => invoke('start'),
  /** The credentials in the order of the list: by group, and in each group as the person put them. */
  listCredentials: (): Promise<Array<CredentialSummary>> => invoke('list_credentials'),
  /** The credentials that have all words of a text in their name, API key, notes or group. */
  searchCredentials: (text: string): Promise<FoundCredentials> => invoke('search_credentials', { text }),
  /** Opens a credential in the window. */
  openCredential: (id: CredentialId): Promise<OpenedCredential> => invoke('open_credential', { id }),
  /** The key pair of a credential, unsealed or read from its files if it is not in this window yet. */
  openKeyPair: (id: CredentialId): Promise<OpenedKeyPair> => invoke('open_key_pair', { id }),
  /** Adds a credential after the others and opens it. */
  addCredential: (name: string): Promise<OpenedCredential> => invoke('add_credential', { name }),
  /** Adds a credential with what was typed and made before anything could be stored, and opens it. */
  adoptCredential: (draft: Draft): Promise<OpenedCredential> => invoke('adopt_credential', { draft }),
  /** Adds a copy of the credential, with all its secrets, directly after it, and opens the copy. */
  duplicateCredential: (id: CredentialId, name: string): Promise<OpenedCredential> => invoke('duplicate_credential', { id, name }),
  /** Renames a credential. */
  renameCredential: (id: CredentialId, name: string): Promise<CredentialSummary> => invoke('rename_credential', { id, name }),
  /** Puts a credential into a group. */
  setCredentialGroup: (id: CredentialId, group: Group): Promise<CredentialSummary> => invoke('set_credential_group', { id, group }),
  /** Moves a credential into this group and to this position in the list, counted from 0. */
  moveCredential: (id: CredentialId, group: Group, place: number): Promise<void> => invoke('move_credential', { id, group, place }),
  /** Remembers which groups of the list are folded. */
  foldGroups: (groups: Array<Group>): Promise<void> => invoke('fold_groups', { groups }),
  /** Deletes a credential. If it was open, opens another one and returns that. */
  deleteCredential: (id: CredentialId, is_open: boolean): Promise<OpenedCredential | null> => invoke('delete_credential', { id, is_open }),
  /** Restores a credential that was deleted since the program started, and opens it. */
  undeleteCredential: (id: CredentialId): Promise<OpenedCredential> => invoke('undelete_credential', { id }),
  /** Saves what was typed. */
  saveDraft: (id: CredentialId, draft: Draft): Promise<void> => invoke('save_draft', { id, draft }),
  /** Sends a token request for each credential, a few at a time. The event `checked` tells the page about each. */
  checkAllCredentials: (): Promise<void> => invoke('check_all_credentials'),
  /** Sends the token request that the check held back, if it still discloses exactly what the person confirmed. */
  checkHeldBack: (id: CredentialId, confirmed: Disclosure): Promise<void> => invoke('check_held_back', { id, confirmed }),
  /** Cancels the check of all credentials. */
  cancelCheck: (): Promise<void> => invoke('cancel_check'),
  /** Copies a text that the page made; it has no secrets. */
  copyText: (text: string): Promise<void> => invoke('copy_text', { text }),
  /** One page of attempts, the latest first: those after a given attempt, or the first ones. */
  listAttempts: (filter: AttemptFilter, after: AttemptId | null): Promise<AttemptPage> => invoke('list_attempts', { filter, after }),
  /** An attempt with request, response and findings. */
  openAttempt: (id: AttemptId): Promise<Attempt> => invoke('open_attempt', { id }),
  /** What differs between two attempts. */
  compareAttempts: (left: AttemptId, right: AttemptId): Promise<Comparison> => invoke('compare_attempts', { left, right }),
  /** What the credential would send now that differs from what was sent in the attempt. */
  changesSince: (id: AttemptId, form: RequestForm): Promise<Changes> => invoke('changes_since', { id, form }),
  /** Deletes an attempt. */
  deleteAttempt: (id: AttemptId): Promise<void> => invoke('delete_attempt', { id }),
  /** Deletes the attempts of a credential, or all. */
  deleteAttempts: (credential: CredentialId | null): Promise<void> => invoke('delete_attempts', { credential }),
  /** What protects the secrets. */
  vaultState: (): Promise<VaultState> => invoke('vault_state'),
  /** Opens the vault with its passphrase. */
  unlockVault: (passphrase: SecretText): Promise<VaultState> => invoke('unlock_vault', { passphrase }),
  /** Unlocks what was locked and no passphrase protects. The keychain may ask the person. */
  unlockWithoutPassphrase: (): Promise<VaultState> => invoke('unlock_without_passphrase'),
  /** Seals all secrets with a key in the system keychain from now on. */
  protectWithKeychain: (): Promise<VaultState> => invoke('protect_with_keychain'),
  /** Seals all secrets with a passphrase from now on. */
  protectWithPassphrase: (passphrase: SecretText): Promise<VaultState> => invoke('protect_with_passphrase', { passphrase }),
  /** Holds new secrets in memory only, until the program ends. */
  storeForSessionOnly: (): Promise<VaultState> => invoke('store_for_session_only'),
  /** The credentials with sealed secrets. */
  credentialsWithSecrets: (): Promise<Array<CredentialId>> => invoke('credentials_with_secrets'),
  /** Forgets every sealed secret, if they still cannot be opened. The next secret is sealed with a new key. */
  forgetSealed: (): Promise<VaultState> => invoke('forget_sealed'),
  /** Locks: wipes every secret from memory that comes back after unlocking. Private keys that would be lost are lost */
  /** only with `lose_keys`; otherwise nothing is locked, and the outcome names them. */
  lockNow: (lose_keys: boolean): Promise<LockOutcome> => invoke('lock_now', { lose_keys }),
  /** The person does something in the window. Without this for a while, secrets are locked. */
  notePresence: (): Promise<void> => invoke('note_presence'),
  /** How the person likes the window. */
  view: (): Promise<View> => invoke('view'),
  /** Shows the window in this way from now on, and remembers that. Returns it within its bounds. */
  setView: (view: View): Promise<View> => invoke('set_view', { view }),
  /** Where the data is, how much there is, and the settings. */
  settings: (): Promise<SettingsShown> => invoke('settings'),
  /** Opens the data folder in the system's file manager. */
  openDataFolder: (): Promise<void> => invoke('open_data_folder'),
  /** Sets how many attempts the history holds. */
  setHistoryLimit: (limit: number): Promise<SettingsShown> => invoke('set_history_limit', { limit }),
  /** Sets how long the person may be away before secrets are locked. */
  setLockAfter: (lock_after: LockAfter): Promise<SettingsShown> => invoke('set_lock_after', { lock_after }),
  /** Sets how long a copied secret stays in the clipboard. */
  setClipboardFor: (clipboard_for: ClipboardFor): Promise<SettingsShown> => invoke('set_clipboard_for', { clipboard_for }),
  /** Deletes every credential, secret and attempt, and the sealing key. Returns what could not be removed. */
  deleteEverything: (): Promise<Deleted> => invoke('delete_everything'),
  /** The damaged files that were moved aside. They still hold what was stored then. */
  damagedFiles: (): Promise<DamagedFiles> => invoke('damaged_files'),
  /** Deletes one of them for good. */
  deleteDamagedFile: (name: string): Promise<DamagedFiles> => invoke('delete_damaged_file', { name }),
  /** The credential's last exchange in this window. */
  lastExchange: (credential: CredentialId | null): Promise<LastExchangeShown | null> => invoke('last_exchange', { credential }),
  /** Copies the access token of the credential's last response. It leaves the clipboard after a while. */
  copyToken: (credential: CredentialId | null): Promise<Copied> => invoke('copy_token', { credential }),
  /** The body of the last response with its tokens in full, because the person asked to see them. */
  revealBody: (credential: CredentialId | null): Promise<BodyShown> => invoke('reveal_body', { credential }),
  /** Copies the body of the last response with its tokens in full. */
  copyBody: (credential: CredentialId | null): Promise<Copied> => invoke('copy_body', { credential }),
  /** The last request as a curl command, without the client's secrets. */
  writeRequest: (credential: CredentialId | null): Promise<string> => invoke('write_request', { credential }),
  /** The last request with the client's secrets, because the person asked to see them. */
  revealRequest: (credential: CredentialId | null): Promise<SentRequest> => invoke('reveal_request', { credential }),
  /** Copies the last request as a curl command, with the client's secrets. */
  copyRequest: (credential: CredentialId | null): Promise<Copied> => invoke('copy_request', { credential }),
  /** A credential's request for another tool, to be shown. `with_secrets`: they stand in it, but are not shown. */
  writeExport: (credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean): Promise<ExportOutcome> => invoke('write_export', { credential, name, form, target, with_secrets }),
  /** Copies one file of it. */
  copyExport: (credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean, path: string): Promise<Copied> => invoke('copy_export', { credential, name, form, target, with_secrets, path }),
  /** Asks for a name, or for a folder if there are several files, with the system's dialog, and saves it. Replaces no file */
  /** in a folder. */
  saveExport: (credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean, title: string): Promise<SaveTextOutcome> => invoke('save_export', { credential, name, form, target, with_secrets, title }),
  /** The report of an attempt as text, without secrets, in the page's words. */
  makeReport: (of: ReportSource, words: ReportWords): Promise<string> => invoke('make_report', { of, words }),
  /** Copies that. */
  copyReport: (of: ReportSource, words: ReportWords): Promise<void> => invoke('copy_report', { of, words }),
  /** Asks for a name with the system's dialog, and saves the report in a form. */
  saveReport: (of: ReportSource, words: ReportWords, form: ReportForm, title: string): Promise<SaveTextOutcome> => invoke('save_report', { of, words, form, title }),
  /** The tokens in a pasted text, explained. Sends nothing, and holds nothing. */
  inspectToken: (text: SecretText): Promise<Inspected> => invoke('inspect_token', { text }),
  /** A token of each text, claim by claim; `…_place` counts the tokens of a text from 0. */
  compareTokens: (left: SecretText, left_place: number, right: SecretText, right_place: number): Promise<Array<ComparedClaim>> => invoke('compare_tokens', { left, left_place, right, right_place }),
  /** Verifies a token with the certificate, public key or key set in a text. */
  verifyWithText: (text: SecretText, place: number, keys: SecretText): Promise<SignatureCheck> => invoke('verify_with_text', { text, place, keys }),
  /** Asks for files with the system's dialog, and verifies a token with the keys in them. `null` when cancelled. */
  verifyWithFiles: (text: SecretText, place: number, title: string): Promise<SignatureCheck | null> => invoke('verify_with_files', { text, place, title }),
  /** Fetches keys from an address, and verifies a token with them. */
  verifyWithAddress: (text: SecretText, place: number, address: KeysAddress): Promise<SignatureCheck> => invoke('verify_with_address', { text, place, address }),
  /** Fetches keys from an address, and verifies the access token of the credential's last response with them. */
  checkTokenSignature: (credential: CredentialId | null, address: KeysAddress): Promise<SignatureCheck> => invoke('check_token_signature', { credential, address }),
  /** Cancels fetching keys. */
  cancelFetchingKeys: (): Promise<void> => invoke('cancel_fetching_keys'),
  /** The access token of the credential's last response in full, because the person wants to inspect it. */
  tokenToInspect: (credential: CredentialId | null): Promise<string> => invoke('token_to_inspect', { credential }),
  /** Asks for a name with the system's dialog, and saves the body of the last response as it was received. */
  saveBody: (credential: CredentialId | null, title: string): Promise<SaveTextOutcome> => invoke('save_body', { credential, title }),
  /** Asks for a name with the system's dialog, and saves the last request as a curl command. */
  saveRequest: (credential: CredentialId | null, title: string): Promise<SaveTextOutcome> => invoke('save_request', { credential, title }),
  /** Asks for a name with the system's dialog, which proposes this one, and saves a text that the page shows. */
  saveText: (title: string, file_name: string, text: string): Promise<SaveTextOutcome> => invoke('save_text', { title, file_name, text }),
  /** The practice Account Manager, with its stored setup. */
  practiceState: (): Promise<PracticeState> => invoke('practice_state'),
  /** Switches the practice Account Manager on. */
  startPractice: (): Promise<PracticeState> => invoke('start_practice'),
  /** Switches the practice Account Manager off. */
  stopPractice: (): Promise<PracticeState> => invoke('stop_practice'),
  /** Adds an API client that can be used at once to the practice Account Manager. */
  addApiClient: (): Promise<SaveApiClientOutcome> => invoke('add_api_client'),
  /** Adds an API client with a secret to the practice Account Manager, which is switched on, and gives the secret to the */
  /** credential. */
  addApiClientWithSecret: (credential: CredentialId | null, placement: SecretPlacement): Promise<SaveApiClientOutcome> => invoke('add_api_client_with_secret', { credential, placement }),
  /** Saves an API client of the practice Account Manager. */
  saveApiClient: (client_id: string, form: ApiClientForm): Promise<SaveApiClientOutcome> => invoke('save_api_client', { client_id, form }),
  /** Deletes an API client of the practice Account Manager. */
  deleteApiClient: (client_id: string): Promise<PracticeState> => invoke('delete_api_client', { client_id }),
  /** Saves what is typed into Business Manager of the practice instance. */
  savePracticeInstance: (form: InstanceForm): Promise<SaveInstanceOutcome> => invoke('save_practice_instance', { form }),
  /** Gives the user of the practice instance a new access key, and shows it once. */
  makePracticeAccessKey: (): Promise<NewAccessKey> => invoke('make_practice_access_key'),
  /** Copies the access key that was made last. It leaves the clipboard after a while. */
  copyPracticeAccessKey: (): Promise<Copied> => invoke('copy_practice_access_key'),
  /** Sets which engine's words the practice Account Manager uses, and which faults are on. */
  setPracticeSettings: (settings: PracticeSettings): Promise<PracticeState> => invoke('set_practice_settings', { settings }),
  /** The page has painted its first frame. What the person should know about the window. */
  pagePainted: (): Promise<Array<WindowNotice>> => invoke('page_painted'),
  /** Holds what was typed before any credential could be stored, in case the page ends. `null` when nothing is typed. */
  holdDraft: (draft: Draft | null): Promise<void> => invoke('hold_draft', { draft }),
  /** What was typed before any credential could be stored, if it is held. */
  heldDraft: (): Promise<Draft | null> => invoke('held_draft'),
  /** Version and data folder. */
  about: (): Promise<About> => invoke('about'),
  /** Closes the window, unless what was typed or part of a key pair would be lost with it. Returns which parts. */
  closeIfSaved: (drafts_saved: boolean): Promise<Array<UnsavedKey>> => invoke('close_if_saved', { drafts_saved }),
  /** Closes the window without asking. */
  closeAnyway: (): Promise<void> => invoke('close_anyway'),
}
