//! The shortcuts of the window, the list of them, and what a browser would do with keys and the mouse.

use countersign_tests::identity::make_key_pair;
use countersign_tests::steps::{ENTER, choose_for_key_pair, open_with_a_credential, paste};
use countersign_tests::window::{PATIENCE, Role, Window};
use serde_json::json;

const ESCAPE: &str = "\u{E00C}";
const CTRL: &str = "\u{E009}";
const SHIFT: &str = "\u{E008}";
const ALT: &str = "\u{E00A}";
const LEFT: &str = "\u{E012}";
const DOWN: &str = "\u{E015}";
const F1: &str = "\u{E031}";
const F5: &str = "\u{E035}";

async fn press(window: &Window, keys: &[&str]) {
    window.session().press_together(keys).await.expect("the keys are pressed");
}

async fn name_new(window: &Window, name: &str) {
    press(window, &[CTRL, "n"]).await;
    window.fill("Name of the credential", name).await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, name).await;
}

#[tokio::test]
async fn shortcuts_do_what_people_expect_and_f1_lists_them() {
    let window = open_with_a_credential("shortcuts").await;
    name_new(&window, "Alpha").await;
    name_new(&window, "Beta").await;

    press(&window, &[F1]).await;
    let dialog = window.one(Role::Dialog, "Keyboard shortcuts").await;
    window.screenshots("1-help").await;
    let said = window.text(&dialog).await;
    for words in ["Get token", "Switch credential", "Lock now", "Zoom in", "Rename"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    window.assert_accessible("shortcuts").await;
    // Behind a dialog nothing changes.
    press(&window, &[CTRL, ","]).await;
    assert!(window.has(Role::Dialog, "Keyboard shortcuts").await);
    press(&window, &[ESCAPE]).await;
    window.wait_until_gone(Role::Dialog, "Keyboard shortcuts").await;

    press(&window, &[CTRL, "k"]).await;
    window.one(Role::Dialog, "Switch credential").await;
    window.screenshot("2-switcher").await;
    window.assert_accessible("switcher").await;
    let field = window.session().find_all(None, "dialog[open] input").await.expect("it is there").remove(0);
    window.session().type_keys(&field, "alp").await.expect("it is typed");
    let options =
        "return [...document.querySelectorAll('[role=option]')].map((each) => each.textContent.trim())";
    let found = async || window.session().execute(options, json!([])).await.expect("the script runs");
    window.wait_for("what is found", found, &json!(["Alpha"])).await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, "Alpha").await;
    press(&window, &[CTRL, "k"]).await;
    window.wait_for("what is listed", async || found().await.as_array().map(Vec::len), &Some(3)).await;
    press(&window, &[DOWN]).await;
    press(&window, &[ENTER]).await;
    window.one(Role::Heading, "Alpha").await;

    // A long list has a search field; a short one has the switcher.
    press(&window, &[CTRL, "f"]).await;
    window.one(Role::Dialog, "Switch credential").await;
    press(&window, &[ESCAPE]).await;
    window.wait_until_gone(Role::Dialog, "Switch credential").await;

    press(&window, &[CTRL, ","]).await;
    window.one(Role::Heading, "Settings").await;
    press(&window, &[CTRL, "k"]).await;
    window.one(Role::Dialog, "Switch credential").await;
    press(&window, &[ENTER]).await;
    window.wait_until_gone(Role::Heading, "Settings").await;
}

#[tokio::test]
async fn undo_brings_back_what_was_deleted_and_a_field_keeps_its_own_undo() {
    let window = open_with_a_credential("undo").await;
    paste(&window, &make_key_pair()).await;
    choose_for_key_pair(&window, "Replace").await;
    window.one(Role::Button, "Generate a key pair").await;
    window.fill("API key (client ID)", "client").await;
    let field = window.one(Role::TextField, "API key (client ID)").await;
    window.session().type_keys(&field, &format!("{CTRL}z")).await.expect("it is pressed");
    window.wait_for_value("API key (client ID)", "").await;
    assert!(window.has(Role::Button, "Generate a key pair").await, "the key pair is still removed");
    let leave = "document.activeElement.blur()";
    window.session().execute(leave, json!([])).await.expect("the script runs");
    press(&window, &[CTRL, "z"]).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;

    name_new(&window, "Alpha").await;
    press(&window, &["\u{E017}"]).await;
    window.wait_for_text("“Alpha” was deleted.", PATIENCE).await;
    press(&window, &[CTRL, "z"]).await;
    window.one(Role::Heading, "Alpha").await;
}

#[tokio::test]
async fn no_key_reloads_the_page_and_no_browser_menu_opens() {
    let window = open_with_a_credential("no-browser").await;
    let watch = "window.stillHere = true; window.menus = [];\
        addEventListener('contextmenu', (event) => setTimeout(() => menus.push(event.defaultPrevented)))";
    window.session().execute(watch, json!([])).await.expect("the script runs");
    for keys in [&[F5][..], &[CTRL, "r"], &[SHIFT, F5], &[CTRL, SHIFT, "r"], &[ALT, LEFT]] {
        press(&window, keys).await;
    }
    window.fill("API key (client ID)", "client").await;
    let here = window.session().execute("return window.stillHere === true", json!([])).await;
    assert_eq!(here.expect("the script runs"), true, "the page was not loaded again");

    let open_at = "const [selector] = arguments; const at = document.querySelector(selector);\
        at.scrollIntoView({ block: 'center' });\
        const { left, top, width, height } = at.getBoundingClientRect();\
        return [left + width / 2, top + height / 2].map(Math.round)";
    for (selector, prevented) in [("main h1", true), ("#field-api_key", false), (".rail .brand", true)] {
        let at = window.session().execute(open_at, json!([selector])).await.expect("it is there");
        let at = |index: usize| at[index].to_string();
        let moved = window.desktop.xdotool(&["mousemove", &at(0), &at(1), "click", "3"]);
        assert!(moved.is_some(), "the mouse is clicked");
        let last = async || {
            window.session().execute("return menus.pop() ?? null", json!([])).await.expect("the script runs")
        };
        window
            .wait_for(&format!("whether the menu at {selector} is prevented"), last, &json!(prevented))
            .await;
        window.screenshot(&format!("menu-{prevented}")).await;
        let _ = window.desktop.xdotool(&["key", "Escape"]);
    }
}
