// Written from Rust by `cargo xtask bindings`. Not to be edited.

import { invoke } from '@tauri-apps/api/core'
import type { About, ApiClientForm, ApiPlaces, AssertionPreset, Attempt, AttemptFilter, AttemptId, AttemptPage, BackupChosen, BackupDay, BackupShown, BodyShown, BuiltScopes, CauseFound, CertificatesRead, Changes, ChosenTransfer, ClientSecretKind, ClientSecretShown, ClipboardFor, ComparedClaim, Comparison, Confirmed, Copied, CredentialId, CredentialSummary, DamagedFiles, Deleted, Disclosure, DiscoveryOutcome, Draft, DroppedAs, ExistingFiles, ExportOutcome, ExportTarget, FoundCredentials, GetTokenOutcome, Group, ImportFound, Imported, Inspected, InstanceForm, KeyPairFacts, KeyPairOptions, KeysAddress, LastExchangeShown, LoadReport, Lock, LockAfter, LockOutcome, MakeKeyPairOutcome, MakeTransferOutcome, MergeOutcome, MergedShown, NewAccessKey, NewKey, OpenTransferOutcome, OpenedCredential, OpenedKeyPair, PairsToSave, Plan, PracticeSettings, PracticeState, PresetApplied, PrivateKeyId, ReminderWords, RenewOutcome, ReportForm, ReportSource, ReportWords, RequestForm, RequestPreview, RotationWay, SaveApiClientOutcome, SaveFileOutcome, SaveInstanceOutcome, SaveOffer, SaveOutcome, SaveRequest, SaveTextOutcome, SavedAll, ScapiChoice, ScopeFamilies, SecretCorrection, SecretPlacement, SecretText, SentRequest, SetUpBackupOutcome, SettingsShown, SettingsWanted, SignatureCheck, Start, TransferChoices, TransferWanted, TrialPreview, TrialShown, TriedApi, TriedOne, TryOutcome, TypedValidity, UnsavedKey, VaultState, View, WindowNotice } from './types'

interface Commands {
  /** Makes a private key and a self-signed certificate. Takes up to a few seconds; see `cancel_making_key_pair`. */
  makeKeyPair(credential: CredentialId | null, options: KeyPairOptions): Promise<MakeKeyPairOutcome>
  /** Cancels the key pair that is being made. */
  cancelMakingKeyPair(credential: CredentialId | null): Promise<void>
  /** Makes a private key of this kind in advance, because the person looks at step 1 without one. Does nothing on battery, */
  /** while secrets are locked, or if one is there. Returns before it is made. */
  prepareKey(kind: NewKey): Promise<void>
  /** The current key pair. */
  currentKeyPair(credential: CredentialId | null): Promise<KeyPairFacts>
  /** Asks for files with the system's dialog and reads private key and certificate from them. `null` when cancelled. */
  chooseKeyFiles(credential: CredentialId | null, title: string): Promise<LoadReport | null>
  /** Reads private key and certificate from the files that were last dropped on the window. */
  readDroppedFiles(credential: CredentialId | null): Promise<LoadReport>
  /** Reads private key and certificate from text that was pasted. */
  readPastedKey(credential: CredentialId | null, text: SecretText): Promise<LoadReport>
  /** Reads what was locked again, with one more passphrase; `null` when that was cancelled. Takes up to some seconds; see */
  /** `unlocking_percent` and `cancel_unlocking_key`. */
  unlockKey(credential: CredentialId | null, lock: Lock, passphrase: SecretText): Promise<LoadReport | null>
  /** How far trying a passphrase is, in percent; `null` if that takes next to no time. */
  unlockingPercent(credential: CredentialId | null): Promise<number | null>
  /** Ends trying a passphrase. What is locked stays locked. */
  cancelUnlockingKey(credential: CredentialId | null): Promise<void>
  /** Reads what had several private keys again, and takes the one that the person chose. */
  chooseKey(credential: CredentialId | null, key: PrivateKeyId): Promise<LoadReport>
  /** Forgets what is locked, the passphrases that were tried, and what there was to choose from. */
  forgetLockedKeys(credential: CredentialId | null): Promise<void>
  /** Removes the key pair. It can be restored until the next one is removed. */
  removeKeyPair(credential: CredentialId | null): Promise<KeyPairFacts>
  /** Forgets the stored key pair that was removed from the window. It can be restored until the window is closed. */
  forgetKeyPair(id: CredentialId): Promise<void>
  /** Restores the key pair that was last replaced or removed. */
  restoreKeyPair(credential: CredentialId | null): Promise<KeyPairFacts>
  /** Copies the certificate for Account Manager. */
  copyCertificate(credential: CredentialId | null): Promise<void>
  /** Chooses whether a private key is read from its files each time from now on, or sealed in the vault. */
  readKeyFilesEachTime(id: CredentialId, each_time: boolean): Promise<void>
  /** Asks for a folder with the system's dialog, and saves key.pem and cert.pem there. */
  saveKeyFiles(credential: CredentialId | null, title: string): Promise<SaveOutcome>
  /** Answers the question of the command above when files of these names exist already. */
  saveKeyFilesAnyway(choice: ExistingFiles): Promise<SaveOutcome>
  /** Asks for a folder, and saves there every key pair that would be lost. Replaces no file. `null` when cancelled. */
  saveAllKeyFiles(which: PairsToSave, title: string): Promise<SavedAll | null>
  /** The formats that the key pair can be saved in. */
  saveOffers(credential: CredentialId | null): Promise<Array<SaveOffer>>
  /** Asks for a name with the system's dialog and saves the key pair in a format, with a passphrase if it takes one. */
  saveAs(credential: CredentialId | null, title: string, request: SaveRequest): Promise<SaveFileOutcome>
  /** Makes a new certificate for the key, with the subject of the old one. */
  renewCertificate(credential: CredentialId | null, validity: TypedValidity): Promise<RenewOutcome>
  /** Makes a new key pair that is to replace the current one, which stays beside it; see `cancel_making_key_pair`. */
  rotateKeyPair(credential: CredentialId | null, options: KeyPairOptions, way: RotationWay): Promise<MakeKeyPairOutcome>
  /** Ends a rotation: removes the old pair, once a token was received with the new one. */
  discardOldPair(credential: CredentialId | null): Promise<KeyPairFacts>
  /** Gives up a rotation: the old pair is the current one again. */
  giveUpRotation(credential: CredentialId | null): Promise<KeyPairFacts>
  /** Copies the old pair's certificate for Account Manager. */
  copyOldCertificate(credential: CredentialId | null): Promise<void>
  /** Asks for a name with the system's dialog, and saves a calendar entry for the day the certificate expires. */
  saveReminder(credential: CredentialId | null, title: string, words: ReminderWords): Promise<SaveFileOutcome>
  /** Opens the calendar entry that was saved last. */
  openReminder(): Promise<void>
  /** Opens Account Manager in the browser. */
  openAccountManager(): Promise<void>
  /** What would be sent, and the findings about it. Sends nothing. */
  previewRequest(credential: CredentialId | null, form: RequestForm): Promise<RequestPreview>
  /** The form of a new credential. */
  defaultForm(): Promise<RequestForm>
  /** Signs and sends the request. What is `confirmed` lets warnings pass, never errors. */
  getToken(credential: CredentialId | null, form: RequestForm, confirmed: Confirmed): Promise<GetTokenOutcome>
  /** Cancels the request that is being sent. */
  cancelRequest(credential: CredentialId | null): Promise<void>
  /** What experiments could find out about the last refusal of a credential. Sends nothing; `null` if nothing. */
  planExperiments(credential: CredentialId | null): Promise<Plan | null>
  /** Looks for the cause of the last refusal: repeats the request with one thing changed. The steps come as events. */
  findCause(credential: CredentialId | null): Promise<CauseFound | null>
  /** Cancels that. */
  cancelExperiments(credential: CredentialId | null): Promise<void>
  /** Fills in a whole assertion as others make it. `issuer` is for the preset that has it as its audience. */
  applyPreset(preset: AssertionPreset, form: RequestForm, issuer: string): Promise<PresetApplied>
  /** Reads what a server publishes about itself, by its issuer or host as typed. Changes nothing. */
  discoverServer(credential: CredentialId | null, issuer: string, form: RequestForm): Promise<DiscoveryOutcome>
  /** Cancels that. */
  cancelDiscovery(): Promise<void>
  /** The certificates in a text that the person pasted, as PEM. */
  readCertificates(text: string): Promise<CertificatesRead>
  /** Asks for files with the system's dialog and reads certificates from them. `null` when cancelled. */
  chooseCertificates(title: string): Promise<CertificatesRead | null>
  /** The families of scopes for SCAPI. */
  scopeFamilies(): Promise<ScopeFamilies>
  /** What scopes as typed choose of SCAPI. */
  readScopes(scopes: string): Promise<BuiltScopes>
  /** Writes a choice into scopes as typed. What is no part of it stays. */
  buildScopes(scopes: string, choice: ScapiChoice): Promise<BuiltScopes>
  /** The secrets of the API client and of the Business Manager user, unsealed if they are not in this window yet. */
  clientSecrets(credential: CredentialId | null): Promise<Array<ClientSecretShown>>
  /** Takes a secret that the person types. An empty one removes it. Stored by `store_client_secrets`. */
  typeClientSecret(credential: CredentialId | null, kind: ClientSecretKind, text: SecretText): Promise<void>
  /** Removes from a secret what was copied along with it. The page never has it. Stored by `store_client_secrets`. */
  correctClientSecret(credential: CredentialId | null, kind: ClientSecretKind, correction: SecretCorrection): Promise<void>
  /** Stores the secrets that were typed. */
  storeClientSecrets(id: CredentialId): Promise<Array<ClientSecretShown>>
  /** A secret, because the person asked to see it. */
  revealClientSecret(credential: CredentialId | null, kind: ClientSecretKind): Promise<string>
  /** Copies a secret. It leaves the clipboard after a while. */
  copyClientSecret(credential: CredentialId | null, kind: ClientSecretKind): Promise<Copied>
  /** What would be sent to try the token on an API, and the notes about where that is. Sends nothing. */
  previewTrial(credential: CredentialId | null, api: TriedApi, places: ApiPlaces, form: RequestForm): Promise<TrialPreview>
  /** Tries the last token on an API. A host that is none of Salesforce's gets it only if it is the `confirmed_host`. */
  tryToken(credential: CredentialId | null, api: TriedApi, places: ApiPlaces, form: RequestForm, confirmed_host: string | null): Promise<TryOutcome>
  /** Tries the last token on SCAPI, OCAPI and WebDAV, one after the other. */
  tryAll(credential: CredentialId | null, places: ApiPlaces, form: RequestForm): Promise<Array<TriedOne>>
  /** Cancels the trial that is being sent, and those after it. */
  cancelTrial(credential: CredentialId | null): Promise<void>
  /** The last trial of each API in this window, the latest last. */
  lastTrials(credential: CredentialId | null): Promise<Array<TrialShown>>
  /** Adds what an API client needs to settings that were pasted. */
  mergeApiSettings(wanted: SettingsWanted, present: string): Promise<MergeOutcome>
  /** The credentials, and the one that was open last. Waits for the store, which opens while the window is drawn. */
  start(): Promise<Start>
  /** The credentials in the order of the list: by group, and in each group as the person put them. */
  listCredentials(): Promise<Array<CredentialSummary>>
  /** The credentials that have all words of a text in their name, API key, notes or group. */
  searchCredentials(text: string): Promise<FoundCredentials>
  /** Opens a credential in the window. */
  openCredential(id: CredentialId): Promise<OpenedCredential>
  /** The key pair of a credential, unsealed or read from its files if it is not in this window yet. */
  openKeyPair(id: CredentialId): Promise<OpenedKeyPair>
  /** Adds a credential after the others and opens it. */
  addCredential(name: string): Promise<OpenedCredential>
  /** Adds a credential with what was typed and made before anything could be stored, and opens it. */
  adoptCredential(draft: Draft): Promise<OpenedCredential>
  /** Adds a copy of the credential, with all its secrets, directly after it, and opens the copy. */
  duplicateCredential(id: CredentialId, name: string): Promise<OpenedCredential>
  /** Renames a credential. */
  renameCredential(id: CredentialId, name: string): Promise<CredentialSummary>
  /** Puts a credential into a group. */
  setCredentialGroup(id: CredentialId, group: Group): Promise<CredentialSummary>
  /** Moves a credential into this group and to this position in the list, counted from 0. */
  moveCredential(id: CredentialId, group: Group, place: number): Promise<void>
  /** Remembers which groups of the list are folded. */
  foldGroups(groups: Array<Group>): Promise<void>
  /** Deletes a credential. If it was open, opens another one and returns that. */
  deleteCredential(id: CredentialId, is_open: boolean): Promise<OpenedCredential | null>
  /** Restores a credential that was deleted since the program started, and opens it. */
  undeleteCredential(id: CredentialId): Promise<OpenedCredential>
  /** Saves what was typed. */
  saveDraft(id: CredentialId, draft: Draft): Promise<void>
  /** Asks for files of other tools with the system's dialog, and reads what is in them. Stores nothing. `null` when */
  /** cancelled. */
  chooseImportFiles(title: string): Promise<ImportFound | null>
  /** The same for a folder. */
  chooseImportFolder(title: string): Promise<ImportFound | null>
  /** What the files are that were dropped on the window last. */
  droppedAs(): Promise<DroppedAs>
  /** Reads what is in the files that were dropped on the window last. Stores nothing. */
  readDroppedImport(): Promise<ImportFound>
  /** Reads what is in a text that was pasted. Stores nothing. */
  readPastedImport(text: SecretText): Promise<ImportFound>
  /** Stores the credentials at these places of a preview, all or none, and opens the first of them. `in_place_of`: an */
  /** empty credential that leaves the list. */
  importCredentials(number: number, chosen: Array<number>, in_place_of: CredentialId | null): Promise<Imported>
  /** Forgets what was found. */
  cancelImport(): Promise<void>
  /** Takes an import back: its credentials leave the list, and the empty one returns. Returns the credential to show if */
  /** the open one is gone. */
  takeBackImport(ids: Array<CredentialId>, blank: CredentialId | null): Promise<OpenedCredential | null>
  /** Sends a token request for each credential, a few at a time. The event `checked` tells the page about each. */
  checkAllCredentials(): Promise<void>
  /** Sends the token request that the check held back, if it still discloses exactly what the person confirmed. */
  checkHeldBack(id: CredentialId, confirmed: Disclosure): Promise<void>
  /** Cancels the check of all credentials. */
  cancelCheck(): Promise<void>
  /** Copies a text that the page made; it has no secrets. */
  copyText(text: string): Promise<void>
  /** One page of attempts, the latest first: those after a given attempt, or the first ones. */
  listAttempts(filter: AttemptFilter, after: AttemptId | null): Promise<AttemptPage>
  /** An attempt with request, response and findings. */
  openAttempt(id: AttemptId): Promise<Attempt>
  /** What differs between two attempts. */
  compareAttempts(left: AttemptId, right: AttemptId): Promise<Comparison>
  /** What the credential would send now that differs from what was sent in the attempt. */
  changesSince(id: AttemptId, form: RequestForm): Promise<Changes>
  /** Deletes an attempt. */
  deleteAttempt(id: AttemptId): Promise<void>
  /** Deletes the attempts of a credential, or all. */
  deleteAttempts(credential: CredentialId | null): Promise<void>
  /** What protects the secrets. */
  vaultState(): Promise<VaultState>
  /** Opens the vault with its passphrase. */
  unlockVault(passphrase: SecretText): Promise<VaultState>
  /** Unlocks what was locked and no passphrase protects. The keychain may ask the person. */
  unlockWithoutPassphrase(): Promise<VaultState>
  /** Seals all secrets with a key in the system keychain from now on. */
  protectWithKeychain(): Promise<VaultState>
  /** Seals all secrets with a passphrase from now on. */
  protectWithPassphrase(passphrase: SecretText): Promise<VaultState>
  /** Holds new secrets in memory only, until the program ends. */
  storeForSessionOnly(): Promise<VaultState>
  /** The credentials with sealed secrets. */
  credentialsWithSecrets(): Promise<Array<CredentialId>>
  /** Forgets every sealed secret, if they still cannot be opened. The next secret is sealed with a new key. */
  forgetSealed(): Promise<VaultState>
  /** Locks: wipes every secret from memory that comes back after unlocking. Private keys that would be lost are lost */
  /** only with `lose_keys`; otherwise nothing is locked, and the outcome names them. */
  lockNow(lose_keys: boolean): Promise<LockOutcome>
  /** The person does something in the window. Without this for a while, secrets are locked. */
  notePresence(): Promise<void>
  /** How the person likes the window. */
  view(): Promise<View>
  /** Shows the window in this way from now on, and remembers that. Returns it within its bounds. */
  setView(view: View): Promise<View>
  /** Where the data is, how much there is, and the settings. */
  settings(): Promise<SettingsShown>
  /** Opens the data folder in the system's file manager. */
  openDataFolder(): Promise<void>
  /** Sets how many attempts the history holds. */
  setHistoryLimit(limit: number): Promise<SettingsShown>
  /** Sets how long the person may be away before secrets are locked. */
  setLockAfter(lock_after: LockAfter): Promise<SettingsShown>
  /** Sets how long a copied secret stays in the clipboard. */
  setClipboardFor(clipboard_for: ClipboardFor): Promise<SettingsShown>
  /** Deletes every credential, secret and attempt, and the sealing key. Returns what could not be removed. */
  deleteEverything(): Promise<Deleted>
  /** Makes a transfer file, and asks with the system's dialog where to save it. */
  makeTransferFile(title: string, wanted: TransferWanted, passphrase: SecretText): Promise<MakeTransferOutcome>
  /** Asks for a transfer file with the system's dialog, and reads it. `null` when cancelled. */
  chooseTransferFile(title: string): Promise<ChosenTransfer | null>
  /** Reads the transfer file among the files that were last dropped on the window. `null` if there is none; then the */
  /** files are still there. */
  takeDroppedTransferFile(): Promise<ChosenTransfer | null>
  /** Opens the transfer file that was chosen, and compares it with what is here. Stores nothing. */
  openTransferFile(passphrase: SecretText): Promise<OpenTransferOutcome>
  /** Merges the transfer file that is open, as the person chose: everything in one step, or nothing. */
  mergeTransferFile(choices: TransferChoices): Promise<MergedShown>
  /** Takes the last merge back. Can be done until the program ends. */
  undoMerge(): Promise<void>
  /** Forgets the transfer file that was chosen. */
  forgetTransferFile(): Promise<void>
  /** The weekly backup. */
  backup(): Promise<BackupShown>
  /** Asks for a folder for backups with the system's dialog. `null` when cancelled. */
  chooseBackupFolder(title: string): Promise<string | null>
  /** Switches the weekly backup on, with a passphrase of its own, and makes the first one. */
  setUpBackup(chosen: BackupChosen, passphrase: SecretText): Promise<SetUpBackupOutcome>
  /** Sets the day of the backup. */
  setBackupDay(day: BackupDay, utc_offset_minutes: number): Promise<BackupShown>
  /** Switches the weekly backup off. The files stay. */
  switchOffBackup(): Promise<BackupShown>
  /** Makes a backup now. */
  backUpNow(): Promise<BackupShown>
  /** The damaged files that were moved aside. They still hold what was stored then. */
  damagedFiles(): Promise<DamagedFiles>
  /** Deletes one of them for good. */
  deleteDamagedFile(name: string): Promise<DamagedFiles>
  /** The credential's last exchange in this window. */
  lastExchange(credential: CredentialId | null): Promise<LastExchangeShown | null>
  /** Copies the access token of the credential's last response. It leaves the clipboard after a while. */
  copyToken(credential: CredentialId | null): Promise<Copied>
  /** The body of the last response with its tokens in full, because the person asked to see them. */
  revealBody(credential: CredentialId | null): Promise<BodyShown>
  /** Copies the body of the last response with its tokens in full. */
  copyBody(credential: CredentialId | null): Promise<Copied>
  /** The last request as a curl command, without the client's secrets. */
  writeRequest(credential: CredentialId | null): Promise<string>
  /** The last request with the client's secrets, because the person asked to see them. */
  revealRequest(credential: CredentialId | null): Promise<SentRequest>
  /** Copies the last request as a curl command, with the client's secrets. */
  copyRequest(credential: CredentialId | null): Promise<Copied>
  /** A credential's request for another tool, to be shown. `with_secrets`: they stand in it, but are not shown. */
  writeExport(credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean): Promise<ExportOutcome>
  /** Copies one file of it. */
  copyExport(credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean, path: string): Promise<Copied>
  /** Asks for a name, or for a folder if there are several files, with the system's dialog, and saves it. Replaces no file */
  /** in a folder. */
  saveExport(credential: CredentialId | null, name: string, form: RequestForm, target: ExportTarget, with_secrets: boolean, title: string): Promise<SaveTextOutcome>
  /** The report of an attempt as text, without secrets, in the page's words. */
  makeReport(of: ReportSource, words: ReportWords): Promise<string>
  /** Copies that. */
  copyReport(of: ReportSource, words: ReportWords): Promise<void>
  /** Asks for a name with the system's dialog, and saves the report in a form. */
  saveReport(of: ReportSource, words: ReportWords, form: ReportForm, title: string): Promise<SaveTextOutcome>
  /** The tokens in a pasted text, explained. Sends nothing, and holds nothing. */
  inspectToken(text: SecretText): Promise<Inspected>
  /** A token of each text, claim by claim; `…_place` counts the tokens of a text from 0. */
  compareTokens(left: SecretText, left_place: number, right: SecretText, right_place: number): Promise<Array<ComparedClaim>>
  /** Verifies a token with the certificate, public key or key set in a text. */
  verifyWithText(text: SecretText, place: number, keys: SecretText): Promise<SignatureCheck>
  /** Asks for files with the system's dialog, and verifies a token with the keys in them. `null` when cancelled. */
  verifyWithFiles(text: SecretText, place: number, title: string): Promise<SignatureCheck | null>
  /** Fetches keys from an address, and verifies a token with them. */
  verifyWithAddress(text: SecretText, place: number, address: KeysAddress): Promise<SignatureCheck>
  /** Fetches keys from an address, and verifies the access token of the credential's last response with them. */
  checkTokenSignature(credential: CredentialId | null, address: KeysAddress): Promise<SignatureCheck>
  /** Cancels fetching keys. */
  cancelFetchingKeys(): Promise<void>
  /** The access token of the credential's last response in full, because the person wants to inspect it. */
  tokenToInspect(credential: CredentialId | null): Promise<string>
  /** Asks for a name with the system's dialog, and saves the body of the last response as it was received. */
  saveBody(credential: CredentialId | null, title: string): Promise<SaveTextOutcome>
  /** Asks for a name with the system's dialog, and saves the last request as a curl command. */
  saveRequest(credential: CredentialId | null, title: string): Promise<SaveTextOutcome>
  /** Asks for a name with the system's dialog, which proposes this one, and saves a text that the page shows. */
  saveText(title: string, file_name: string, text: string): Promise<SaveTextOutcome>
  /** The practice Account Manager, with its stored setup. */
  practiceState(): Promise<PracticeState>
  /** Switches the practice Account Manager on. */
  startPractice(): Promise<PracticeState>
  /** Switches the practice Account Manager off. */
  stopPractice(): Promise<PracticeState>
  /** Adds an API client that can be used at once to the practice Account Manager. */
  addApiClient(): Promise<SaveApiClientOutcome>
  /** Adds an API client with a secret to the practice Account Manager, which is switched on, and gives the secret to the */
  /** credential. */
  addApiClientWithSecret(credential: CredentialId | null, placement: SecretPlacement): Promise<SaveApiClientOutcome>
  /** Saves an API client of the practice Account Manager. */
  saveApiClient(client_id: string, form: ApiClientForm): Promise<SaveApiClientOutcome>
  /** Deletes an API client of the practice Account Manager. */
  deleteApiClient(client_id: string): Promise<PracticeState>
  /** Saves what is typed into Business Manager of the practice instance. */
  savePracticeInstance(form: InstanceForm): Promise<SaveInstanceOutcome>
  /** Gives the user of the practice instance a new access key, and shows it once. */
  makePracticeAccessKey(): Promise<NewAccessKey>
  /** Copies the access key that was made last. It leaves the clipboard after a while. */
  copyPracticeAccessKey(): Promise<Copied>
  /** Sets which engine's words the practice Account Manager uses, and which faults are on. */
  setPracticeSettings(settings: PracticeSettings): Promise<PracticeState>
  /** The page has painted its first frame. What the person should know about the window. */
  pagePainted(): Promise<Array<WindowNotice>>
  /** Holds what was typed before any credential could be stored, in case the page ends. `null` when nothing is typed. */
  holdDraft(draft: Draft | null): Promise<void>
  /** What was typed before any credential could be stored, if it is held. */
  heldDraft(): Promise<Draft | null>
  /** Version and data folder. */
  about(): Promise<About>
  /** Opens the page with all versions in the browser. The program itself contacts nobody. */
  openReleasePage(): Promise<void>
  /** Closes the window, unless what was typed or part of a key pair would be lost with it. Returns which parts. */
  closeIfSaved(drafts_saved: boolean): Promise<Array<UnsavedKey>>
  /** Closes the window without asking. */
  closeAnyway(): Promise<void>
}

/** The parameters of each command: names alone, because all of this is read at the start. */
const parameters: Record<keyof Commands, string> = {
  makeKeyPair: 'credential options',
  cancelMakingKeyPair: 'credential',
  prepareKey: 'kind',
  currentKeyPair: 'credential',
  chooseKeyFiles: 'credential title',
  readDroppedFiles: 'credential',
  readPastedKey: 'credential text',
  unlockKey: 'credential lock passphrase',
  unlockingPercent: 'credential',
  cancelUnlockingKey: 'credential',
  chooseKey: 'credential key',
  forgetLockedKeys: 'credential',
  removeKeyPair: 'credential',
  forgetKeyPair: 'id',
  restoreKeyPair: 'credential',
  copyCertificate: 'credential',
  readKeyFilesEachTime: 'id each_time',
  saveKeyFiles: 'credential title',
  saveKeyFilesAnyway: 'choice',
  saveAllKeyFiles: 'which title',
  saveOffers: 'credential',
  saveAs: 'credential title request',
  renewCertificate: 'credential validity',
  rotateKeyPair: 'credential options way',
  discardOldPair: 'credential',
  giveUpRotation: 'credential',
  copyOldCertificate: 'credential',
  saveReminder: 'credential title words',
  openReminder: '',
  openAccountManager: '',
  previewRequest: 'credential form',
  defaultForm: '',
  getToken: 'credential form confirmed',
  cancelRequest: 'credential',
  planExperiments: 'credential',
  findCause: 'credential',
  cancelExperiments: 'credential',
  applyPreset: 'preset form issuer',
  discoverServer: 'credential issuer form',
  cancelDiscovery: '',
  readCertificates: 'text',
  chooseCertificates: 'title',
  scopeFamilies: '',
  readScopes: 'scopes',
  buildScopes: 'scopes choice',
  clientSecrets: 'credential',
  typeClientSecret: 'credential kind text',
  correctClientSecret: 'credential kind correction',
  storeClientSecrets: 'id',
  revealClientSecret: 'credential kind',
  copyClientSecret: 'credential kind',
  previewTrial: 'credential api places form',
  tryToken: 'credential api places form confirmed_host',
  tryAll: 'credential places form',
  cancelTrial: 'credential',
  lastTrials: 'credential',
  mergeApiSettings: 'wanted present',
  start: '',
  listCredentials: '',
  searchCredentials: 'text',
  openCredential: 'id',
  openKeyPair: 'id',
  addCredential: 'name',
  adoptCredential: 'draft',
  duplicateCredential: 'id name',
  renameCredential: 'id name',
  setCredentialGroup: 'id group',
  moveCredential: 'id group place',
  foldGroups: 'groups',
  deleteCredential: 'id is_open',
  undeleteCredential: 'id',
  saveDraft: 'id draft',
  chooseImportFiles: 'title',
  chooseImportFolder: 'title',
  droppedAs: '',
  readDroppedImport: '',
  readPastedImport: 'text',
  importCredentials: 'number chosen in_place_of',
  cancelImport: '',
  takeBackImport: 'ids blank',
  checkAllCredentials: '',
  checkHeldBack: 'id confirmed',
  cancelCheck: '',
  copyText: 'text',
  listAttempts: 'filter after',
  openAttempt: 'id',
  compareAttempts: 'left right',
  changesSince: 'id form',
  deleteAttempt: 'id',
  deleteAttempts: 'credential',
  vaultState: '',
  unlockVault: 'passphrase',
  unlockWithoutPassphrase: '',
  protectWithKeychain: '',
  protectWithPassphrase: 'passphrase',
  storeForSessionOnly: '',
  credentialsWithSecrets: '',
  forgetSealed: '',
  lockNow: 'lose_keys',
  notePresence: '',
  view: '',
  setView: 'view',
  settings: '',
  openDataFolder: '',
  setHistoryLimit: 'limit',
  setLockAfter: 'lock_after',
  setClipboardFor: 'clipboard_for',
  deleteEverything: '',
  makeTransferFile: 'title wanted passphrase',
  chooseTransferFile: 'title',
  takeDroppedTransferFile: '',
  openTransferFile: 'passphrase',
  mergeTransferFile: 'choices',
  undoMerge: '',
  forgetTransferFile: '',
  backup: '',
  chooseBackupFolder: 'title',
  setUpBackup: 'chosen passphrase',
  setBackupDay: 'day utc_offset_minutes',
  switchOffBackup: '',
  backUpNow: '',
  damagedFiles: '',
  deleteDamagedFile: 'name',
  lastExchange: 'credential',
  copyToken: 'credential',
  revealBody: 'credential',
  copyBody: 'credential',
  writeRequest: 'credential',
  revealRequest: 'credential',
  copyRequest: 'credential',
  writeExport: 'credential name form target with_secrets',
  copyExport: 'credential name form target with_secrets path',
  saveExport: 'credential name form target with_secrets title',
  makeReport: 'of words',
  copyReport: 'of words',
  saveReport: 'of words form title',
  inspectToken: 'text',
  compareTokens: 'left left_place right right_place',
  verifyWithText: 'text place keys',
  verifyWithFiles: 'text place title',
  verifyWithAddress: 'text place address',
  checkTokenSignature: 'credential address',
  cancelFetchingKeys: '',
  tokenToInspect: 'credential',
  saveBody: 'credential title',
  saveRequest: 'credential title',
  saveText: 'title file_name text',
  practiceState: '',
  startPractice: '',
  stopPractice: '',
  addApiClient: '',
  addApiClientWithSecret: 'credential placement',
  saveApiClient: 'client_id form',
  deleteApiClient: 'client_id',
  savePracticeInstance: 'form',
  makePracticeAccessKey: '',
  copyPracticeAccessKey: '',
  setPracticeSettings: 'settings',
  pagePainted: '',
  holdDraft: 'draft',
  heldDraft: '',
  about: '',
  openReleasePage: '',
  closeIfSaved: 'drafts_saved',
  closeAnyway: '',
}

const call = (name: string, taken: string) => {
  const rustName = name.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase())
  const names = taken.split(' ')
  return (...given: unknown[]) => invoke(rustName, Object.fromEntries(given.map((value, at) => [names[at], value])))
}

export const commands = Object.fromEntries(
  Object.entries(parameters).map(([name, taken]) => [name, call(name, taken)]),
) as unknown as Commands
