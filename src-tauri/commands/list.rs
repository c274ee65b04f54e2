// The one list of commands. From it `build.rs` takes the names for the permissions, `commands/mod.rs` makes the
// handlers, and a test writes `ui/src/backend/bindings/commands.ts`. The comment of each command is its documentation in
// all three. `credential` is the credential that a command is for: the page says it with each call. It is `null` as long
// as no credential could be stored.
with_commands! {
    /// Makes a private key and a self-signed certificate. Takes up to a few seconds; see `cancel_making_key_pair`.
    key_pair::make_key_pair(credential: CredentialRef, options: KeyPairOptions) -> MakeKeyPairOutcome;
    /// Gives up the key pair that is being made.
    key_pair::cancel_making_key_pair(credential: CredentialRef) -> ();
    /// The key pair as it is now.
    key_pair::current_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Asks for files with the system's dialog and reads private key and certificate from them. `null`: cancelled.
    key_pair::choose_key_files(credential: CredentialRef, title: String) -> Option<LoadReport>;
    /// Reads private key and certificate from the files that were dropped on the window last.
    key_pair::read_dropped_files(credential: CredentialRef) -> LoadReport;
    /// Reads private key and certificate from text that was pasted.
    key_pair::read_pasted_key(credential: CredentialRef, text: String) -> LoadReport;
    /// Tries a passphrase on what was locked in the last reading, and reads that again.
    key_pair::unlock_key(credential: CredentialRef, lock: Lock, passphrase: String) -> LoadReport;
    /// Forgets what is locked, and the passphrases that were tried.
    key_pair::forget_locked_keys(credential: CredentialRef) -> ();
    /// Takes the key pair away; it can be brought back until the next one is taken away.
    key_pair::remove_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Forgets what is stored of a key pair that was taken away; until the window is closed it can be brought back.
    key_pair::forget_key_pair(id: CredentialId) -> ();
    /// Brings the key pair back that was replaced or removed last.
    key_pair::restore_key_pair(credential: CredentialRef) -> KeyPairFacts;
    /// Copies the certificate for Account Manager.
    key_pair::copy_certificate(credential: CredentialRef) -> ();
    /// Where the private key of a credential shall be from now on: read from the files it came from each time,
    /// or sealed here.
    key_pair::read_key_files_each_time(id: CredentialId, each_time: bool) -> ();

    /// Asks for a folder with the system's dialog and saves key.pem and cert.pem there.
    key_files::save_key_files(credential: CredentialRef, title: String) -> SaveOutcome;
    /// The same for a key pair that would be lost with the window, whichever it is.
    key_files::save_unsaved_key_files(credential: CredentialRef, title: String) -> SaveOutcome;
    /// Answers the question of either when files of these names are there already.
    key_files::save_key_files_anyway(choice: ExistingFiles) -> SaveOutcome;
    /// The formats that the key pair can be saved in.
    key_files::save_offers(credential: CredentialRef) -> Vec<SaveOffer>;
    /// Asks for a name with the system's dialog and saves the key pair in a format, with a passphrase where it takes one.
    key_files::save_as(credential: CredentialRef, title: String, request: SaveRequest) -> SaveFileOutcome;

    /// Makes a new certificate for the key, with the subject of the old one.
    renewal::renew_certificate(credential: CredentialRef, validity: TypedValidity) -> RenewOutcome;
    /// Makes a new key pair and keeps the old one with it; see `cancel_making_key_pair`.
    renewal::rotate_key_pair(credential: CredentialRef, options: KeyPairOptions, way: RotationWay) -> MakeKeyPairOutcome;
    /// Lets the old pair of a rotation go, once a token was received with the new one.
    renewal::let_old_pair_go(credential: CredentialRef) -> KeyPairFacts;
    /// Gives up a rotation: the old pair is the current one again.
    renewal::give_up_rotation(credential: CredentialRef) -> KeyPairFacts;
    /// Copies the old pair's certificate for Account Manager.
    renewal::copy_old_certificate(credential: CredentialRef) -> ();
    /// Asks for a name with the system's dialog and saves a calendar entry for the certificate's end.
    renewal::save_reminder(credential: CredentialRef, title: String, words: ReminderWords) -> SaveFileOutcome;
    /// Opens the calendar entry that was saved last.
    renewal::open_reminder() -> ();

    /// Opens Account Manager in the browser.
    api_client::open_account_manager() -> ();

    /// What would be sent, and what was checked. Sends nothing.
    request::preview_request(credential: CredentialRef, form: RequestForm) -> RequestPreview;
    /// The form of a new credential.
    request::default_form() -> RequestForm;
    /// Signs and sends the request. `confirmed` lets warnings pass, never errors.
    request::get_token(credential: CredentialRef, form: RequestForm, confirmed: bool) -> GetTokenOutcome;
    /// Gives up the request that is on its way.
    request::cancel_request(credential: CredentialRef) -> ();

    /// The credentials, and the one that was open last. Waits for the store, which opens while the window is drawn.
    credentials::start() -> Start;
    /// The credentials in the person's order.
    credentials::list_credentials() -> Vec<CredentialSummary>;
    /// The credentials that have all words of a text in their name, API key, notes or group.
    credentials::search_credentials(text: String) -> Vec<CredentialId>;
    /// Opens a credential in the window.
    credentials::open_credential(id: CredentialId) -> OpenedCredential;
    /// The key pair of a credential, unsealed or read from its files if it is not in this window yet.
    credentials::open_key_pair(id: CredentialId) -> OpenedKeyPair;
    /// Adds a credential behind the others and opens it.
    credentials::add_credential(name: String) -> OpenedCredential;
    /// Adds what was typed and made while nothing could be stored, and opens it.
    credentials::adopt_credential(draft: Draft) -> OpenedCredential;
    /// Adds a copy with all secrets right behind the credential and opens it.
    credentials::duplicate_credential(id: CredentialId, name: String) -> OpenedCredential;
    /// Names a credential.
    credentials::rename_credential(id: CredentialId, name: String) -> CredentialSummary;
    /// Puts a credential into a group.
    credentials::set_credential_group(id: CredentialId, group: Group) -> CredentialSummary;
    /// Moves a credential to this place of the list, counted from 0.
    credentials::move_credential(id: CredentialId, place: u32) -> ();
    /// Deletes a credential. If it is open, the one that is opened in its place.
    credentials::delete_credential(id: CredentialId, is_open: bool) -> Option<OpenedCredential>;
    /// Brings back a credential that was deleted since the start, and opens it.
    credentials::undelete_credential(id: CredentialId) -> OpenedCredential;
    /// Saves what was typed.
    credentials::save_draft(id: CredentialId, draft: Draft) -> ();

    /// Asks a token for each credential, a few at a time. What becomes of each is told as `checked`.
    board::check_all_credentials() -> ();
    /// Asks for no more tokens.
    board::cancel_check() -> ();
    /// Copies a text that the page made; it has no secrets.
    board::copy_text(text: String) -> ();

    /// Attempts, the latest first; those after an attempt, or the first of them.
    history::list_attempts(filter: AttemptFilter, after: Option<AttemptId>) -> AttemptPage;
    /// An attempt with request, response and findings.
    history::open_attempt(id: AttemptId) -> Attempt;
    /// What differs between two attempts.
    history::compare_attempts(left: AttemptId, right: AttemptId) -> Comparison;
    /// Deletes an attempt.
    history::delete_attempt(id: AttemptId) -> ();
    /// Deletes the attempts of a credential, or all.
    history::delete_attempts(credential: Option<CredentialId>) -> ();

    /// What protects the secrets.
    vault::vault_state() -> VaultState;
    /// Opens what is sealed with a passphrase.
    vault::unlock_vault(passphrase: String) -> VaultState;
    /// Seals all secrets with a key in the system keychain from now on.
    vault::protect_with_keychain() -> VaultState;
    /// Seals all secrets with a passphrase from now on.
    vault::protect_with_passphrase(passphrase: String) -> VaultState;
    /// Keeps new secrets in memory until the program ends.
    vault::keep_for_session_only() -> VaultState;
    /// The credentials with sealed secrets.
    vault::credentials_with_secrets() -> Vec<CredentialId>;
    /// Forgets every sealed secret, unless they open after all; the next one is sealed anew.
    vault::forget_sealed() -> VaultState;

    /// Where everything is, and how much.
    settings::settings() -> SettingsShown;
    /// How many attempts are kept.
    settings::set_history_limit(limit: u32) -> SettingsShown;
    /// Deletes every credential, secret and attempt, and the sealing key; what could not be removed.
    settings::delete_everything() -> Deleted;

    /// Copies the access token of the credential's last answer.
    answer::copy_token(credential: CredentialRef) -> ();
    /// The body of the last answer with its tokens in full: only when the person asks to see them.
    answer::reveal_body(credential: CredentialRef) -> BodyShown;
    /// Copies the body of the last answer as it was received, tokens in full.
    answer::copy_body(credential: CredentialRef) -> ();
    /// Copies the last request for curl.
    answer::copy_curl(credential: CredentialRef) -> ();

    /// The practice Account Manager as it is now, with what was kept of it.
    practice::practice_state() -> PracticeState;
    /// Switches the practice Account Manager on.
    practice::start_practice() -> PracticeState;
    /// Switches the practice Account Manager off.
    practice::stop_practice() -> PracticeState;
    /// Adds an API client to it, filled in as it can be used.
    practice::add_api_client() -> SaveApiClientOutcome;
    /// Saves an API client of it.
    practice::save_api_client(client_id: String, form: ApiClientForm) -> SaveApiClientOutcome;
    /// Deletes an API client of it.
    practice::delete_api_client(client_id: String) -> PracticeState;
    /// In whose words it answers, and what is broken.
    practice::set_practice_settings(settings: PracticeSettings) -> PracticeState;

    /// Version and data folder.
    about::about() -> About;
    /// Closes the window, unless something of a key pair, which is told, or what was typed would be lost with it.
    about::close_if_saved(drafts_saved: bool) -> Option<Unsaved>;
    /// Closes the window whatever would be lost with it.
    about::close_anyway() -> ();
}
