//! Every copy button of the window copies its own text. Each is pressed with another text in the clipboard, and the
//! result is compared with what OpenSSL made, what was sent or received, or what the page shows. The page's sources
//! say which buttons there are.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use countersign_tests::artefacts::repository;
use countersign_tests::guarded::output_within;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::servers::oidc_provider::OidcProvider;
use countersign_tests::servers::recorder::{Message, Recorder};
use countersign_tests::steps::{
    BELONGS, CLIENT, KEY_PATIENCE, add_first_credential, choose_for_key_pair, send_to_endpoint,
};
use countersign_tests::webdriver::Element;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::{Value, json};

use super::openssl::openssl;

/// A copy button: the page's source file that contains it, and the command that it calls.
type CopyButton = (String, String);

/// Where a shortcut copies without a button.
const SHORTCUT_FILE: &str = "answer.svelte.ts";

/// Presses copy buttons, and records which ones.
struct Copying<'a> {
    window: &'a Window,
    pressed: Vec<CopyButton>,
}

impl Copying<'_> {
    /// Presses the button with this label, from this source file, and returns the text in the clipboard afterwards.
    async fn press(&mut self, file: &str, command: &str, scope: Option<&Element>, label: &str) -> String {
        let before = format!("not yet what {file} copies");
        self.window.desktop.set_clipboard(&before);
        self.window.click_in(scope, Role::Button, label).await;
        self.pressed.push((file.into(), command.into()));
        let is_new = |text: &str| !text.is_empty() && text != before;
        self.window.desktop.clipboard_when(&format!("what {file} copies"), is_new).await
    }

    /// Presses keys that copy without a button, and returns the text in the clipboard afterwards.
    async fn press_keys(&mut self, (file, command): (&str, &str), keys: &[&str]) -> String {
        self.window.desktop.set_clipboard("not yet");
        self.window.session().press_together(keys).await.expect("the keys are pressed");
        self.pressed.push((file.into(), command.into()));
        self.window.desktop.clipboard_when("what the keys copy", |text| text != "not yet").await
    }

    /// Presses a button in the region "Response".
    async fn press_in_response(&mut self, file: &str, command: &str, label: &str) -> String {
        let response = self.window.one(Role::Region, "Response").await;
        self.press(file, command, Some(&response), label).await
    }
}

/// The buttons that `try_token.rs`, `practice_instance.rs` and `report.rs` press, where they have something to copy.
const PRESSED_ELSEWHERE: [(&str, &str); 4] = [
    ("ReportDialog.svelte", "copyReport"),
    ("SettingsToPaste.svelte", "copyText"),
    ("MergeDialog.svelte", "copyText"),
    ("BusinessManager.svelte", "copyPracticeAccessKey"),
];

#[tokio::test]
async fn every_copy_button_copies_its_own_text() {
    let server = OidcProvider::start("copy-buttons");
    let recorder = Recorder::start(&server.issuer);
    let window = Window::open("copy-buttons", &Opening::default()).await;
    let mut copying = Copying { window: &window, pressed: Vec::new() };
    let keys = window.desktop.folder("keys");
    let certificate = make_key_files(&keys);

    // The certificate, in both places that show it before a request.
    add_first_credential(&window).await;
    let key = fs::read_to_string(keys.join("key.pem")).expect("openssl wrote it");
    window.paste("Private key or certificate text", &format!("{key}{certificate}\n")).await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    for number in [1, 2] {
        let step = window.step(number).await;
        let file = "CopyCertificate.svelte";
        let copied = copying.press(file, "copyCertificate", Some(&step), "Copy certificate").await;
        assert_eq!(copied, certificate, "step {number}");
    }

    // A server with another certificate refuses, and the fix begins with copying the right one.
    server.register(CLIENT, &certificate_of(&make_key_pair())).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &format!("{}/token", recorder.origin)).await;
    // Otherwise the question where to store the pair would be between it and the steps.
    window.click(Role::Button, "For this session only").await;
    get_token(&window, "invalid_client").await;
    let copied =
        copying.press_in_response("CopyCertificate.svelte", "copyCertificate", "Copy certificate").await;
    assert_eq!(copied, certificate, "what to fix");

    // The response with a token: the token, the body, the request.
    server.register(CLIENT, &certificate).await;
    get_token(&window, "Token received").await;
    let (sent, received) = (recorder.last_request(), recorder.last_response());
    let token = copying.press_in_response("TokenPanel.svelte", "copyToken", "Copy token").await;
    let given: Value = serde_json::from_str(&received.body).expect("the server answers with JSON");
    assert_eq!(given["access_token"], token);
    let copied = copying.press_keys((SHORTCUT_FILE, "copyToken"), &["\u{E009}", "\u{E008}", "c"]).await;
    assert_eq!(copied, token, "Ctrl+Shift+C");
    // Its message would be in front of a dialog's buttons for a while.
    window.click(Role::Button, "Close").await;
    window.click(Role::Tab, "Response").await;
    let body = copying.press_in_response("ResponseBody.svelte", "copyBody", "Copy body").await;
    assert_eq!(body, received.body);
    window.click(Role::Tab, "As code").await;
    let script = copying.press_in_response("ExportView.svelte", "copyExport", "Copy").await;
    assert!(script.starts_with("#!/usr/bin/env bash\n") && script.contains("openssl dgst"), "{script}");
    window.select("Export for", "other").await;
    let script = copying.press_in_response("CodePanel.svelte", "copyRequest", "Copy as curl").await;
    run_in_shell(&script);
    assert_eq!(comparable(recorder.last_request()), comparable(sent), "curl sends what the window sent");

    copy_a_secret(&mut copying).await;
    copy_the_folder(&mut copying).await;
    copy_the_board(&mut copying).await;
    window.click(Role::Button, "Show copied").await;

    // While a pair is being changed there are two certificates, each with its button.
    begin_rotation(&window).await;
    let panel = window.one(Role::Region, "Switch to the new key pair").await;
    let copied = copying
        .press("RotationPanel.svelte", "copyOldCertificate", Some(&panel), "Copy old certificate")
        .await;
    assert_eq!(copied, certificate, "the old one");
    let step = window.step(1).await;
    let new =
        copying.press("CopyCertificate.svelte", "copyCertificate", Some(&step), "Copy certificate").await;
    fs::write(keys.join("new.pem"), new).expect("the folder is writable");
    let fingerprint = openssl(&keys, &["x509", "-in", "new.pem", "-noout", "-fingerprint", "-sha256"]);
    assert_eq!(
        fingerprint.trim().split_once('=').map(|(_, hex)| hex),
        Some(&*shown_fingerprint(&window).await)
    );

    // A response that the page cannot show can still be copied. To produce one, the page is kept from writing the
    // server's words.
    cannot_show(&window, "client authentication failed").await;
    get_token(&window, "This response can't be displayed").await;
    let body = copying.press_in_response("NotShown.svelte", "copyBody", "Copy body").await;
    assert_eq!(body, recorder.last_response().body, "an answer that is not shown");

    let Copying { mut pressed, .. } = copying;
    pressed.extend(PRESSED_ELSEWHERE.map(|(file, command)| (file.to_owned(), command.to_owned())));
    pressed.sort();
    pressed.dedup();
    assert_eq!(pressed, copy_buttons(), "the buttons that were pressed are those of the page");
}

/// Makes key.pem and cert.pem, and returns the certificate as Account Manager accepts it: nothing after its last
/// dash.
fn make_key_files(folder: &Path) -> String {
    let make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem"];
    openssl(folder, &[&make[..], &["-days", "365", "-subj", "/CN=copied"]].concat());
    fs::read_to_string(folder.join("cert.pem")).expect("openssl wrote it").trim_end().to_owned()
}

async fn get_token(window: &Window, answer: &str) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
    window.wait_for_response(answer).await;
}

/// Runs a script, as a person does who pastes it into a terminal.
fn run_in_shell(script: &str) {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]);
    // The machine's proxy is not used for this computer.
    for name in ["http_proxy", "all_proxy", "ALL_PROXY"] {
        shell.env_remove(name);
    }
    let answer = output_within(&mut shell, Duration::from_secs(20)).expect("the shell runs curl");
    assert!(answer.starts_with(b"HTTP/1.1 "), "curl shows the answer with its head");
}

/// The request without the headers that every client adds about itself.
fn comparable(request: Message) -> Message {
    let mut headers = request.headers;
    headers.retain(|(name, _)| name != "user-agent");
    headers.sort();
    Message { headers, ..request }
}

async fn copy_a_secret(copying: &mut Copying<'_>) {
    let (window, secret) = (copying.window, "a+Secret%0123");
    window.click(Role::Radio, "API key and secret").await;
    window.fill_secret("Client secret", secret).await;
    window.session().press_together(&["\u{E004}"]).await.expect("the key is pressed");
    let copied = copying.press("SecretField.svelte", "copyClientSecret", None, "Copy secret").await;
    assert_eq!(copied, secret);
    window.click(Role::Radio, "Signed JWT").await;
}

async fn copy_the_folder(copying: &mut Copying<'_>) {
    let window = copying.window;
    window.click(Role::Button, "Settings").await;
    window.wait_for_text(&window.data.display().to_string(), PATIENCE).await;
    let copied = copying.press("Settings.svelte", "copyText", None, "Copy folder path").await;
    assert_eq!(Path::new(&copied), window.data);
}

async fn copy_the_board(copying: &mut Copying<'_>) {
    let window = copying.window;
    window.click(Role::Button, "Check all credentials").await;
    window.click(Role::Button, "Check 1 credential").await;
    window.one(Role::Button, "Check again").await;
    let copied = copying.press("Board.svelte", "copyText", None, "Copy as text").await;
    let lines: Vec<&str> = copied.lines().collect();
    let [title, sum, "", table @ ..] = lines.as_slice() else {
        panic!("it has a title and a sum:\n{copied}")
    };
    assert!(title.starts_with("Countersign: all credentials, checked "), "{title}");
    assert_eq!(*sum, "1 of 1 done. Tokens: 1. Failed: 0. Not sent: 0.");
    let script = "return [...document.querySelectorAll('main table tr')].map((row) =>\
        [...row.cells].slice(0, -1).map((cell) => (cell.querySelector('b') ?? cell).textContent.trim()).join('\\t'))";
    let shown = window.session().execute(script, json!([])).await.expect("the script runs");
    assert_eq!(shown, json!(table), "each row is the one that is shown");
    assert!(table[1].starts_with("copied\tToken\t"), "{table:?}");
}

async fn begin_rotation(window: &Window) {
    window.click(Role::Button, "Change: Key pair").await;
    choose_for_key_pair(window, "Rotate…").await;
    window.one(Role::Dialog, "Switch to a new key pair").await;
    window.click(Role::Radio, "With the same API client").await;
    let options = window.session().find_all(None, "dialog[open] summary").await.expect("they are there");
    window.session().click(&options[0]).await.expect("they open");
    window.click(Role::Radio, "RSA 2048").await;
    window.click(Role::Button, "Generate new key pair").await;
    window.wait_for_text("Switch to the new key pair", KEY_PATIENCE).await;
}

/// The full SHA-256 fingerprint of the certificate in step 1.
async fn shown_fingerprint(window: &Window) -> String {
    let step = window.step(1).await;
    let shown = window.session().find_all(Some(&step), "summary[title]").await.expect("the step is there");
    let title = window.session().ask(&shown[0], "attribute/title").await.expect("it has a title");
    title.as_str().expect("a title is text").to_owned()
}

/// From now on, the page fails when it writes this text.
async fn cannot_show(window: &Window, words: &str) {
    let script = "const [words] = arguments;\
        for (const name of ['nodeValue', 'textContent']) {\
          const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, name);\
          Object.defineProperty(Node.prototype, name, { configurable: true, get, set(text) {\
            if (String(text).includes(words)) throw new Error('the test lets this fail');\
            set.call(this, text);\
          } });\
        }";
    window.session().execute(script, json!([words])).await.expect("the script runs");
}

/// The copy buttons in the page's sources, in order, and the long texts that are copied in full. Nothing else in the
/// sources copies, except for long texts that the page has in full.
fn copy_buttons() -> Vec<CopyButton> {
    let mut buttons = Vec::new();
    for (file, text) in sources(&repository().join("ui/src")) {
        let commands = |text: &str| -> Vec<CopyButton> {
            let calls = text.split("commands.copy").skip(1);
            calls
                .map(|call| (file.clone(), format!("copy{}", call.split('(').next().unwrap_or_default())))
                .collect()
        };
        if file == "LongText.svelte" {
            continue;
        }
        if file == SHORTCUT_FILE {
            buttons.extend(commands(&text));
            continue;
        }
        let tags = |name: &str| -> Vec<Vec<CopyButton>> {
            text.split(name).skip(1).map(|tag| commands(tag.split("/>").next().unwrap_or_default())).collect()
        };
        let of_buttons = tags("<CopyButton");
        let single = of_buttons.iter().all(|called| called.len() == 1);
        assert!(single, "a copy button of {file} calls one copying command: {of_buttons:?}");
        let mut all = [of_buttons.concat(), tags("<LongText").concat()].concat();
        let mut called = commands(&text);
        all.sort();
        called.sort();
        assert_eq!(all, called, "{file} copies with its copy buttons only");
        buttons.extend(all);
    }
    buttons.sort();
    buttons
}

/// The name and text of every file below a folder.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the page's sources are there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else {
            let text = fs::read_to_string(&path).expect("a source is text");
            files.push((entry.file_name().to_string_lossy().into_owned(), text));
        }
    }
    files
}
