//! A long text in the real window: it is searched far beyond what is drawn, its lines are wrapped or not, and it is saved
//! in a file as it was received.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, ENTER, add_first_credential, paste, send_to_endpoint};
use countersign_tests::webdriver::Element;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

const ESCAPE: &str = "\u{E00C}";
const SHIFT: &str = "\u{E008}";
const F3: &str = "\u{E033}";
const FIND: &str = "Find in this text";

/// A body of a megabyte with three needles: near its beginning, in its middle and at its end.
fn body() -> String {
    let straw = "\"some straw\",".repeat(38_000);
    format!(
        "{{\"error\":\"invalid_client\",\"hay\":[\"a Needle\",{straw}\"a needle in the middle\",{straw}\"the last NEEDLE\"]}}"
    )
}

/// Opens the window with this body under "Response".
async fn open(name: &str, body: &str) -> Window {
    let body = body.to_owned();
    let endpoint = scripted::start(move |_| scripted::response("401 Unauthorized", &body));
    let window = Window::open(name, &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("401").await;
    window.click(Role::Tab, "Response").await;
    window.one(Role::Button, "Copy body").await;
    window
}

/// The frame of the long text.
async fn frame(window: &Window) -> Element {
    window.session().find_all(None, "[role=group].frame").await.expect("it is there").remove(0)
}

/// The text of the current match if it can be seen in its frame, otherwise nothing.
async fn match_in_sight(window: &Window) -> String {
    let script = "const [range] = CSS.highlights.get('found-now') ?? [];\
                  const outer = document.querySelector('[role=group].frame').getBoundingClientRect();\
                  const inner = range?.getBoundingClientRect();\
                  const seen = inner && inner.height > 0 && inner.top >= outer.top && inner.bottom <= outer.bottom;\
                  return seen ? `${range} of ${range.startContainer.textContent}` : ''";
    let seen = window.session().execute(script, json!([])).await.unwrap_or_default();
    seen.as_str().unwrap_or_default().to_owned()
}

/// Waits until the search says this, and the current match, in its line, can be seen.
async fn wait_for_match(window: &Window, which: &str, line: &str) {
    window.wait_for_response(which).await;
    window.wait_for("the match in sight", async || match_in_sight(window).await, &line).await;
}

async fn press(window: &Window, keys: &[&str]) {
    window.session().press_together(keys).await.expect("the keys are pressed");
}

#[tokio::test]
async fn a_search_finds_what_is_far_beyond_what_is_drawn() {
    let window = open("search", &body()).await;
    assert!(!window.response().await.contains("a needle in the middle"));
    window.screenshots("1-body").await;

    // Ctrl+F in the text, and each way from match to match.
    let text = frame(&window).await;
    window.session().type_keys(&text, "\u{E009}f\u{E000}").await.expect("Ctrl+F is pressed");
    let field = window.one(Role::TextField, FIND).await;
    window.session().type_keys(&field, "needle").await.expect("it is typed");
    wait_for_match(&window, "1 of 3", "Needle of \"a Needle\"").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is pressed");
    wait_for_match(&window, "2 of 3", "needle of \"a needle in the middle\"").await;
    window.screenshots("2-found").await;
    window.assert_accessible("a match of a search").await;
    press(&window, &[F3]).await;
    wait_for_match(&window, "3 of 3", "NEEDLE of \"the last NEEDLE\"").await;
    window.click(Role::Button, "Next").await;
    wait_for_match(&window, "1 of 3", "Needle of \"a Needle\"").await;
    press(&window, &[SHIFT, F3]).await;
    wait_for_match(&window, "3 of 3", "NEEDLE of \"the last NEEDLE\"").await;
    window.click(Role::Button, "Previous").await;
    wait_for_match(&window, "2 of 3", "needle of \"a needle in the middle\"").await;

    // What is not there, and what is there more often than anybody looks at.
    window.fill(FIND, "no such thing").await;
    window.wait_for_response("No matches").await;
    window.fill(FIND, "straw").await;
    window.wait_for_response("1 of 10,000+").await;
    window.screenshots("3-many").await;
    // Escape goes back to the text.
    press(&window, &[ESCAPE]).await;
    window.wait_until_gone(Role::TextField, FIND).await;
    let back = "return document.activeElement.className.includes('frame')";
    let is_back = async || window.session().execute(back, json!([])).await.unwrap_or_default();
    window.wait_for("whether the text has the focus", is_back, &json!(true)).await;

    // As received, it is one line; unwrapped, it goes on sideways. The choice stays for other texts.
    window.click(Role::Radio, "As received").await;
    let sideways = async || {
        let script = "const at = document.querySelector('[role=group].frame'); return at.scrollWidth > at.clientWidth + 1";
        window.session().execute(script, json!([])).await.unwrap_or_default()
    };
    window.wait_for("whether it goes on sideways", sideways, &json!(false)).await;
    window.click(Role::Button, "Wrap lines").await;
    window.wait_for("whether it goes on sideways", sideways, &json!(true)).await;
    window.click(Role::Button, "Find").await;
    window.fill(FIND, "middle").await;
    wait_for_match_sideways(&window).await;
    window.screenshots("4-unwrapped").await;
    window.assert_accessible("a text that is not wrapped").await;
    window.click(Role::Radio, "Formatted").await;
    let pressed = async || {
        let button = window.one(Role::Button, "Wrap lines").await;
        window.session().ask(&button, "attribute/aria-pressed").await.unwrap_or_default()
    };
    window.wait_for("whether lines are wrapped", pressed, &json!("false")).await;
}

/// Waits until the current match can be seen in a frame that scrolls sideways.
async fn wait_for_match_sideways(window: &Window) {
    let script = "const [range] = CSS.highlights.get('found-now') ?? [];\
                  const outer = document.querySelector('[role=group].frame').getBoundingClientRect();\
                  const inner = range?.getBoundingClientRect();\
                  return Boolean(inner && inner.left >= outer.left && inner.right <= outer.right)";
    let seen = async || window.session().execute(script, json!([])).await.unwrap_or_default();
    window.wait_for("whether the match is in sight", seen, &json!(true)).await;
}

#[tokio::test]
async fn a_text_is_saved_as_it_was_received_and_for_its_owner_alone() {
    // The page shows neither this token nor the byte that is not UTF-8.
    let token = "s3cr3t-token-that-the-page-hides-0123456789";
    let body = format!("{{\r\n \"access_token\" : \"{token}\",\r\n\t\"token_type\":\"Bearer\"}}\n");
    let window = open_with_token("save-text", body.clone()).await;
    let folder = window.desktop.folder("saved");
    let choose = async |name: &str| {
        let path = folder.join(name);
        FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
        window.wait_for_text(&format!("Saved as {name}"), PATIENCE).await;
        window.wait_for_text("Only you can read it.", PATIENCE).await;
        path
    };

    window.click(Role::Tab, "Response").await;
    assert!(!window.response().await.contains(token));
    window.click(Role::Button, "Save…").await;
    FileDialog::wait(&window.desktop).await.cancel().await;
    assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 0);
    window.click(Role::Button, "Save…").await;
    let path = choose("body.json").await;
    window.screenshots("1-saved").await;
    window.assert_accessible("a text is saved").await;
    assert_eq!(fs::read_to_string(&path).expect("it is text"), body);
    let mode = fs::metadata(&path).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it can hold tokens");

    // The system's dialog asks before a file is replaced.
    fs::write(&path, "precious").expect("it is the test's");
    window.click(Role::Button, "Save…").await;
    let chosen = path.to_str().expect("the path is text");
    FileDialog::wait(&window.desktop).await.decline_to_replace(chosen).await;
    assert_eq!(fs::read_to_string(&path).expect("it is text"), "precious");

    window.click(Role::Tab, "As code").await;
    window.select("Export for", "other").await;
    window.click(Role::Button, "Copy as curl").await;
    let copied = window.desktop.clipboard_when("the request", |text| text.starts_with("curl ")).await;
    window.click(Role::Button, "Save…").await;
    let path = choose("request.sh").await;
    assert_eq!(fs::read_to_string(&path).expect("it is text"), copied);
    window.screenshots("2-code").await;

    // What cannot be written is said.
    window.click(Role::Button, "Save…").await;
    let nowhere = "/proc/nowhere.sh";
    FileDialog::wait(&window.desktop).await.choose(nowhere).await;
    window.wait_for_text("nowhere.sh", PATIENCE).await;
    window.screenshots("3-not-saved").await;
    window.assert_accessible("a text is not saved").await;
}

/// Opens the window with a token that came in this body.
async fn open_with_token(name: &str, body: String) -> Window {
    let endpoint = scripted::start(move |_| scripted::response("200 OK", &body));
    let window = Window::open(name, &Opening::default()).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    window
}
