//! The real window, from outside: the whole job against a real server, a refusal, and the system's file dialog.
//! Everything is found by its accessible name; those names are a contract (see `tests/README.md`).
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use countersign_core::jwt::decode_unverified;
use countersign_core::key_pair::KeyPair;
use countersign_tests::desktop::Theme;
use countersign_tests::drag::Drag;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
/// Making an RSA 4096 key is a matter of luck, and other tests want the processor as well.
const KEY_PATIENCE: Duration = Duration::from_secs(120);

async fn generate(window: &Window) {
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text("The certificate belongs to this key", KEY_PATIENCE).await;
}

async fn send_to(window: &Window, server: &OidcProvider) {
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", &server.token_endpoint).await;
    window.fill("Audience", &server.token_endpoint).await;
}

/// From the first start to the steps of a credential.
async fn add_credential(window: &Window) {
    window.click(Role::Button, "Add a credential").await;
}

/// Pastes a key pair as one text into the field for it.
async fn paste(window: &Window, key_pair: &KeyPair) {
    let key = key_pair.private_key().expect("it has a private key").to_pkcs8_pem();
    // The person pastes the key's own text.
    let text = format!("{}{}", secret(&key), certificate_of(key_pair));
    window.paste("Private key or certificate text", &text).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
}

fn secret(text: &secrecy::SecretString) -> &str {
    secrecy::ExposeSecret::expose_secret(text)
}

/// Copies with the button of the region "Response" and gives what is in the clipboard then.
async fn copied_token(window: &Window) -> String {
    let response = window.one(Role::Region, "Response").await;
    window.click_in(Some(&response), Role::Button, "Copy").await;
    window.desktop.clipboard_when("a token", |text| text.starts_with("eyJ")).await
}

#[tokio::test]
async fn from_nothing_to_a_copied_token() {
    let server = OidcProvider::start("whole-job");
    let window = Window::open("whole-job", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    window.screenshots("1-empty").await;
    window.assert_accessible("empty").await;

    generate(&window).await;
    let first_step = window.step(1).await;
    window.click_in(Some(&first_step), Role::Button, "Copy certificate").await;
    let certificate =
        window.desktop.clipboard_when("a certificate", |text| text.contains("BEGIN CERTIFICATE")).await;
    // Account Manager takes nothing before the first and after the last dash.
    assert!(certificate.starts_with("-----BEGIN CERTIFICATE-----"));
    assert!(certificate.ends_with("-----END CERTIFICATE-----"));
    window.screenshots("2-key-pair").await;
    window.assert_accessible("key pair").await;
    server.register(CLIENT, &certificate).await;

    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.screenshots("3-ready").await;
    window.assert_accessible("ready").await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    window.one(Role::Heading, "Token received").await;
    let response = window.response().await;
    assert!(response.contains(CLIENT), "the decoded token names the client:\n{response}");
    assert!(response.contains(&server.issuer), "the decoded token names its issuer:\n{response}");
    window.screenshots("4-token").await;
    window.assert_accessible("token received").await;

    let token = copied_token(&window).await;
    let decoded = decode_unverified(&token).expect("it is a JWT");
    assert_eq!(decoded.claims["client_id"], CLIENT);
    assert_eq!(decoded.claims["iss"], server.issuer);
    assert!(!window.page_text().await.contains(&token), "the token is shown in full only when asked for");

    for tab in ["Response", "Request", "As code"] {
        window.click(Role::Tab, tab).await;
        window.screenshots(&format!("5-tab-{}", tab.to_lowercase().replace(' ', "-"))).await;
        window.assert_accessible(tab).await;
    }
    window.click(Role::Tab, "Response").await;
    window.click(Role::Button, "Show tokens in full").await;
    window.wait_for_response(&token).await;
}

#[tokio::test]
async fn the_same_in_the_dark_with_a_pasted_key_pair_and_the_keyboard() {
    let server = OidcProvider::start("dark");
    let window = Window::open("dark", &Opening { theme: Theme::Dark, ..Opening::default() }).await;
    window.one(Role::Button, "Generate a key pair").await;
    window.screenshots("1-empty").await;
    window.assert_accessible("empty, dark").await;

    let key_pair = make_key_pair();
    server.register(CLIENT, &certificate_of(&key_pair)).await;
    add_credential(&window).await;
    paste(&window, &key_pair).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.screenshots("2-ready").await;
    window.assert_accessible("ready, dark").await;

    window.press_ctrl_enter().await;
    window.wait_for_response("Token received").await;
    window.screenshots("3-token").await;
    window.assert_accessible("token received, dark").await;
}

#[tokio::test]
async fn a_refusal_shows_the_servers_words_and_keeps_what_was_typed() {
    let server = OidcProvider::start("refusal");
    let window = Window::open("refusal", &Opening::default()).await;
    add_credential(&window).await;
    // The server knows this client by another certificate.
    server.register(CLIENT, &certificate_of(&make_key_pair())).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;

    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;
    let response = window.response().await;
    assert!(response.contains("401"), "the status is shown:\n{response}");
    assert!(!response.contains("Token received"), "{response}");
    window.screenshots("1-refused").await;
    window.assert_accessible("refused").await;

    window.click(Role::Tab, "Response").await;
    window.wait_for_response("client authentication failed").await;
    window.screenshots("2-response").await;
    window.assert_accessible("refused, response").await;
    assert_eq!(window.value("Token endpoint").await, server.token_endpoint);
}

#[tokio::test]
async fn files_dropped_on_the_window_are_read() {
    let window = Window::open("drop", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    let key_pair = make_key_pair();
    let folder = window.desktop.folder("dropped here");
    let key = key_pair.private_key().expect("it has a private key").to_pkcs8_pem();
    let files = [folder.join("my key.pem"), folder.join("certificate.pem")];
    // A file of the person's own, in a folder that ends with the test.
    fs::write(&files[0], secret(&key)).expect("a new folder is writable");
    fs::write(&files[1], certificate_of(&key_pair)).expect("a new folder is writable");

    let source = env!("CARGO_BIN_EXE_drag-source");
    let drag = Drag::begin(&window.desktop, source, &[&files[0], &files[1]], (500, 300), "drop").await;
    window.wait_for_text("Drop the files to read the private key and the certificate", PATIENCE).await;
    window.screenshot("1-over").await;
    drag.drop_here().await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
    window.wait_for_text("my key.pem", PATIENCE).await;
    assert!(!window.page_text().await.contains("Drop the files to read"), "the invitation is gone");
}

#[tokio::test]
async fn nothing_is_sent_without_a_private_key() {
    let server = OidcProvider::start("no-key");
    let window = Window::open("no-key", &Opening::default()).await;
    add_credential(&window).await;
    window.screenshots("0-empty-steps").await;
    window.assert_accessible("empty steps").await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to(&window, &server).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Nothing was sent").await;
    window.wait_for_response("There is no private key yet").await;
    window.screenshots("1-not-sent").await;
    window.assert_accessible("not sent").await;
    assert_eq!(window.value("API key (client ID)").await, CLIENT);
}

#[tokio::test]
async fn a_warning_has_to_be_confirmed_before_anything_goes_out() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let endpoint = format!("http://{}/token", listener.local_addr().expect("it has an address"));
    let window = Window::open("warning", &Opening::default()).await;
    add_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", &endpoint).await;
    window.click(Role::Button, "Edit claims").await;
    window.fill("Value of exp", "1000000000").await;

    window.click(Role::Button, "Get token").await;
    window.one(Role::Button, "Send anyway").await;
    window.screenshots("1-warning").await;
    window.assert_accessible("warning").await;
    let contacted = tokio::time::timeout(Duration::from_secs(1), listener.accept()).await;
    assert!(contacted.is_err(), "nothing goes out before the person's word");

    window.click(Role::Button, "Send anyway").await;
    tokio::time::timeout(PATIENCE, listener.accept()).await.expect("it is sent").expect("and arrives");
}

#[tokio::test]
async fn the_page_may_call_nothing_but_its_own_commands() {
    let window = Window::open("permissions", &Opening::default()).await;
    window.one(Role::Button, "Generate a key pair").await;
    let script = "const [name, done] = arguments;\
                  __TAURI_INTERNALS__.invoke(name).then(() => done('allowed'), error => done(String(error)))";
    let call = async |name: &str| {
        let answer = window.session().execute_async(script, serde_json::json!([name])).await;
        answer.expect("the script runs").as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(call("current_key_pair").await, "allowed");
    for foreign in
        ["plugin:window|close", "plugin:app|version", "plugin:webview|create_webview", "no_such_command"]
    {
        assert_ne!(call(foreign).await, "allowed", "{foreign}");
    }
}

#[tokio::test]
async fn files_are_saved_and_opened_with_the_systems_own_dialog() {
    let window = Window::open("files", &Opening::default()).await;
    let desktop = window.desktop.clone();
    let folder = desktop.folder("keys");
    generate(&window).await;

    // Saving nothing.
    window.click(Role::Button, "Save files…").await;
    FileDialog::wait(&desktop).await.cancel().await;
    assert_eq!(names_in(&folder), Vec::<String>::new());

    // Saving.
    window.click(Role::Button, "Save files…").await;
    let dialog = FileDialog::wait(&desktop).await;
    dialog.screenshot("files-1-dialog-save");
    dialog.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved as", PATIENCE).await;
    window.screenshots("2-saved").await;
    window.assert_accessible("saved").await;
    assert_eq!(names_in(&folder), ["cert.pem", "key.pem"]);
    let mode = fs::metadata(folder.join("key.pem")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the private key is for its owner alone");
    assert_openssl_says_they_belong_together(&folder);

    // Saving again where the names are taken: nothing is overwritten without the person's word.
    let saved = contents(&folder);
    window.click(Role::Button, "Save files…").await;
    FileDialog::wait(&desktop).await.choose(folder.to_str().expect("the path is text")).await;
    window.wait_for_text("These files are there already", PATIENCE).await;
    window.screenshots("3-exists").await;
    window.assert_accessible("files exist").await;
    assert_eq!(contents(&folder), saved);
    window.click(Role::Button, "Keep the existing files").await;
    window
        .wait_until("the question is answered", PATIENCE, async || {
            !window.has(Role::Dialog, "These files are there already").await
        })
        .await;
    assert_eq!(contents(&folder), saved);
    window.close().await;

    // Opening, in a new window: first the key, then the certificate.
    let data = desktop.home().join("other-data");
    let window = Window::open_on(desktop.clone(), data, "files-again", &Opening::default()).await;
    window.click(Role::Button, "Use existing files…").await;
    let dialog = FileDialog::wait(&desktop).await;
    dialog.screenshot("files-again-1-dialog-open");
    dialog.choose(folder.join("key.pem").to_str().expect("the path is text")).await;
    window.wait_for_text("from key.pem", PATIENCE).await;
    window.screenshots("2-key-alone").await;
    window.assert_accessible("a key without certificate").await;
    window.click(Role::Button, "Use existing files…").await;
    FileDialog::wait(&desktop)
        .await
        .choose(folder.join("cert.pem").to_str().expect("the path is text"))
        .await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;
}

#[tokio::test]
async fn a_locked_key_is_unlocked_renewed_rotated_and_saved_for_other_tools() {
    let window = Window::open("later", &Opening::default()).await;
    let folder = window.desktop.folder("keys");
    let make = ["req", "-x509", "-newkey", "rsa:2048", "-keyout", "key.pem", "-out", "cert.pem"];
    openssl(&folder, &[&make[..], &["-subj", "/O=Example/CN=shop", "-passout", "pass:open sesame"]].concat());
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("openssl wrote it");
    let locked = read("key.pem");
    assert!(locked.contains("ENCRYPTED"));

    add_credential(&window).await;
    // A passphrase is asked for; a wrong one is said, and stays to be corrected.
    window.paste("Private key or certificate text", &locked).await;
    window.one(Role::Dialog, "A passphrase is needed").await;
    window.screenshots("1-passphrase").await;
    window.assert_accessible("passphrase").await;
    window.fill_secret("Passphrase", "open sesam").await;
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("This passphrase does not open it", PATIENCE).await;
    window.screenshots("2-wrong-passphrase").await;
    window.assert_accessible("wrong passphrase").await;
    window.fill_secret("Passphrase", "open sesame").await;
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("RSA 2048", PATIENCE).await;
    window.paste("Private key or certificate text", &read("cert.pem")).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;

    // It ends within 30 days, so what helps is there. A new certificate for the same key.
    window.click(Role::Button, "Renew…").await;
    window.one(Role::Dialog, "A new certificate for this key").await;
    window.screenshots("3-renew").await;
    window.assert_accessible("renew").await;
    window.click(Role::Button, "Make the certificate").await;
    window.wait_for_text("365 days left", PATIENCE).await;

    // One file for other tools, under a passphrase.
    window.click(Role::Button, "More").await;
    window.click(Role::Button, "Save as…").await;
    window.click(Role::Radio, "PKCS#12").await;
    window.fill_secret("Passphrase", "for the other tool").await;
    window.fill_secret("Passphrase again", "for the other tool").await;
    window.screenshots("4-save-as").await;
    window.assert_accessible("save as").await;
    window.click(Role::Button, "Choose a name…").await;
    // The dialog proposes a name and has all of it selected but the extension.
    let path = folder.join("pair");
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved as pair.p12", PATIENCE).await;
    let mode = fs::metadata(folder.join("pair.p12")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the private key is for its owner alone");
    let unpack = ["pkcs12", "-in", "pair.p12", "-passin", "pass:for the other tool", "-nodes"];
    openssl(&folder, &[&unpack[..], &["-nocerts", "-out", "unpacked.pem"]].concat());
    openssl(&folder, &[&unpack[..], &["-nokeys", "-out", "renewed.pem"]].concat());
    let key_of_locked =
        openssl(&folder, &["rsa", "-in", "key.pem", "-passin", "pass:open sesame", "-modulus", "-noout"]);
    assert_eq!(openssl(&folder, &["rsa", "-in", "unpacked.pem", "-modulus", "-noout"]), key_of_locked);
    assert_eq!(openssl(&folder, &["x509", "-in", "renewed.pem", "-modulus", "-noout"]), key_of_locked);
    let subject = |name: &str| openssl(&folder, &["x509", "-in", name, "-subject", "-noout"]);
    assert_eq!(subject("renewed.pem"), subject("cert.pem"));
    window.screenshots("5-saved-as").await;

    // A calendar entry for its end.
    window.click(Role::Button, "Remind me before it ends").await;
    let path = folder.join("end");
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_for_text("The calendar entry is in end.ics", PATIENCE).await;
    assert!(read("end.ics").contains("SUMMARY:Certificate shop ends"));

    // A new pair; the old one stays until there is a token.
    window.click(Role::Button, "Rotate…").await;
    window.one(Role::Dialog, "A new key pair in the place of this one").await;
    let options =
        window.session().find_all(None, "dialog[open] summary").await.expect("the options are there");
    window.session().click(&options[0]).await.expect("they open");
    window.screenshots("6-rotate").await;
    window.assert_accessible("rotate").await;
    window.click(Role::Radio, "EC P-256").await;
    window.click(Role::Button, "Make the new pair").await;
    window.wait_for_text("Changing to the new pair", PATIENCE).await;
    window.wait_for_text("Kept until then: RSA 2048", PATIENCE).await;
    window.screenshots("7-rotation").await;
    window.assert_accessible("rotation").await;
    // With the question about its place answered, the steps need no scrolling.
    window.click(Role::Button, "For this session only").await;
    window.click(Role::Button, "Go back to the old pair").await;
    window.wait_for_text("RSA 2048", PATIENCE).await;
    assert!(!window.page_text().await.contains("Changing to the new pair"));
}

/// What OpenSSL prints, in a folder.
fn openssl(folder: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {} works: {said}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("openssl writes text")
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).expect("the file can be read");
        (name, bytes)
    };
    names_in(folder).into_iter().map(read).collect()
}

fn assert_openssl_says_they_belong_together(folder: &Path) {
    let public_key = |arguments: &[&str]| {
        let output = Command::new("openssl")
            .args(arguments)
            .current_dir(folder)
            .stderr(Stdio::inherit())
            .output()
            .expect("openssl can be started");
        assert!(output.status.success(), "openssl {} works", arguments.join(" "));
        String::from_utf8(output.stdout).expect("openssl writes text")
    };
    let of_key = public_key(&["pkey", "-in", "key.pem", "-pubout"]);
    let of_certificate = public_key(&["x509", "-in", "cert.pem", "-noout", "-pubkey"]);
    assert_eq!(of_key, of_certificate);
    public_key(&["verify", "-CAfile", "cert.pem", "cert.pem"]);
}
