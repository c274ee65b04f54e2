//! Advice that can be pressed: each button leads where the text says or changes what it names, the change can be undone,
//! and the focus is where one goes on. The servers say what no real one says on demand.

use std::time::{Duration, SystemTime};

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, open_with_a_credential, paste};
use countersign_tests::window::{PATIENCE, Role, Window};

const JSON: &str = "Content-Type: application/json\r\nConnection: close\r\n";

/// A whole response with this status line, header lines and body.
fn respond(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{JSON}{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn refuse(error: &str, description: &str) -> Vec<u8> {
    let body = format!(r#"{{"error":"{error}","error_description":"{description}"}}"#);
    // As of now: the clocks agree.
    let date = httpdate::fmt_http_date(SystemTime::now());
    respond("400 Bad Request", &format!("Date: {date}\r\n"), &body)
}

fn token() -> Vec<u8> {
    respond("200 OK", "", r#"{"access_token":"opaque","token_type":"Bearer","expires_in":1800}"#)
}

/// A credential that is ready to be sent to this endpoint.
async fn ready(name: &str, endpoint: &str) -> Window {
    let window = open_with_a_credential(name).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", endpoint).await;
    window
}

async fn press(window: &Window, button: &str) {
    let panel = window.one(Role::Region, "Response").await;
    window.click_in(Some(&panel), Role::Button, button).await;
}

/// A property of the focused element.
async fn focused(window: &Window, property: &str) -> String {
    let script = format!("return document.activeElement.{property}");
    let value = window.session().execute(&script, serde_json::json!([])).await.unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

async fn send(window: &Window) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
}

#[tokio::test]
async fn a_redirect_on_the_same_server_is_shown_whole_used_by_a_button_and_never_followed() {
    let endpoint = scripted::start(|number| match number {
        1 => respond("302 Found", "Location: /new/token\r\n", ""),
        _ => token(),
    });
    let new = endpoint.replace("/token", "/new/token");
    let window = ready("redirect", &endpoint).await;
    send(&window).await;
    window.wait_for_response(&format!("It redirects to {new}.")).await;
    let said = window.response().await;
    let headline = "The server redirects to another address";
    assert_eq!(said.matches(headline).count(), 1, "the headline is not repeated:\n{said}");
    window.screenshots("1-redirect").await;
    window.assert_accessible("a redirect").await;
    press(&window, "Use this address").await;
    window.wait_for_value("Token endpoint", &new).await;
    window.wait_for_response("Changed: Token endpoint").await;
    window.wait_for_focus("button Undo").await;
    window.screenshots("2-changed").await;
    window.assert_accessible("an address was used").await;
    press(&window, "Undo the change: Token endpoint").await;
    window.wait_for_value("Token endpoint", &endpoint).await;
    window.wait_for_focus("button Use this address").await;
    press(&window, "Use this address").await;
    window.wait_for_value("Token endpoint", &new).await;
    send(&window).await;
    window.wait_for_response("Token received").await;
}

#[tokio::test]
async fn a_scope_that_the_server_names_is_removed_and_nothing_is_said_about_scopes_that_were_not_sent() {
    let endpoint = scripted::start(|number| match number {
        1 => refuse("invalid_scope", "Unknown/invalid scope(s): [sfcc.orders]"),
        2 => refuse("invalid_scope", "No scopes"),
        _ => token(),
    });
    let window = ready("scopes", &endpoint).await;
    window.fill("Scopes", "mail sfcc.orders roles").await;
    send(&window).await;
    window.wait_for_response("Most likely: not allowed for this client: sfcc.orders").await;
    window.screenshots("1-named").await;
    press(&window, "Remove sfcc.orders").await;
    window.wait_for_value("Scopes", "mail roles").await;
    window.fill("Scopes", "").await;
    send(&window).await;
    window.wait_for_response("No scope was requested").await;
    let said = window.response().await;
    assert!(!said.contains("empty Scopes") && !said.contains("Clear the scopes"), "{said}");
    window.screenshots("2-none").await;
    window.assert_accessible("no scopes were sent").await;
    press(&window, "Go to Scopes").await;
    window.wait_for_focus("textarea field-scopes").await;
}

#[tokio::test]
async fn a_time_that_was_typed_is_blamed_before_a_clock_that_agrees() {
    let endpoint = scripted::start(|number| match number {
        1 | 2 => refuse("invalid_client", "JWT has expired"),
        _ => token(),
    });
    let window = ready("times", &endpoint).await;
    window.click(Role::Button, "Edit claims").await;
    window.fill("Value of exp", "1000000000").await;
    send(&window).await;
    window.click(Role::Button, "Send anyway").await;
    window.wait_for_response("exp was set by hand, to a time that has passed").await;
    assert!(!window.response().await.contains("set date and time"), "the clock is not blamed");
    window.screenshots("1-typed").await;
    window.assert_accessible("a typed time").await;
    press(&window, "Go to exp").await;
    window
        .wait_for("what has the focus", async || focused(&window, "ariaLabel").await, &"Value of exp")
        .await;
    press(&window, "Reset exp").await;
    window.wait_for_response("Changed: exp").await;
    send(&window).await;
    window.wait_for_response("So neither is the cause").await;
    let said = window.response().await;
    assert!(!said.contains("computer's clock is not right") && !said.contains("set date and time"), "{said}");
    window.screenshots("2-clocks-agree").await;
    window.click(Role::Tab, "Response").await;
    send(&window).await;
    window.wait_for_response("Token received").await;
}

#[tokio::test]
async fn a_rate_limit_counts_down_beside_the_button_that_stays_usable() {
    const WAIT: Duration = Duration::from_secs(6);
    let endpoint = scripted::start(|number| match number {
        1 => respond("429 Too Many Requests", "Retry-After: 6\r\n", "{}"),
        2 => respond("429 Too Many Requests", "Retry-After: 42\r\n", "{}"),
        _ => token(),
    });
    let window = ready("rate-limit", &endpoint).await;
    send(&window).await;
    window.wait_for_response("Try again in 00:0").await;
    let over = async || !window.response().await.contains("Try again in");
    window.wait_until("the wait is over", WAIT + PATIENCE, over).await;
    press(&window, "Get token").await;
    window.wait_for_response("Try again in 00:4").await;
    window.screenshots("1-counting").await;
    window.assert_accessible("a countdown").await;
    press(&window, "Get token").await;
    window.wait_for_response("Token received").await;
}

#[tokio::test]
async fn advice_fits_what_was_sent_and_how() {
    let endpoint = scripted::start(|number| match number {
        1 => refuse("invalid_client", "Invalid token audience"),
        2 => respond("418 I'm a teapot", "", "hello"),
        _ => token(),
    });
    let window = ready("fits", &endpoint).await;
    window.fill("API key (client ID)", "my-client").await;
    window.wait_for_response("Client ID has no spaces, quotes or stray characters").await;
    assert!(!window.response().await.contains("form of a client ID"));
    window.fill("Audience", "https://issuer.example").await;
    window.wait_for_response("The audience isn't the token endpoint").await;
    window.screenshots("0-before").await;
    window.assert_accessible("findings with buttons").await;
    send(&window).await;
    window.wait_for_response("refused the audience").await;
    window.screenshots("1-audience").await;
    press(&window, "Use this audience").await;
    window.wait_for_value("Audience", &endpoint).await;
    send(&window).await;
    window.wait_for_response("Its reason: “hello”").await;
    press(&window, "Open the Response tab").await;
    window.wait_for("what has the focus", async || focused(&window, "textContent").await, &"Response").await;
    window.wait_for_response("hello").await;

    // An http server at an https address, and no proxy on the way.
    window.fill("Token endpoint", &endpoint.replace("http:", "https:")).await;
    send(&window).await;
    window.wait_for_response("doesn't use TLS").await;
    let said = window.response().await;
    assert!(!said.to_lowercase().contains("proxy"), "{said}");
    assert_eq!(said.matches("doesn't use TLS").count(), 1, "{said}");
    window.screenshots("2-no-tls").await;
    press(&window, "Go to Token endpoint").await;
    window.wait_for_focus("input field-token_endpoint").await;
}
