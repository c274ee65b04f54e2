//! The practice instance in the window: what a person sets in its Business Manager, its user's access key, and its
//! faults, each of which takes effect at once and is there at the next start.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

const OCAPI: &str = "Open Commerce API Settings";
const WEBDAV: &str = "WebDAV Client Permissions";

/// The running server's response to a GET at its host and port.
fn get(authority: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(authority).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n")
        .expect("it reads");
    let mut response = String::new();
    stream.read_to_string(&mut response).expect("it responds");
    response
}

async fn select(window: &Window, label: &str, value: &str) {
    let script = "const [label, value] = arguments;\
        const select = [...document.querySelectorAll('select')].find((each) => each.labels[0].textContent === label);\
        select.value = value; select.dispatchEvent(new Event('change', { bubbles: true }))";
    window.session().execute(script, json!([label, value])).await.expect("it is selected");
}

#[tokio::test]
async fn business_manager_of_the_practice_instance_is_set_up_and_its_faults_take_effect() {
    let window = Window::open("practice-instance", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Switch it on").await;
    window.wait_for_text("Running at 127.0.0.1:", PATIENCE).await;
    let text = window.page_text().await;
    let authority =
        text.split("Running at ").nth(1).and_then(|rest| rest.split(". ").next()).expect("its address");
    let authority = authority.to_owned();
    window.click(Role::Button, "Add API Client").await;
    window.one(Role::TextField, "Display Name").await;
    window.screenshots("1-folded").await;
    window.assert_accessible("folded").await;

    window.unfold(OCAPI).await;
    window.paste(OCAPI, "{").await;
    window.click(Role::Button, "Save settings").await;
    window.wait_for_text("This isn't JSON. Check line 1, column 1.", PATIENCE).await;
    window.screenshots("2-not-json").await;
    window.assert_accessible("not JSON").await;
    window.fill(OCAPI, r#"{"_v":"24.5","clients":[{"client_id":"one","resources":[]}]}"#).await;
    window.unfold(WEBDAV).await;
    window.paste(WEBDAV, r#"{"clients":[{"client_id":"one","permissions":[]}]}"#).await;
    window.click(Role::Button, "Save settings").await;
    window.wait_until_unsaid("This isn't JSON").await;
    window.wait_until_stored(r#"\"client_id\":\"one\""#).await;

    window.unfold("Business Manager user").await;
    window.fill("Login", "someone@example.com").await;
    window.click(Role::Button, "Save settings").await;
    window.wait_until_stored("someone@example.com").await;
    window.click(Role::Button, "Generate access key").await;
    window.wait_for_text("It's shown only once", PATIENCE).await;
    window.screenshots("3-access-key").await;
    window.assert_accessible("access key").await;
    window.click(Role::Button, "Copy access key").await;
    let access_key = window.desktop.clipboard_when("an access key", |text| text.len() == 40).await;
    assert!(window.page_text().await.contains(&access_key));

    window.unfold("On the way").await;
    window.unfold("Business Manager and APIs").await;
    let missing = get(&authority, "/s/-/dw/data/v24_5/sites");
    assert!(missing.contains("MissingClientIdException"), "{missing}");
    select(&window, "OCAPI", "switched_off").await;
    window.wait_for_text("1 on", PATIENCE).await;
    select(&window, "Authorization header", "removed").await;
    window.wait_until_stored(r#""header":"removed""#).await;
    let refused = get(&authority, "/s/-/dw/data/v24_5/sites");
    assert!(
        refused.starts_with("HTTP/1.1 403 ") && refused.contains("OcapiDeprecatedException"),
        "{refused}"
    );
    window.screenshots("4-faults").await;
    window.assert_accessible("faults").await;
    window.click(Role::Button, "Fix everything").await;
    window.wait_until_gone(Role::Button, "Fix everything").await;
    let fixed = get(&authority, "/s/-/dw/data/v24_5/sites");
    assert!(fixed.contains("MissingClientIdException"), "{fixed}");

    // At the next start, everything is set as it was, and the access key can neither be seen nor copied.
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    let window = Window::open_on(desktop, data, "practice-instance-again", &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.unfold(OCAPI).await;
    window.wait_for_value(OCAPI, r#"{"_v":"24.5","clients":[{"client_id":"one","resources":[]}]}"#).await;
    window.unfold("Business Manager user").await;
    window.wait_for_value("Login", "someone@example.com").await;
    window.wait_for_text("It was shown when it was generated", PATIENCE).await;
    assert!(!window.page_text().await.contains(&access_key));
    window.wait_until_gone(Role::Button, "Copy access key").await;
}
