//! The report of an attempt: opened after a refusal, copied, saved in both forms, and again from the history; nothing
//! secret is in it, and it is the same everywhere.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use countersign_core::key_pair::KeyPair;
use countersign_tests::desktop::Theme;
use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, add_first_credential, paste, private_key_of, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const OPEN: &str = "Report without secrets…";
const TITLE: &str = "Report without secrets";

/// A window in which a server refused, and repeated lines of the private key.
async fn refused(name: &str, theme: Theme, pair: &KeyPair) -> (Window, String) {
    let body = format!(
        r#"{{"error":"invalid_client","error_description":"client authentication failed","seen":"{}"}}"#,
        lines_of_key(pair).join("\\n")
    );
    let endpoint = scripted::start(move |_| scripted::response("401 Unauthorized", &body));
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    add_first_credential(&window).await;
    paste(&window, pair).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;
    (window, endpoint)
}

/// Lines of the file with the private key, of which each part is secret.
fn lines_of_key(pair: &KeyPair) -> Vec<String> {
    let key = private_key_of(pair);
    let lines: Vec<String> = key.lines().map(str::to_owned).collect();
    lines[lines.len() / 2..lines.len() - 2].to_vec()
}

async fn open_report(window: &Window) -> String {
    window.click(Role::Button, OPEN).await;
    window.one(Role::Dialog, TITLE).await;
    window.wait_for_text("SHA-256 fingerprint", PATIENCE).await;
    let dialog = window.one(Role::Dialog, TITLE).await;
    window.text(&dialog).await
}

#[tokio::test]
async fn a_refusal_is_handed_on_without_secrets() {
    let pair = make_key_pair();
    let (window, endpoint) = refused("report", Theme::Light, &pair).await;
    let shown = open_report(&window).await;
    assert!(shown.contains("signatures are left out"), "it says what is left out");
    assert!(shown.contains("client authentication failed") && shown.contains(&endpoint), "{shown}");
    window.screenshots("1-report").await;
    window.assert_accessible("a report").await;

    window.desktop.set_clipboard("not yet");
    window.click(Role::Button, "Copy report").await;
    let copied = window.desktop.clipboard_when("the report", |text| text.starts_with("Countersign: ")).await;
    for said in [CLIENT, "HTTP/1.1 401 Unauthorized", "\"aud\"", "Certainty: ", "WebKitGTK", "seen"] {
        assert!(copied.contains(said), "{said} in:\n{copied}");
    }

    let folder = window.desktop.folder("saved");
    let mut texts = vec![copied];
    for (button, file) in [("Save as Markdown…", "report.md"), ("Save as a page…", "report.html")] {
        window.click(Role::Button, button).await;
        let path = folder.join(file);
        FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
        window.wait_for_text(&format!("Saved as {file}"), PATIENCE).await;
        let mode = fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        texts.push(fs::read_to_string(&path).expect("it is text"));
    }
    assert!(texts[1].starts_with("# Countersign: ") && texts[1].contains("client authentication failed"));
    assert!(texts[2].starts_with("<!DOCTYPE html>") && texts[2].contains("client authentication failed"));
    window.screenshots("2-saved").await;

    // Closing gives the focus back.
    window.session().press_together(&["\u{E00C}"]).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, TITLE).await;
    let focused = "return document.activeElement.textContent";
    let focused = window.session().execute(focused, serde_json::json!([])).await.expect("the script runs");
    assert_eq!(focused, OPEN);

    // The same attempt in the history.
    window.click(Role::Button, "History").await;
    window.wait_for_text("1 request", PATIENCE).await;
    let rows = window.session().find_all(None, "[data-attempt]").await.expect("there are rows");
    window.session().click(&rows[0]).await.expect("the first one is pressed");
    window.one(Role::Region, "Request from the history").await;
    let stored = open_report(&window).await;
    assert!(stored.contains("client authentication failed"), "{stored}");
    window.assert_accessible("a report from the history").await;
    texts.push(stored);

    for text in &texts {
        for line in lines_of_key(&pair) {
            assert!(!text.contains(&line), "{text}");
        }
        let mut jwt = text.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c));
        assert_eq!(jwt.find(|word| word.matches('.').count() == 2 && word.contains("eyJ")), None);
    }
}

#[tokio::test]
async fn a_report_can_be_read_in_the_dark() {
    let (window, _) = refused("report-dark", Theme::Dark, &make_key_pair()).await;
    open_report(&window).await;
    window.screenshots("1-report").await;
    window.assert_accessible("a report in the dark").await;
}
