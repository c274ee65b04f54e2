//! Very long responses in the real window: it takes keys while they arrive, while they are shown, in the history, in a
//! comparison and after a start.
#![cfg(target_os = "linux")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_tests::desktop::Theme;
use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, ENTER, add_first_credential, paste, send_to_endpoint};
use countersign_tests::webdriver::Element;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

/// As much as the program reads, nearly.
const LONG: usize = 1_000_000;
/// How many keys are pressed for a median.
const KEYS: usize = 9;
/// Nothing hangs. The time that is aimed at is 100 ms; `cargo xtask bench` compares it with a short response.
const HANG_MS: f64 = 2000.0;

/// JSON of so many numbers, 120 levels deep.
fn nested(numbers: usize) -> String {
    format!("{}{}0{}", "{\"a\":[".repeat(60), "0,".repeat(numbers), "]}".repeat(60))
}

/// The responses, each with another status, and what is seen of them.
fn responses() -> [(&'static str, &'static str, String); 5] {
    let roles = "\"r\",".repeat(LONG / 100);
    let claims = format!(r#"{{"client_id":"a","roles":[{roles}"z"],"deep":{}}}"#, nested(LONG * 3 / 10));
    let [header, claims] = [r#"{"alg":"RS256"}"#, &claims].map(|json| URL_SAFE_NO_PAD.encode(json));
    [
        ("short", "400", r#"{"error":"invalid_client"}"#.into()),
        ("nested", "401", nested(LONG / 2 - 400)),
        ("one-line", "402", "a".repeat(LONG)),
        ("short-lines", "403", "ab\n".repeat(LONG / 3)),
        ("token", "201", format!(r#"{{"access_token":"{header}.{claims}.c2ln","token_type":"Bearer"}}"#)),
    ]
}

/// Presses keys in this field, prints how long they took, and asserts that nothing hung.
#[expect(clippy::print_stdout, reason = "the times are for those who look for them")]
async fn press(window: &Window, field: &Element, what: &str) {
    let (median, longest) = window.key_presses_ms(field, KEYS).await;
    println!("a key while {what}: {median:.0} ms, at most {longest:.0} ms");
    assert!(longest < HANG_MS, "a key while {what} took {longest:.0} ms");
}

/// Clicks a tab of the response, and waits until it is chosen.
async fn open_tab(window: &Window, region: &Element, tab: &str) {
    window.click_in(Some(region), Role::Tab, tab).await;
    let chosen = async || {
        let tab = window.one_in(Some(region), Role::Tab, tab).await;
        window.session().ask(&tab, "attribute/aria-selected").await.unwrap_or_default()
    };
    window.wait_for(&format!("whether {tab:?} is chosen"), chosen, &json!("true")).await;
}

/// How many characters of long texts are drawn in the page.
async fn drawn(window: &Window) -> u64 {
    let script = "return [...document.querySelectorAll('[role=group].frame pre')]\
                  .reduce((sum, each) => sum + each.textContent.length, 0)";
    window.session().execute(script, json!([])).await.ok().and_then(|sum| sum.as_u64()).unwrap_or_default()
}

async fn long_responses(name: &str, theme: Theme) {
    let bodies: Vec<(&str, String)> =
        responses().into_iter().map(|(_, status, body)| (status, body)).collect();
    let endpoint = scripted::start(move |number| {
        let (status, body) = &bodies[(number - 1) % bodies.len()];
        scripted::response(&format!("{status} Something"), body)
    });
    let opening = Opening { theme, ..Opening::default() };
    let window = Window::open(name, &opening).await;
    add_first_credential(&window).await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    let scopes = window.one(Role::TextField, "Scopes").await;

    for (what, status, body) in responses() {
        window.click(Role::Button, "Get token").await;
        press(&window, &scopes, &format!("{what} arrives")).await;
        window.wait_for_response(status).await;
        let region = window.one(Role::Region, "Response").await;
        press(&window, &scopes, &format!("{what} is there")).await;
        window.screenshot(&format!("{what}-1-first")).await;
        for tab in ["Response", "Request"] {
            open_tab(&window, &region, tab).await;
            press(&window, &scopes, &format!("{what} is shown under {tab}")).await;
        }
        open_tab(&window, &region, "Response").await;
        if body.len() > 10_000 && status != "201" {
            let first = drawn(&window).await;
            assert!((500..40_000).contains(&first), "{first} characters of {} are drawn", body.len());
            let to_the_end = "const frame = document.querySelector('[role=group].frame');\
                              frame.scrollTop = frame.scrollHeight";
            window.session().execute(to_the_end, json!([])).await.expect("it is scrolled");
            window.wait_until("more is drawn", PATIENCE, async || drawn(&window).await > first).await;
            let second = drawn(&window).await;
            window.click_in(Some(&region), Role::Button, "Copy body").await;
            let copied =
                window.desktop.clipboard_when("all of the body", |text| text.len() == body.len()).await;
            assert!(copied == body, "all of {what} is copied");
            let more = window.one_in(Some(&region), Role::Button, "Show more").await;
            window.session().type_keys(&more, ENTER).await.expect("it is pressed");
            window.wait_until("still more is drawn", PATIENCE, async || drawn(&window).await > second).await;
            press(&window, &scopes, &format!("more of {what} is shown")).await;
            search(&window, &region, &scopes, what, &body).await;
        }
        window.screenshots(&format!("{what}-2-body")).await;
        window.assert_accessible(&format!("{what} is shown")).await;
    }
    look_into_the_history(&window).await;

    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.close().await;
    let window = Window::open_on(desktop, data, &format!("{name}-again"), &opening).await;
    window.wait_for_response("Last result: Token").await;
    let scopes = window.one(Role::TextField, "Scopes").await;
    press(&window, &scopes, "a long response is stored").await;
    look_into_the_history(&window).await;
}

/// Searches for what is nowhere, which reads all of the text, and for its end. Meanwhile and afterwards, the window takes
/// keys, and only what is near the match is drawn. A space in the text would count as a key that is measured.
async fn search(window: &Window, region: &Element, scopes: &Element, what: &str, body: &str) {
    window.click_in(Some(region), Role::Button, "Find").await;
    window.fill("Find in this text", "no-such-text").await;
    press(window, scopes, &format!("{what} is searched")).await;
    window.wait_for_response("No matches").await;
    let end: String = body.lines().last().unwrap_or_default().chars().rev().take(1).collect();
    window.fill("Find in this text", &end).await;
    press(window, scopes, &format!("many matches of {what} are found")).await;
    window.click_in(Some(region), Role::Button, "Previous").await;
    // For example "3 of 3", or "10,000 of 10,000+".
    let is_last = async || {
        let said = window.response().await;
        let words: Vec<&str> = said.split_whitespace().collect();
        words.windows(3).any(|three| three[1] == "of" && three[0] == three[2].trim_end_matches('+'))
    };
    window.wait_until("the last match is the current one", PATIENCE, is_last).await;
    press(window, scopes, &format!("the last match in {what} is shown")).await;
    let characters = drawn(window).await;
    assert!(characters < 200_000, "{characters} characters of {what} are drawn for a match");
    window.click_in(Some(region), Role::Button, "Close the search").await;
}

/// Opens each attempt, and compares two long ones.
async fn look_into_the_history(window: &Window) {
    window.click(Role::Button, "History").await;
    window.wait_for_text("5 requests", PATIENCE).await;
    // A space is no word to search for, so the list stays.
    let search = window.one(Role::TextField, "Search history").await;
    for number in 0..5 {
        let rows = window.session().find_all(None, "[data-attempt]").await.expect("there are attempts");
        window.session().click(&rows[number]).await.expect("it is clicked");
        let region = window.one(Role::Region, "Request from the history").await;
        open_tab(window, &region, "Response").await;
        window.screenshot(&format!("history-{number}")).await;
        press(window, &search, &format!("attempt {number} is shown")).await;
    }
    let boxes =
        window.session().find_all(None, "li > input[type=checkbox]").await.expect("there are attempts");
    for chosen in [&boxes[0], &boxes[3]] {
        window.session().click(chosen).await.expect("it is chosen");
    }
    window.click(Role::Button, "Compare two").await;
    window.one(Role::Heading, "Differences").await;
    window.screenshots("compared").await;
    window.assert_accessible("a comparison of long responses").await;
    press(window, &search, "two are compared").await;
}

#[tokio::test]
async fn a_very_long_response_leaves_the_window_alive() {
    long_responses("long", Theme::Light).await;
}

#[tokio::test]
async fn a_very_long_response_leaves_a_dark_window_alive() {
    long_responses("long-dark", Theme::Dark).await;
}
