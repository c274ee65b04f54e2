//! Who gets a request: another server gets a JWT for Account Manager only if the person confirms that each time, and the
//! proxy on the way is shown.

use std::time::Duration;

use countersign_core::account_manager::AUDIENCE;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::steps::{CLIENT, ENTER, add_first_credential, paste};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const QUESTION: &str = "Send a JWT for Account Manager to another server?";

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    (listener, address.to_string())
}

/// Takes one request, refuses it, and returns what arrived first.
async fn refuse_one(listener: &TcpListener) -> String {
    let accepted = tokio::time::timeout(PATIENCE, listener.accept()).await.expect("it is sent");
    let (mut stream, _) = accepted.expect("and arrives");
    let mut seen = vec![0; 16 * 1024];
    let length = stream.read(&mut seen).await.expect("the request is read");
    let answer = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 26\r\n\r\n{\"error\":\"invalid_client\"}";
    stream.write_all(answer).await.expect("it is answered");
    String::from_utf8_lossy(&seen[..length]).into_owned()
}

async fn assert_not_contacted(listener: &TcpListener) {
    let contacted = tokio::time::timeout(Duration::from_secs(1), listener.accept()).await;
    assert!(contacted.is_err(), "nothing goes out before the person's word");
}

/// A credential with a key pair, for the server with this token endpoint.
async fn ready_to_send(window: &Window, endpoint: &str) {
    add_first_credential(window).await;
    paste(window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    window.click(Role::Radio, "Another server…").await;
    window.fill("Token endpoint", endpoint).await;
}

#[tokio::test]
async fn another_server_gets_a_jwt_for_account_manager_only_once_it_was_confirmed() {
    let (listener, address) = listen().await;
    let window = Window::open("disclosure", &Opening::default()).await;
    ready_to_send(&window, &format!("http://{address}/token")).await;
    window.fill("Audience", AUDIENCE).await;
    window.wait_for_text("but another server would get it", PATIENCE).await;

    window.click(Role::Button, "Get token").await;
    window.one(Role::Dialog, QUESTION).await;
    window.wait_for_focus("button Don't send").await;
    let dialog = window.one(Role::Dialog, QUESTION).await;
    let said = window.text(&dialog).await;
    for named in [&format!("http://{address}"), AUDIENCE, "60 s"] {
        assert!(said.contains(named), "{named} is in:\n{said}");
    }
    window.screenshots("1-asked").await;
    window.assert_accessible("another server would get it").await;
    window.session().press_together(&[ENTER]).await.expect("the key is pressed");
    window.wait_until_gone(Role::Dialog, QUESTION).await;
    window.wait_for_focus("button get-token").await;
    assert_not_contacted(&listener).await;

    for _ in 0..2 {
        let step = window.step(3).await;
        window.click_in(Some(&step), Role::Button, "Get token").await;
        window.click(Role::Button, "Send once").await;
        assert!(refuse_one(&listener).await.starts_with("POST /token HTTP/1.1"));
        window.wait_for_response("refused this client").await;
    }
}

#[tokio::test]
async fn a_look_alike_is_named_in_punycode_with_what_it_would_get() {
    const PUNYCODE: &str = "https://xn--ccount-2nf.demandware.com";
    let window = Window::open("look-alike", &Opening { theme: Theme::Dark, ..Opening::default() }).await;
    ready_to_send(&window, "https://аccount.demandware.com/dwsso/oauth2/access_token").await;
    window.fill("Audience", AUDIENCE).await;
    window.wait_for_text("host looks like Account Manager's", PATIENCE).await;
    window.screenshots("1-named").await;
    window.assert_accessible("a look-alike").await;
    window.click(Role::Button, "Get token").await;
    let dialog = window.one(Role::Dialog, QUESTION).await;
    let said = window.text(&dialog).await;
    assert!(said.contains(PUNYCODE), "{said}");
    assert!(!said.contains("аccount"), "the name that looks like Account Manager's is not shown:\n{said}");
    window.screenshots("2-asked").await;
    window.assert_accessible("a look-alike would get it").await;
    window.click(Role::Button, "Don't send").await;
    window.wait_until_gone(Role::Dialog, QUESTION).await;
}

#[tokio::test]
async fn the_check_of_all_holds_back_what_only_the_person_can_confirm() {
    let (listener, address) = listen().await;
    let window = Window::open("held-back", &Opening::default()).await;
    ready_to_send(&window, &format!("http://{address}/token")).await;
    window.fill("Audience", AUDIENCE).await;
    window.wait_until_stored(AUDIENCE).await;
    window.click(Role::Button, "Check all credentials").await;
    window.click(Role::Button, "Check 1 credential").await;
    window.wait_for_text("Held back", PATIENCE).await;
    window.screenshots("1-held-back").await;
    window.assert_accessible("held back").await;
    assert_not_contacted(&listener).await;

    let send = format!("Send the JWT of countersign tests to http://{address}…");
    window.click(Role::Button, &send).await;
    window.one(Role::Dialog, QUESTION).await;
    window.screenshots("2-asked").await;
    window.assert_accessible("asked about one").await;
    window.click(Role::Button, "Send once").await;
    assert!(refuse_one(&listener).await.starts_with("POST /token HTTP/1.1"));
    window.wait_for_text("Refused", PATIENCE).await;
    window.wait_until_gone(Role::Button, &send).await;

    window.click(Role::Button, "Check again").await;
    window.wait_for_text("Held back", PATIENCE).await;
    assert_not_contacted(&listener).await;
}

#[tokio::test]
async fn the_proxy_is_shown_before_sending_and_with_the_request() {
    let (listener, address) = listen().await;
    let proxy = format!("http://name:password@{address}");
    // WebKit would look for its own inspector through the proxy.
    let variables = vec![("HTTP_PROXY", proxy), ("NO_PROXY", "127.0.0.1".to_owned())];
    let opening = Opening { variables, on_its_own: true, ..Opening::default() };
    let window = Window::open("proxy", &opening).await;
    ready_to_send(&window, "http://server.example/token").await;
    let said = format!("Uses the proxy {address} from the environment variable HTTP_PROXY.");
    window.wait_for_text(&said, PATIENCE).await;
    window.click(Role::Button, "Whole request").await;
    window.screenshots("1-before").await;
    window.assert_accessible("a proxy").await;

    window.click(Role::Button, "Get token").await;
    window.click(Role::Button, "Send anyway").await;
    assert!(refuse_one(&listener).await.starts_with("POST http://server.example/token HTTP/1.1"));
    window.wait_for_response("refused this client").await;
    window.click(Role::Tab, "Request").await;
    window.wait_for_response(&said).await;
    window.screenshots("2-after").await;
    assert!(!window.page_text().await.contains("password@"));
}
