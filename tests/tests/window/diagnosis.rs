//! How a refusal is explained in the window: what the server said, the causes in order of likelihood with what speaks for
//! and against each, and what the answer rules out. In both wordings of the practice Account Manager.

use countersign_tests::identity::make_key_pair;
use countersign_tests::servers::scripted;
use countersign_tests::steps::{CLIENT, ENTER, open_with_a_credential, paste, send_to_endpoint};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

const RULES_OUT: &str = "What this answer rules out";

/// A window with a credential of an API client of the practice Account Manager, which has its certificate.
async fn practising(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    window.click(Role::Button, "Practice Account Manager").await;
    window.click(Role::Button, "Switch it on").await;
    window.wait_for_text("Running at 127.0.0.1:", PATIENCE).await;
    window.click(Role::Button, "Add API Client").await;
    window.click(Role::Button, "Create a credential for it").await;
    paste(&window, &make_key_pair()).await;
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Button, "Paste the open credential's certificate").await;
    window.click(Role::Button, "Save").await;
    window.wait_for_text("Certificate of “", PATIENCE).await;
    window
}

/// From the page of the practice Account Manager, sends the credential's request.
async fn send(window: &Window) {
    window.click(Role::Button, "Create a credential for it").await;
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
}

async fn select(window: &Window, label: &str, value: &str) {
    let script = "const [label, value] = arguments;\
        const select = [...document.querySelectorAll('select')].find((each) => each.labels[0].textContent === label);\
        select.value = value; select.dispatchEvent(new Event('change', { bubbles: true }))";
    window.session().execute(script, json!([label, value])).await.expect("it is selected");
}

/// A list of the page as a screen reader reads it, one item per line.
async fn items(window: &Window, list: &str) -> Vec<String> {
    window.one(Role::List, list).await;
    let script = "const [name] = arguments;\
        const named = (list) => list.ariaLabel ?? document.getElementById(list.getAttribute('aria-labelledby'))?.textContent;\
        const list = [...document.querySelectorAll('[role=list]')].find((each) => named(each) === name);\
        return [...list.children].map((item) => item.textContent.replace(/\\s+/g, ' ').trim())";
    let read = window.session().execute(script, json!([list])).await.expect("the list is read");
    serde_json::from_value(read).expect("texts")
}

/// Screenshots in both sizes and themes, and no violation in either theme.
async fn look(window: &Window, state: &str) {
    for theme in ["light", "dark"] {
        let script = "document.documentElement.dataset.theme = arguments[0]";
        window.session().execute(script, json!([theme])).await.expect("the theme changes");
        for (width, height) in [(900, 640), (1240, 860)] {
            window.set_size(width, height).await;
            let script = "document.querySelector('.answer article').scrollIntoView()";
            window.session().execute(script, json!([])).await.expect("the causes are there");
            window.screenshot(&format!("{state}-{theme}-{width}x{height}")).await;
        }
        window.assert_accessible(&format!("{state}, {theme}")).await;
    }
}

#[tokio::test]
async fn an_answer_rules_out_what_the_server_checked_before_and_leaves_the_rest_open() {
    let window = practising("diagnosis").await;
    window.click(Role::Checkbox, "Strict audience").await;
    window.one(Role::Button, "Fix everything").await;
    send(&window).await;
    window.wait_for_response("Practice Account Manager refused the audience").await;
    assert_eq!(
        items(&window, RULES_OUT).await,
        [
            "API client: passed, known and active",
            "Auth method: passed, set to private_key_jwt",
            "Signature: passed, the stored certificate is this key's",
            "Audience: stopped, this is where it stopped",
            "Times · Client type: unknown, not looked at yet",
        ]
    );
    window.wait_for_response("This follows from the order in which Practice Account Manager checks.").await;
    window.wait_for_response("1 cause left of ").await;
    let said = window.response().await;
    assert_eq!(said.matches("refused the audience").count(), 1, "the headline is said once:\n{said}");
    look(&window, "1-audience").await;
    window.click(Role::Button, "Show the raw response").await;
    window.wait_for_response("HTTP/1.1 400 Bad Request").await;
    let on_tab = async || window.focused().await.ends_with("-tab-response");
    window.wait_until("the tab has the focus", PATIENCE, on_tab).await;

    // Now the same words for a client that is unknown or inactive and for one that is set to another method.
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Button, "Fix everything").await;
    window.click(Role::Checkbox, "Inactive API client").await;
    window.one(Role::Button, "Fix everything").await;
    send(&window).await;
    window.wait_for_response("Most likely: the API client is unknown or inactive").await;
    assert_eq!(items(&window, "For and against").await, ["For It leads to exactly this response."]);
    assert!(!window.response().await.contains("Possibly: "), "the other cause is folded");
    let summary = "document.querySelector('.answer summary').focus()";
    window.session().execute(summary, json!([])).await.expect("there is a fold");
    window.wait_for_focus("summary 1 other cause").await;
    look(&window, "2-folded").await;
    window.session().press_together(&[ENTER]).await.expect("the key is pressed");
    window.wait_for_response("Possibly: Token Endpoint Auth Method").await;
    look(&window, "3-unfolded").await;

    // In the words of 2021, one sentence has many causes.
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Button, "Fix everything").await;
    select(&window, "Wording", "as_in_2021").await;
    select(&window, "Server's clock", "-10").await;
    window.one(Role::Button, "Fix everything").await;
    window.wait_until_stored("as_in_2021").await;
    send(&window).await;
    window.wait_for_response("JWT is not valid").await;
    window.wait_for_response("1 other cause").await;
    look(&window, "4-not-valid").await;
}

#[tokio::test]
async fn of_a_server_that_nobody_knows_only_its_words_count() {
    let endpoint = scripted::start(|_| {
        scripted::response("400 Bad Request", r#"{"error":"invalid_request","error_description":"No."}"#)
    });
    let window = open_with_a_credential("diagnosis-unknown").await;
    paste(&window, &make_key_pair()).await;
    window.fill("API key (client ID)", CLIENT).await;
    send_to_endpoint(&window, &endpoint).await;
    window.click(Role::Button, "Get token").await;
    window.wait_for_response("Nothing is known about the order in which this server checks").await;
    assert!(!window.response().await.contains(RULES_OUT));
    window.screenshots("1-unknown").await;
    window.assert_accessible("unknown server").await;
}
