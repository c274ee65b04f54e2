//! Moving to another computer: a file is made in one window and brought into another with a data folder of its own, merged
//! again after changes on both, and taken back; and the weekly backup, with what becomes of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::drag::Drag;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::make_key_pair;
use countersign_tests::keyring::Keyring;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{BELONGS, CLIENT, add_first_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const PASSPHRASE: &str = "kettle orbit canyon maple";
/// What the credential is called, by its certificate.
const NAME: &str = "countersign tests";
const MAKE: &str = "Move to another computer…";
const MAKE_TITLE: &str = "Move to another computer";
const BRING: &str = "Bring in a file…";
const BRING_TITLE: &str = "Bring in a file";

/// Two computers on one desktop: each data folder is one.
struct Desk {
    desktop: Arc<Desktop>,
    _keyring: Keyring,
}

impl Desk {
    fn new(name: &str, theme: Theme) -> Self {
        let desktop = Arc::new(Desktop::start(name, theme));
        let keyring = Keyring::start(&desktop, name);
        Self { desktop, _keyring: keyring }
    }

    async fn open(&self, name: &str, data: &str, theme: Theme) -> Window {
        let opening = Opening { theme, ..Opening::default() };
        Window::open_on(self.desktop.clone(), self.desktop.home().join(data), name, &opening).await
    }
}

/// Opens a credential from the list.
async fn show(window: &Window, name: &str) {
    let script = "const [name] = arguments; const is = entry => entry.querySelector('b').textContent === name; \
                  [...document.querySelectorAll('[data-credential]')].find(is).click()";
    window.session().execute(script, serde_json::json!([name])).await.expect("it is in the list");
    window.one(Role::Heading, name).await;
}

/// A credential with a stored key pair and a refusal in its history.
async fn work(window: &Window, endpoint: &str) {
    add_first_credential(window).await;
    paste(window, &make_key_pair()).await;
    window.wait_for_text("Stored encrypted on this computer", PATIENCE).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(window, endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;
}

/// Makes a file with everything, and saves it.
async fn make_file(window: &Window, path: &Path) {
    window.click(Role::Button, "Settings").await;
    window.click(Role::Button, MAKE).await;
    window.one(Role::Dialog, MAKE_TITLE).await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.fill_secret("Repeat passphrase", PASSPHRASE).await;
    window.click(Role::Button, "Save file…").await;
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_until_gone(Role::Dialog, MAKE_TITLE).await;
}

async fn choose_file(window: &Window, path: &Path) {
    window.click(Role::Button, BRING).await;
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.one(Role::Dialog, BRING_TITLE).await;
}

async fn open_file(window: &Window) {
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.click(Role::Button, "Open").await;
    window.wait_for_text("Created today", PATIENCE).await;
}

fn refusing() -> String {
    let body = r#"{"error":"invalid_client"}"#;
    scripted::start(move |_| scripted::response("401 Unauthorized", body))
}

#[tokio::test]
async fn credentials_move_to_another_computer_and_what_changed_is_merged() {
    let desk = Desk::new("transfer", Theme::Light);
    let endpoint = refusing();
    let here = desk.open("transfer-here", "here", Theme::Light).await;
    work(&here, &endpoint).await;

    // Making the file: what is typed wrong is said, and the file is its owner's alone.
    here.click(Role::Button, "Settings").await;
    here.one(Role::Heading, "Move and back up").await;
    here.screenshots("1-settings").await;
    here.click(Role::Button, MAKE).await;
    here.one(Role::Dialog, MAKE_TITLE).await;
    here.fill_secret("Passphrase", "short").await;
    here.fill_secret("Repeat passphrase", "other").await;
    here.wait_for_text("The passphrases don't match", PATIENCE).await;
    here.click(Role::Radio, "Chosen").await;
    here.one(Role::Checkbox, NAME).await;
    here.screenshots("2-make").await;
    here.assert_accessible("making a transfer file").await;
    here.fill_secret("Repeat passphrase", "short").await;
    here.click(Role::Button, "Save file…").await;
    here.wait_for_text("Select at least 1 credential", PATIENCE).await;
    here.click(Role::Checkbox, NAME).await;
    here.click(Role::Button, "Save file…").await;
    here.wait_for_text("at least 8 characters", PATIENCE).await;
    here.click(Role::Button, "Cancel").await;
    let folder = desk.desktop.folder("stick");
    let file = folder.join("everything.countersign");
    make_file(&here, &file).await;
    here.wait_for_text("1 credential saved in everything.countersign", PATIENCE).await;
    assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    here.close().await;

    // On the other computer: the first start offers it.
    let there = desk.open("transfer-there", "there", Theme::Light).await;
    there.one(Role::Heading, "I use Countersign on another computer").await;
    there.screenshots("1-first").await;
    let other = folder.join("other.txt");
    fs::write(&other, "no transfer file").expect("it is written");
    choose_file(&there, &other).await;
    there.wait_for_text("It isn't a transfer file or backup", PATIENCE).await;
    there.screenshot("2-another-file").await;
    there.assert_accessible("another file").await;
    there.click(Role::Button, "Choose another file…").await;
    FileDialog::wait(&there.desktop).await.choose(file.to_str().expect("the path is text")).await;
    there.fill_secret("Passphrase", "kettle orbit canyon").await;
    there.click(Role::Button, "Open").await;
    there.wait_for_text("The passphrase is wrong for this file", PATIENCE).await;
    there.screenshots("3-wrong").await;
    there.assert_accessible("a wrong passphrase").await;
    open_file(&there).await;
    there.wait_for_text("1 new", PATIENCE).await;
    there.screenshots("4-new").await;
    there.assert_accessible("the preview").await;
    there.click(Role::Button, "Bring in").await;
    there.wait_for_text("1 credential added", PATIENCE).await;
    there.screenshots("5-done").await;
    there.click(Role::Button, "Close").await;
    there.one(Role::Heading, NAME).await;
    there.wait_for_text(BELONGS, PATIENCE).await;
    there.wait_for_value("API key (client ID)", CLIENT).await;
    there.click(Role::Button, "Get token").await;
    there.wait_for_response("invalid_client").await;
    there.click(Role::Button, "History").await;
    there.wait_for_text("2 requests", PATIENCE).await;

    // Both change it; the file comes back, and each difference is shown.
    show(&there, NAME).await;
    there.fill("Scopes", "mail").await;
    there.wait_until_stored("mail").await;
    there.click(Role::Button, "Settings").await;
    choose_file(&there, &file).await;
    open_file(&there).await;
    there.wait_for_text("1 differs", PATIENCE).await;
    there.wait_for_text("What differs", PATIENCE).await;
    there.screenshots("6-differs").await;
    there.assert_accessible("differences").await;
    there.click(Role::Radio, "Take theirs").await;
    there.screenshot("7-theirs").await;
    there.click(Role::Button, "Bring in").await;
    there.wait_for_text("1 replaced", PATIENCE).await;
    assert_eq!(scopes_in(&there.data), [""]);
    // Settings behind the dialog offer it, too.
    let dialog = there.one(Role::Dialog, BRING_TITLE).await;
    there.click_in(Some(&dialog), Role::Button, "Undo").await;
    there.wait_for_text("Everything is as it was before", PATIENCE).await;
    assert_eq!(scopes_in(&there.data), ["mail"]);
    show(&there, NAME).await;
    there.wait_for_value("Scopes", "mail").await;
    // After a refusal, step 1 is folded.
    there.wait_for_text("matching certificate", PATIENCE).await;
    there.click(Role::Button, "History").await;
    there.wait_for_text("2 requests", PATIENCE).await;

    // Dropped on the window, it is no key.
    let source = env!("CARGO_BIN_EXE_drag-source");
    let mut drag = Drag::begin(&there.desktop, source, &[&file], (500, 300), "transfer-drop").await;
    let limit = Instant::now() + PATIENCE;
    while !there.page_text().await.contains("Drop a private key and certificate") {
        assert!(Instant::now() < limit, "the window says where to drop");
        drag.move_on().await;
    }
    drag.drop_here().await;
    there.one(Role::Dialog, BRING_TITLE).await;
    there.wait_for_text("everything.countersign is encrypted", PATIENCE).await;
}

/// The scopes of each credential in the list.
fn scopes_in(data: &Path) -> Vec<String> {
    let store = rusqlite::Connection::open(data.join("countersign.sqlite")).expect("the store opens");
    let sql = "SELECT json_extract(form, '$.scopes') FROM credential WHERE deleted_at IS NULL";
    let mut all = store.prepare(sql).expect("it is SQL");
    let all = all.query_map([], |row| row.get(0)).expect("it is read");
    all.map(|scopes| scopes.expect("it is text")).collect()
}

fn backups_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it is read").path()).collect();
    files.sort();
    files
}

/// Makes the last backup older, as if a week had passed.
fn let_a_week_pass(data: &Path) {
    let store = rusqlite::Connection::open(data.join("countersign.sqlite")).expect("the store opens");
    let sql = "UPDATE document SET content = json_set(content, '$.made[#-1].at', \
               json_extract(content, '$.made[#-1].at') - 8 * 86400000, '$.tried', \
               json_extract(content, '$.tried') - 8 * 86400000) WHERE name = 'backup'";
    assert_eq!(store.execute(sql, []).expect("it is changed"), 1);
}

#[tokio::test]
async fn a_backup_is_made_each_week_without_asking_and_brings_everything_back() {
    let desk = Desk::new("backup", Theme::Dark);
    let window = desk.open("backup", "here", Theme::Dark).await;
    work(&window, &refusing()).await;
    let folder = desk.desktop.folder("backups");

    window.click(Role::Button, "Settings").await;
    window.click(Role::Button, "Switch on backups…").await;
    window.one(Role::Dialog, "Weekly backup").await;
    window.click(Role::Button, "Switch on").await;
    window.wait_for_text("Choose a folder first", PATIENCE).await;
    window.click(Role::Button, "Choose folder…").await;
    FileDialog::wait(&window.desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text(folder.to_str().expect("the path is text"), PATIENCE).await;
    window.fill_secret("Passphrase", PASSPHRASE).await;
    window.fill_secret("Repeat passphrase", PASSPHRASE).await;
    window.screenshots("1-set-up").await;
    window.assert_accessible("setting up backups").await;
    window.click(Role::Button, "Switch on").await;
    window.wait_for_text("Backup saved: countersign-backup-", PATIENCE).await;
    let [first] = &backups_in(&folder)[..] else { panic!("one backup") };
    assert_eq!(fs::metadata(first).expect("it is there").permissions().mode() & 0o777, 0o600);
    window.screenshots("2-on").await;
    window.assert_accessible("backups are on").await;
    window.close().await;

    // A week later the next start makes one by itself, as soon as secrets are open.
    let data = desk.desktop.home().join("here");
    let_a_week_pass(&data);
    let window = desk.open("backup-later", "here", Theme::Dark).await;
    window.wait_until("a second backup", PATIENCE, async || backups_in(&folder).len() == 2).await;
    window.close().await;

    // A folder that is not there is said, in the window and in the settings.
    let_a_week_pass(&data);
    let away = desk.desktop.home().join("unplugged");
    fs::rename(&folder, &away).expect("it is renamed");
    let window = desk.open("backup-failed", "here", Theme::Dark).await;
    window.wait_for_text("The weekly backup failed", PATIENCE).await;
    window.screenshots("1-notice").await;
    window.assert_accessible("a backup failed").await;
    window.click(Role::Button, "Settings").await;
    window.wait_for_text("The backup failed", PATIENCE).await;
    window.screenshot("2-settings").await;
    fs::rename(&away, &folder).expect("it is renamed back");
    window.click(Role::Button, "Back up now").await;
    window.wait_for_text("Backup saved: countersign-backup-", PATIENCE).await;
    window.wait_until_unsaid("Countersign tries again after an hour").await;
    assert_eq!(backups_in(&folder).len(), 3);
    window.close().await;

    // On an empty computer.
    let newest = backups_in(&folder).pop().expect("there is one");
    let there = desk.open("backup-there", "there", Theme::Dark).await;
    choose_file(&there, &newest).await;
    open_file(&there).await;
    there.screenshots("1-preview").await;
    there.click(Role::Button, "Bring in").await;
    there.wait_for_text("1 credential added", PATIENCE).await;
    there.click(Role::Button, "Close").await;
    there.one(Role::Heading, NAME).await;
    there.wait_for_text(BELONGS, PATIENCE).await;
}
