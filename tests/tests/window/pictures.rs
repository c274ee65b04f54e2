//! Pictures of a request, and times: the way of the request says how far it came, the two clocks say what the server saw
//! of the JWT, and claims that are times have the person's own time beside them.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::{free_port, scripted};
use countersign_tests::steps::{CLIENT, add_first_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

const WAY: &str = "The way of the request";

async fn open(name: &str, theme: Theme, endpoint: &str) -> Window {
    let window = Window::open(name, &Opening { theme, ..Opening::default() }).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, endpoint).await;
    window
}

/// The stages of the picture as a screen reader reads them, in their order.
async fn way(window: &Window) -> String {
    window.one(Role::List, WAY).await;
    let read = format!("return document.querySelector('[aria-label=\"{WAY}\"]').textContent");
    let said = window.session().execute(&read, json!([])).await.expect("the picture is there");
    said.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_in_order(said: &str, parts: &[&str]) {
    let mut rest = said;
    for part in parts {
        let (_, after) = rest.split_once(part).unwrap_or_else(|| panic!("{part:?} comes next in {said:?}"));
        rest = after;
    }
}

/// A refusal from a server whose clock is so many seconds ahead.
fn refusal_from(seconds_ahead: u64) -> Vec<u8> {
    let now = SystemTime::now() + Duration::from_secs(seconds_ahead);
    let body = r#"{"error":"invalid_client","error_description":"JWT has expired"}"#;
    let status = format!("401 Unauthorized\r\nDate: {}", httpdate::fmt_http_date(now));
    scripted::response(&status, body)
}

async fn a_late_request_is_drawn(name: &str, theme: Theme) {
    // A minute after the clock began, the JWT has expired: by five and a half minutes, and by what the way takes.
    let endpoint = scripted::start(|_| refusal_from(391));
    let window = open(name, theme, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("invalid_client").await;

    let said = way(&window).await;
    let expected =
        ["This computer", "sent ", "passed", "Connection", " ms", "passed", "Server", "refused", "Token"];
    assert_in_order(&said, &expected);
    assert_in_order(&said, &["refused", "the request stopped here", "Token", "not reached"]);
    for absent in ["Name", "TLS", "Proxy"] {
        assert!(!said.contains(absent), "an address over http has no {absent}: {said}");
    }

    let pictures = window.names(Role::Image).await;
    let clocks = pictures.iter().find(|name| name.contains("The server's clock said")).expect("it is drawn");
    assert_in_order(
        clocks,
        &["the JWT is valid from ", " to ", "The server's clock said ", "after the JWT expired"],
    );
    assert!(clocks.contains(": 5 min "), "{clocks}");
    window.wait_for_response("ahead of this computer's.").await;
    window.screenshots("1-refused").await;
    window.assert_accessible("pictures of a refusal").await;
}

#[tokio::test]
async fn a_refusal_for_its_time_shows_the_way_and_the_two_clocks() {
    a_late_request_is_drawn("pictures", Theme::Light).await;
}

#[tokio::test]
async fn the_same_in_dark() {
    a_late_request_is_drawn("pictures-dark", Theme::Dark).await;
}

#[tokio::test]
async fn a_token_has_its_way_in_the_request_and_its_times_in_the_persons_own() {
    let claims = r#"{"iat":1795444800,"exp":1795446600,"auth_time":1795444000,"jti":"1795444800"}"#;
    let [header, claims] = [r#"{"alg":"RS256"}"#, claims].map(|json| URL_SAFE_NO_PAD.encode(json));
    let body = format!(r#"{{"access_token":"{header}.{claims}.c2ln","token_type":"Bearer"}}"#);
    let endpoint = scripted::start(move |_| scripted::response("200 OK", &body));
    let window = open("pictures-token", Theme::Light, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Token received").await;
    // The zone is that of the computer that runs the test.
    window.wait_for_response("23 Nov 2026, ").await;
    window.unfold("Header and claims as they came").await;
    // Each time is in the claims as they came, and below them as people read it.
    let has_times = async || window.response().await.matches("auth_time").count() == 2;
    window.wait_until("the times are there", PATIENCE, has_times).await;
    assert_in_order(&window.response().await, &["iat", ":00 ", "exp", ":00 ", "auth_time", ":40 "]);
    window.screenshots("1-token").await;
    window.assert_accessible("times of a token").await;

    window.click(Role::Tab, "Request").await;
    let said = way(&window).await;
    assert_in_order(
        &said,
        &["This computer", "passed", "Connection", "passed", "Server", "passed", "Token", "passed"],
    );
    window.screenshots("2-request").await;
    window.assert_accessible("way of a token").await;
}

#[tokio::test]
async fn a_request_that_nobody_takes_ends_at_the_connection() {
    let endpoint = format!("http://localhost:{}/token", free_port());
    let window = open("pictures-nobody", Theme::Light, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("What to fix").await;
    let said = way(&window).await;
    let expected =
        ["Name", "passed", "Connection", "refused", "the request stopped here", "Server", "not reached"];
    assert_in_order(&said, &expected);
    window.screenshots("1-nobody").await;
    window.assert_accessible("way to nobody").await;
}

#[tokio::test]
async fn a_time_that_is_typed_says_when_that_is() {
    let window = open("pictures-claims", Theme::Light, "http://127.0.0.1:9/token").await;
    window
        .wait_until("the list has times", PATIENCE, async || {
            let text = window.page_text().await;
            text.contains(", in 5") || text.contains(", in 1 min")
        })
        .await;
    window.click(Role::Button, "Edit claims").await;
    window.fill("Value of exp", "1000000000").await;
    window.wait_for_text(" 2001, ", PATIENCE).await;
    window.wait_for_text(" years ago", PATIENCE).await;
    // Milliseconds, where seconds belong.
    window.fill("Value of exp", "1795444800000").await;
    window.wait_for_text(" years", PATIENCE).await;
    window.wait_for_text("in 56,8", PATIENCE).await;
    window.screenshots("1-typed").await;
    window.assert_accessible("times of claims").await;
}
