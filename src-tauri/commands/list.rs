// The one list of commands. From it `build.rs` takes the names for the permissions, `commands/mod.rs` makes the
// handlers, and a test writes `ui/src/backend/bindings/commands.ts`. The comment of each command is its documentation
// in all three. `credential` is the credential that a command is for: the page names it in each call. It is `null` as
// long as no credential could be stored.
with_commands! {
    /// Makes a private key and a self-signed certificate. Takes up to a few seconds; see `cancel_making_key_pair`.
    key_pair::make_key_pair(credential: CredentialRef, options: KeyPairOptions) -> MakeKeyPairOutcome;
    /// Cancels the key pair that is being made.
    key_pair::cancel_making_key_pair(credential: CredentialRef) -> ();
    /// Makes a private key of this kind in advance, because the person looks at step 1 without one. Does nothing on battery,
    /// while secrets are locked, or if one is there. Returns before it is made.
    prepared_key::prepare_key(kind: NewKey) -> ();
    /// The current key pair.
    key_pair::current_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Asks for files with the system's dialog and reads private key and certificate from them. `null` when cancelled.
    key_pair::choose_key_files(credential: CredentialRef, title: String) -> Option<LoadReport>;
    /// Reads private key and certificate from the files that were last dropped on the window.
    key_pair::read_dropped_files(credential: CredentialRef) -> LoadReport;
    /// Reads private key and certificate from text that was pasted.
    key_pair::read_pasted_key(credential: CredentialRef, text: SecretText) -> LoadReport;
    /// Reads what was locked again, with one more passphrase; `null` when that was cancelled. Takes up to some seconds; see
    /// `unlocking_percent` and `cancel_unlocking_key`.
    key_pair::unlock_key(credential: CredentialRef, lock: Lock, passphrase: SecretText) -> Option<LoadReport>;
    /// How far trying a passphrase is, in percent; `null` if that takes next to no time.
    key_pair::unlocking_percent(credential: CredentialRef) -> Option<u8>;
    /// Ends trying a passphrase. What is locked stays locked.
    key_pair::cancel_unlocking_key(credential: CredentialRef) -> ();
    /// Reads what had several private keys again, and takes the one that the person chose.
    key_pair::choose_key(credential: CredentialRef, key: PrivateKeyId) -> LoadReport;
    /// Forgets what is locked, the passphrases that were tried, and what there was to choose from.
    key_pair::forget_locked_keys(credential: CredentialRef) -> ();
    /// Removes the key pair. It can be restored until the next one is removed.
    key_pair::remove_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Forgets the stored key pair that was removed from the window. It can be restored until the window is closed.
    key_pair::forget_key_pair(id: CredentialId) -> ();
    /// Restores the key pair that was last replaced or removed.
    key_pair::restore_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Copies the certificate for Account Manager.
    key_pair::copy_certificate(credential: CredentialRef) -> ();
    /// Chooses whether a private key is read from its files each time from now on, or sealed in the vault.
    key_pair::read_key_files_each_time(id: CredentialId, each_time: bool) -> ();

    /// Asks for a folder with the system's dialog, and saves key.pem and cert.pem there.
    key_files::save_key_files(credential: CredentialRef, title: String) -> SaveOutcome;
    /// Answers the question of the command above when files of these names exist already.
    key_files::save_key_files_anyway(choice: ExistingFiles) -> SaveOutcome;
    /// Asks for a folder, and saves there every key pair that would be lost. Replaces no file. `null` when cancelled.
    save_all::save_all_key_files(which: PairsToSave, title: String) -> Option<SavedAll>;
    /// The formats that the key pair can be saved in.
    key_files::save_offers(credential: CredentialRef) -> Vec<SaveOffer>;
    /// Asks for a name with the system's dialog and saves the key pair in a format, with a passphrase if it takes one.
    key_files::save_as(credential: CredentialRef, title: String, request: SaveRequest) -> SaveFileOutcome;

    /// Makes a new certificate for the key, with the subject of the old one.
    renewal::renew_certificate(credential: CredentialRef, validity: TypedValidity) -> RenewOutcome;
    /// Makes a new key pair that is to replace the current one, which stays beside it; see `cancel_making_key_pair`.
    renewal::rotate_key_pair(credential: CredentialRef, options: KeyPairOptions, way: RotationWay) -> MakeKeyPairOutcome;
    /// Ends a rotation: removes the old pair, once a token was received with the new one.
    renewal::discard_old_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Gives up a rotation: the old pair is the current one again.
    renewal::give_up_rotation(credential: CredentialRef) -> KeyPairFacts;
    /// Copies the old pair's certificate for Account Manager.
    renewal::copy_old_certificate(credential: CredentialRef) -> ();
    /// Asks for a name with the system's dialog, and saves a calendar entry for the day the certificate expires.
    renewal::save_reminder(credential: CredentialRef, title: String, words: ReminderWords) -> SaveFileOutcome;
    /// Opens the calendar entry that was saved last.
    renewal::open_reminder() -> ();

    /// Opens Account Manager in the browser.
    api_client::open_account_manager() -> ();

    /// What would be sent, and the findings about it. Sends nothing.
    request::preview_request(credential: CredentialRef, form: RequestForm) -> RequestPreview;
    /// The form of a new credential.
    request::default_form() -> RequestForm;
    /// Signs and sends the request. What is `confirmed` lets warnings pass, never errors.
    request::get_token(credential: CredentialRef, form: RequestForm, confirmed: Confirmed) -> GetTokenOutcome;
    /// Cancels the request that is being sent.
    request::cancel_request(credential: CredentialRef) -> ();

    /// What experiments could find out about the last refusal of a credential. Sends nothing; `null` if nothing.
    experiments::plan_experiments(credential: CredentialRef) -> Option<Plan>;
    /// Looks for the cause of the last refusal: repeats the request with one thing changed. The steps come as events.
    experiments::find_cause(credential: CredentialRef) -> Option<CauseFound>;
    /// Cancels that.
    experiments::cancel_experiments(credential: CredentialRef) -> ();

    /// Fills in a whole assertion as others make it. `issuer` is for the preset that has it as its audience.
    request::apply_preset(preset: AssertionPreset, form: RequestForm, issuer: String) -> PresetApplied;
    /// Reads what a server publishes about itself, by its issuer or host as typed. Changes nothing.
    discovery::discover_server(credential: CredentialRef, issuer: String, form: RequestForm) -> DiscoveryOutcome;
    /// Cancels that.
    discovery::cancel_discovery() -> ();

    /// The certificates in a text that the person pasted, as PEM.
    trust::read_certificates(text: String) -> CertificatesRead;
    /// Asks for files with the system's dialog and reads certificates from them. `null` when cancelled.
    trust::choose_certificates(title: String) -> Option<CertificatesRead>;

    /// The families of scopes for SCAPI.
    scopes::scope_families() -> ScopeFamilies;
    /// What scopes as typed choose of SCAPI.
    scopes::read_scopes(scopes: String) -> BuiltScopes;
    /// Writes a choice into scopes as typed. What is no part of it stays.
    scopes::build_scopes(scopes: String, choice: ScapiChoice) -> BuiltScopes;

    /// The secrets of the API client and of the Business Manager user, unsealed if they are not in this window yet.
    client_secrets::client_secrets(credential: CredentialRef) -> Vec<ClientSecretShown>;
    /// Takes a secret that the person types. An empty one removes it. Stored by `store_client_secrets`.
    client_secrets::type_client_secret(credential: CredentialRef, kind: ClientSecretKind, text: SecretText) -> ();
    /// Removes from a secret what was copied along with it. The page never has it. Stored by `store_client_secrets`.
    client_secrets::correct_client_secret(credential: CredentialRef, kind: ClientSecretKind, correction: SecretCorrection) -> ();
    /// Stores the secrets that were typed.
    client_secrets::store_client_secrets(id: CredentialId) -> Vec<ClientSecretShown>;
    /// A secret, because the person asked to see it.
    client_secrets::reveal_client_secret(credential: CredentialRef, kind: ClientSecretKind) -> String;
    /// Copies a secret. It leaves the clipboard after a while.
    client_secrets::copy_client_secret(credential: CredentialRef, kind: ClientSecretKind) -> Copied;
    /// What would be sent to try the token on an API, and the notes about where that is. Sends nothing.
    api_trial::preview_trial(credential: CredentialRef, api: TriedApi, places: ApiPlaces, form: RequestForm) -> TrialPreview;
    /// Tries the last token on an API. A host that is none of Salesforce's gets it only if it is the `confirmed_host`.
    api_trial::try_token(credential: CredentialRef, api: TriedApi, places: ApiPlaces, form: RequestForm, confirmed_host: Option<String>) -> TryOutcome;
    /// Tries the last token on SCAPI, OCAPI and WebDAV, one after the other.
    api_trial::try_all(credential: CredentialRef, places: ApiPlaces, form: RequestForm) -> Vec<TriedOne>;
    /// Cancels the trial that is being sent, and those after it.
    api_trial::cancel_trial(credential: CredentialRef) -> ();
    /// The last trial of each API in this window, the latest last.
    api_trial::last_trials(credential: CredentialRef) -> Vec<TrialShown>;
    /// Adds what an API client needs to settings that were pasted.
    api_trial::merge_api_settings(wanted: SettingsWanted, present: String) -> MergeOutcome;

    /// The credentials, and the one that was open last. Waits for the store, which opens while the window is drawn.
    credentials::start() -> Start;
    /// The credentials in the order of the list: by group, and in each group as the person put them.
    credentials::list_credentials() -> Vec<CredentialSummary>;
    /// The credentials that have all words of a text in their name, API key, notes or group.
    credentials::search_credentials(text: String) -> FoundCredentials;
    /// Opens a credential in the window.
    credentials::open_credential(id: CredentialId) -> OpenedCredential;
    /// The key pair of a credential, unsealed or read from its files if it is not in this window yet.
    credentials::open_key_pair(id: CredentialId) -> OpenedKeyPair;
    /// Adds a credential after the others and opens it.
    credentials::add_credential(name: String) -> OpenedCredential;
    /// Adds a credential with what was typed and made before anything could be stored, and opens it.
    credentials::adopt_credential(draft: Draft) -> OpenedCredential;
    /// Adds a copy of the credential, with all its secrets, directly after it, and opens the copy.
    credentials::duplicate_credential(id: CredentialId, name: String) -> OpenedCredential;
    /// Renames a credential.
    credentials::rename_credential(id: CredentialId, name: String) -> CredentialSummary;
    /// Puts a credential into a group.
    credentials::set_credential_group(id: CredentialId, group: Group) -> CredentialSummary;
    /// Moves a credential into this group and to this position in the list, counted from 0.
    credentials::move_credential(id: CredentialId, group: Group, place: u32) -> ();
    /// Remembers which groups of the list are folded.
    credentials::fold_groups(groups: Vec<Group>) -> ();
    /// Deletes a credential. If it was open, opens another one and returns that.
    credentials::delete_credential(id: CredentialId, is_open: bool) -> Option<OpenedCredential>;
    /// Restores a credential that was deleted since the program started, and opens it.
    credentials::undelete_credential(id: CredentialId) -> OpenedCredential;
    /// Saves what was typed.
    credentials::save_draft(id: CredentialId, draft: Draft) -> ();

    /// Asks for files of other tools with the system's dialog, and reads what is in them. Stores nothing. `null` when
    /// cancelled.
    import::choose_import_files(title: String) -> Option<ImportFound>;
    /// The same for a folder.
    import::choose_import_folder(title: String) -> Option<ImportFound>;
    /// What the files are that were dropped on the window last.
    import::dropped_as() -> DroppedAs;
    /// Reads what is in the files that were dropped on the window last. Stores nothing.
    import::read_dropped_import() -> ImportFound;
    /// Reads what is in a text that was pasted. Stores nothing.
    import::read_pasted_import(text: SecretText) -> ImportFound;
    /// Stores the credentials at these places of a preview, all or none, and opens the first of them. `in_place_of`: an
    /// empty credential that leaves the list.
    import::import_credentials(number: u32, chosen: Vec<u32>, in_place_of: Option<CredentialId>) -> Imported;
    /// Forgets what was found.
    import::cancel_import() -> ();
    /// Takes an import back: its credentials leave the list, and the empty one returns. Returns the credential to show if
    /// the open one is gone.
    import::take_back_import(ids: Vec<CredentialId>, blank: Option<CredentialId>) -> Option<OpenedCredential>;

    /// Sends a token request for each credential, a few at a time. The event `checked` tells the page about each.
    board::check_all_credentials() -> ();
    /// Sends the token request that the check held back, if it still discloses exactly what the person confirmed.
    board::check_held_back(id: CredentialId, confirmed: Disclosure) -> ();
    /// Cancels the check of all credentials.
    board::cancel_check() -> ();
    /// Copies a text that the page made; it has no secrets.
    board::copy_text(text: String) -> ();

    /// One page of attempts, the latest first: those after a given attempt, or the first ones.
    history::list_attempts(filter: AttemptFilter, after: Option<AttemptId>) -> AttemptPage;
    /// An attempt with request, response and findings.
    history::open_attempt(id: AttemptId) -> Attempt;
    /// What differs between two attempts.
    history::compare_attempts(left: AttemptId, right: AttemptId) -> Comparison;
    /// What the credential would send now that differs from what was sent in the attempt.
    history::changes_since(id: AttemptId, form: RequestForm) -> Changes;
    /// Deletes an attempt.
    history::delete_attempt(id: AttemptId) -> ();
    /// Deletes the attempts of a credential, or all.
    history::delete_attempts(credential: Option<CredentialId>) -> ();

    /// What protects the secrets.
    vault::vault_state() -> VaultState;
    /// Opens the vault with its passphrase.
    vault::unlock_vault(passphrase: SecretText) -> VaultState;
    /// Unlocks what was locked and no passphrase protects. The keychain may ask the person.
    vault::unlock_without_passphrase() -> VaultState;
    /// Seals all secrets with a key in the system keychain from now on.
    vault::protect_with_keychain() -> VaultState;
    /// Seals all secrets with a passphrase from now on.
    vault::protect_with_passphrase(passphrase: SecretText) -> VaultState;
    /// Holds new secrets in memory only, until the program ends.
    vault::store_for_session_only() -> VaultState;
    /// The credentials with sealed secrets.
    vault::credentials_with_secrets() -> Vec<CredentialId>;
    /// Forgets every sealed secret, if they still cannot be opened. The next secret is sealed with a new key.
    vault::forget_sealed() -> VaultState;

    /// Locks: wipes every secret from memory that comes back after unlocking. Private keys that would be lost are lost
    /// only with `lose_keys`; otherwise nothing is locked, and the outcome names them.
    locking::lock_now(lose_keys: bool) -> LockOutcome;
    /// The person does something in the window. Without this for a while, secrets are locked.
    locking::note_presence() -> ();

    /// How the person likes the window.
    view::view() -> View;
    /// Shows the window in this way from now on, and remembers that. Returns it within its bounds.
    view::set_view(view: View) -> View;

    /// Where the data is, how much there is, and the settings.
    settings::settings() -> SettingsShown;
    /// Opens the data folder in the system's file manager.
    settings::open_data_folder() -> ();
    /// Sets how many attempts the history holds.
    settings::set_history_limit(limit: u32) -> SettingsShown;
    /// Sets how long the person may be away before secrets are locked.
    settings::set_lock_after(lock_after: LockAfter) -> SettingsShown;
    /// Sets how long a copied secret stays in the clipboard.
    settings::set_clipboard_for(clipboard_for: ClipboardFor) -> SettingsShown;
    /// Deletes every credential, secret and attempt, and the sealing key. Returns what could not be removed.
    settings::delete_everything() -> Deleted;

    /// Makes a transfer file, and asks with the system's dialog where to save it.
    transfer::make_transfer_file(title: String, wanted: TransferWanted, passphrase: SecretText) -> MakeTransferOutcome;
    /// Asks for a transfer file with the system's dialog, and reads it. `null` when cancelled.
    transfer::choose_transfer_file(title: String) -> Option<ChosenTransfer>;
    /// Reads the transfer file among the files that were last dropped on the window. `null` if there is none; then the
    /// files are still there.
    transfer::take_dropped_transfer_file() -> Option<ChosenTransfer>;
    /// Opens the transfer file that was chosen, and compares it with what is here. Stores nothing.
    transfer::open_transfer_file(passphrase: SecretText) -> OpenTransferOutcome;
    /// Merges the transfer file that is open, as the person chose: everything in one step, or nothing.
    transfer::merge_transfer_file(choices: TransferChoices) -> MergedShown;
    /// Takes the last merge back. Can be done until the program ends.
    transfer::undo_merge() -> ();
    /// Forgets the transfer file that was chosen.
    transfer::forget_transfer_file() -> ();

    /// The weekly backup.
    backup::backup() -> BackupShown;
    /// Asks for a folder for backups with the system's dialog. `null` when cancelled.
    backup::choose_backup_folder(title: String) -> Option<String>;
    /// Switches the weekly backup on, with a passphrase of its own, and makes the first one.
    backup::set_up_backup(chosen: BackupChosen, passphrase: SecretText) -> SetUpBackupOutcome;
    /// Sets the day of the backup.
    backup::set_backup_day(day: BackupDay, utc_offset_minutes: i32) -> BackupShown;
    /// Switches the weekly backup off. The files stay.
    backup::switch_off_backup() -> BackupShown;
    /// Makes a backup now.
    backup::back_up_now() -> BackupShown;

    /// The damaged files that were moved aside. They still hold what was stored then.
    damaged_files::damaged_files() -> DamagedFiles;
    /// Deletes one of them for good.
    damaged_files::delete_damaged_file(name: String) -> DamagedFiles;

    /// The credential's last exchange in this window.
    answer::last_exchange(credential: CredentialRef) -> Option<LastExchangeShown>;
    /// Copies the access token of the credential's last response. It leaves the clipboard after a while.
    answer::copy_token(credential: CredentialRef) -> Copied;
    /// The body of the last response with its tokens in full, because the person asked to see them.
    answer::reveal_body(credential: CredentialRef) -> BodyShown;
    /// Copies the body of the last response with its tokens in full.
    answer::copy_body(credential: CredentialRef) -> Copied;
    /// The last request as a curl command, without the client's secrets.
    answer::write_request(credential: CredentialRef) -> String;
    /// The last request with the client's secrets, because the person asked to see them.
    answer::reveal_request(credential: CredentialRef) -> SentRequest;
    /// Copies the last request as a curl command, with the client's secrets.
    answer::copy_request(credential: CredentialRef) -> Copied;

    /// A credential's request for another tool, to be shown. `with_secrets`: they stand in it, but are not shown.
    export::write_export(credential: CredentialRef, name: String, form: RequestForm, target: ExportTarget, with_secrets: bool) -> ExportOutcome;
    /// Copies one file of it.
    export::copy_export(credential: CredentialRef, name: String, form: RequestForm, target: ExportTarget, with_secrets: bool, path: String) -> Copied;
    /// Asks for a name, or for a folder if there are several files, with the system's dialog, and saves it. Replaces no file
    /// in a folder.
    export::save_export(credential: CredentialRef, name: String, form: RequestForm, target: ExportTarget, with_secrets: bool, title: String) -> SaveTextOutcome;

    /// The report of an attempt as text, without secrets, in the page's words.
    report::make_report(of: ReportSource, words: ReportWords) -> String;
    /// Copies that.
    report::copy_report(of: ReportSource, words: ReportWords) -> ();
    /// Asks for a name with the system's dialog, and saves the report in a form.
    report::save_report(of: ReportSource, words: ReportWords, form: ReportForm, title: String) -> SaveTextOutcome;

    /// The tokens in a pasted text, explained. Sends nothing, and holds nothing.
    inspect::inspect_token(text: SecretText) -> Inspected;
    /// A token of each text, claim by claim; `…_place` counts the tokens of a text from 0.
    inspect::compare_tokens(left: SecretText, left_place: u32, right: SecretText, right_place: u32) -> Vec<ComparedClaim>;
    /// Verifies a token with the certificate, public key or key set in a text.
    inspect::verify_with_text(text: SecretText, place: u32, keys: SecretText) -> SignatureCheck;
    /// Asks for files with the system's dialog, and verifies a token with the keys in them. `null` when cancelled.
    inspect::verify_with_files(text: SecretText, place: u32, title: String) -> Option<SignatureCheck>;
    /// Fetches keys from an address, and verifies a token with them.
    inspect::verify_with_address(text: SecretText, place: u32, address: KeysAddress) -> SignatureCheck;
    /// Fetches keys from an address, and verifies the access token of the credential's last response with them.
    inspect::check_token_signature(credential: CredentialRef, address: KeysAddress) -> SignatureCheck;
    /// Cancels fetching keys.
    inspect::cancel_fetching_keys() -> ();
    /// The access token of the credential's last response in full, because the person wants to inspect it.
    inspect::token_to_inspect(credential: CredentialRef) -> String;

    /// Asks for a name with the system's dialog, and saves the body of the last response as it was received.
    save_text::save_body(credential: CredentialRef, title: String) -> SaveTextOutcome;
    /// Asks for a name with the system's dialog, and saves the last request as a curl command.
    save_text::save_request(credential: CredentialRef, title: String) -> SaveTextOutcome;
    /// Asks for a name with the system's dialog, which proposes this one, and saves a text that the page shows.
    save_text::save_text(title: String, file_name: String, text: String) -> SaveTextOutcome;

    /// The practice Account Manager, with its stored setup.
    practice::practice_state() -> PracticeState;
    /// Switches the practice Account Manager on.
    practice::start_practice() -> PracticeState;
    /// Switches the practice Account Manager off.
    practice::stop_practice() -> PracticeState;
    /// Adds an API client that can be used at once to the practice Account Manager.
    practice::add_api_client() -> SaveApiClientOutcome;
    /// Adds an API client with a secret to the practice Account Manager, which is switched on, and gives the secret to the
    /// credential.
    practice::add_api_client_with_secret(credential: CredentialRef, placement: SecretPlacement) -> SaveApiClientOutcome;
    /// Saves an API client of the practice Account Manager.
    practice::save_api_client(client_id: String, form: ApiClientForm) -> SaveApiClientOutcome;
    /// Deletes an API client of the practice Account Manager.
    practice::delete_api_client(client_id: String) -> PracticeState;
    /// Saves what is typed into Business Manager of the practice instance.
    practice::save_practice_instance(form: InstanceForm) -> SaveInstanceOutcome;
    /// Gives the user of the practice instance a new access key, and shows it once.
    practice::make_practice_access_key() -> NewAccessKey;
    /// Copies the access key that was made last. It leaves the clipboard after a while.
    practice::copy_practice_access_key() -> Copied;
    /// Sets which engine's words the practice Account Manager uses, and which faults are on.
    practice::set_practice_settings(settings: PracticeSettings) -> PracticeState;

    /// The page has painted its first frame. What the person should know about the window.
    page::page_painted() -> Vec<WindowNotice>;
    /// Holds what was typed before any credential could be stored, in case the page ends. `null` when nothing is typed.
    page::hold_draft(draft: Option<Draft>) -> ();
    /// What was typed before any credential could be stored, if it is held.
    page::held_draft() -> Option<Draft>;

    /// Version and data folder.
    about::about() -> About;
    /// Opens the page with all versions in the browser. The program itself contacts nobody.
    about::open_release_page() -> ();
    /// Closes the window, unless what was typed or part of a key pair would be lost with it. Returns which parts.
    about::close_if_saved(drafts_saved: bool) -> Vec<UnsavedKey>;
    /// Closes the window without asking.
    about::close_anyway() -> ();
}
