//! The list of credentials with groups: Production is marked wherever it matters, groups fold and stay folded, a moved
//! credential keeps the focus, names are proposed, typed over and told apart, and forty credentials fit.

use countersign_core::credential::{Draft, Group};
use countersign_core::moment::UnixMillis;
use countersign_core::store::Store;
use countersign_core::token_request::RequestForm;
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::steps::{CLIENT, ENTER, open_with_a_credential};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use rusqlite::Connection;
use serde_json::json;
use std::sync::Arc;

const ESCAPE: &str = "\u{E00C}";
const ALT_DOWN: [&str; 2] = ["\u{E00A}", "\u{E015}"];
const F2: &str = "\u{E032}";

async fn script(window: &Window, script: &str) -> String {
    let said = window.session().execute(script, json!([])).await.unwrap_or_default();
    said.as_str().unwrap_or_default().to_owned()
}

/// The visible headings and names in the list, from the top.
async fn rows(window: &Window) -> String {
    let read = "return [...document.querySelectorAll('[data-group] span, [data-credential] b')]\
                .map((each) => each.textContent).join(', ')";
    script(window, read).await
}

/// The name of the credential whose row has the focus.
async fn focused_row(window: &Window) -> String {
    script(window, "return document.activeElement.querySelector('b')?.textContent ?? ''").await
}

async fn add(window: &Window, name: &str) {
    window.click(Role::Button, "Add a credential").await;
    type_name(window, name).await;
}

async fn type_name(window: &Window, name: &str) {
    // The name that is there is selected, so what is typed replaces it.
    press_in_name(window, name).await;
    press_in_name(window, ENTER).await;
    window.one(Role::Heading, name).await;
}

async fn press_in_name(window: &Window, key: &str) {
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, key).await.expect("the key is typed");
}

async fn choose_group(window: &Window, group: &str) {
    window.click(Role::Button, "Choose a group").await;
    window.click(Role::MenuItem, group).await;
}

#[tokio::test]
async fn production_is_marked_and_groups_fold_move_and_are_remembered() {
    let window = open_with_a_credential("list-groups").await;
    assert!(!window.has(Role::Button, "No group").await, "one group has no heading");
    for name in ["OMS export", "PIM import"] {
        add(&window, name).await;
        choose_group(&window, "Production").await;
    }
    let grouped = "Production, OMS export, PIM import, No group, New credential";
    window.wait_for("the list", async || rows(&window).await, &grouped).await;
    // A word, and a colour of its own, at the button that sends.
    let mark = "return document.querySelector('#production-mark')?.textContent.trim() ?? ''";
    window.wait_for("the mark at Get token", async || script(&window, mark).await, &"Production").await;
    let colours = "const of = (css) => getComputedStyle(document.querySelector(css)).color;\
                   return of('[data-group=production]') === of('#production-mark .chip') &&\
                   of('[data-group=production]') === of('.group-chip') ? 'one colour' : ''";
    window.wait_for("the colour", async || script(&window, colours).await, &"one colour").await;
    window.screenshots("1-production").await;
    window.assert_accessible("production").await;

    // Alt+↓ within the group, and at its end into the next one: the row keeps the focus each time.
    window.click(Role::Button, "OMS export, Production, Not tested yet").await;
    for order in [
        "Production, PIM import, OMS export, No group, New credential",
        "Production, PIM import, No group, OMS export, New credential",
    ] {
        window.session().press_together(&ALT_DOWN).await.expect("Alt and the arrow are pressed");
        window.wait_for("the list", async || rows(&window).await, &order).await;
        window.wait_for("the focus", async || focused_row(&window).await, &"OMS export").await;
    }
    window.wait_for("the mark", async || script(&window, mark).await, &"").await;

    window.click(Role::Button, "PIM import, Production, Not tested yet").await;
    window.click(Role::Button, "Production").await;
    window.one(Role::Button, "Production, PIM import, 1 credential, includes the open credential").await;
    window
        .wait_for(
            "the list",
            async || rows(&window).await,
            &"Production, No group, OMS export, New credential",
        )
        .await;
    window.wait_until_stored("[\"production\"]").await;
    window.screenshot("2-folded").await;
    window.assert_accessible("folded").await;
    let (desktop, data) = (window.desktop.clone(), window.data.clone());
    window.kill();
    let again = Window::open_on(desktop, data, "list-groups-again", &Opening::default()).await;
    again.one(Role::Button, "Production, PIM import, 1 credential, includes the open credential").await;
    again.click(Role::Button, "Production, PIM import, 1 credential, includes the open credential").await;
    again.one(Role::Button, "PIM import, Production, Not tested yet").await;
}

#[tokio::test]
async fn a_name_is_proposed_and_typed_over_and_the_title_renames() {
    let window = open_with_a_credential("names").await;
    window.fill("API key (client ID)", CLIENT).await;
    window.one(Role::Heading, "API client 3f6b1f0e").await;
    window.one(Role::Button, "API client 3f6b1f0e, Not tested yet").await;
    // A click on the title selects the proposed name, so that one types over it.
    window.click(Role::Button, "API client 3f6b1f0e").await;
    window.wait_for_value("Name of the credential", "API client 3f6b1f0e").await;
    let selected = "const at = document.activeElement;\
                    return at.value.slice(at.selectionStart, at.selectionEnd)";
    window.wait_for("the selection", async || script(&window, selected).await, &"API client 3f6b1f0e").await;
    window.assert_accessible("renaming").await;
    press_in_name(&window, ESCAPE).await;
    window.wait_for_focus("button API client 3f6b1f0e").await;
    window.click(Role::Button, "API client 3f6b1f0e").await;
    type_name(&window, "OMS").await;
    window.wait_for_focus("button OMS").await;
    window.session().press_together(&[F2]).await.expect("F2 is pressed");
    window.wait_for_value("Name of the credential", "OMS").await;
    press_in_name(&window, ESCAPE).await;
    window.one(Role::Heading, "OMS").await;

    add(&window, "OMS").await;
    window.one(Role::Button, "OMS, Same name: no API key, Not tested yet").await;
    window.wait_for_text("Another credential has the same name. This one: no API key.", PATIENCE).await;
    window.screenshots("1-same-name").await;
    window.assert_accessible("same name").await;
}

/// Forty credentials in all groups, some with long names, with certificates of all ages.
fn fill(data: &std::path::Path) {
    std::fs::create_dir_all(data).expect("the folder is made");
    let now = UnixMillis(
        i64::try_from(
            std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .expect("after 1970")
                .as_millis(),
        )
        .expect("a time"),
    );
    let store = Store::open(data, now).expect("the store opens").store;
    let groups = [Group::Production, Group::Staging, Group::Development, Group::Sandbox, Group::None];
    for number in 0..40_usize {
        let name = match number % 4 {
            0 => format!("OMS export {number}"),
            1 => format!("A credential with a name that is far too long for the list, number {number}"),
            2 => format!("zzte-{number:03}"),
            _ => String::new(),
        };
        let form = RequestForm { api_key: format!("client-{number}"), ..RequestForm::default() };
        let draft = Draft { form, ..Draft::default() };
        store.add_credential(&name, groups[number % groups.len()], &draft).expect("it is added");
    }
    drop(store);
    let store = Connection::open(data.join("countersign.sqlite")).expect("the store can be changed by hand");
    let ages = "UPDATE credential SET certificate_not_before = ?1 - (id * 11 % 300) * 86400, \
                certificate_not_after = ?1 + (id * 37 % 500 - 60) * 86400";
    store.execute(ages, [now.0 / 1000]).expect("they get certificates");
}

#[tokio::test]
async fn forty_credentials_fit_and_their_certificates_are_on_one_scale() {
    for theme in [Theme::Light, Theme::Dark] {
        let name = format!("forty-{theme:?}").to_lowercase();
        let desktop = Arc::new(Desktop::start(&name, theme));
        let data = desktop.home().join("data");
        fill(&data);
        let window = Window::open_on(desktop, data, &name, &Opening { theme, ..Opening::default() }).await;
        window.one(Role::Heading, "Production").await;
        window.screenshots("1-list").await;
        window.click(Role::Button, "Check all credentials").await;
        window.one(Role::Heading, "Certificates").await;
        window.wait_for_text("Show all 40", PATIENCE).await;
        window.screenshots("2-lives").await;
        window.assert_accessible("lives").await;
        window.click(Role::Button, "Show all 40").await;
        window.wait_for_text("Show fewer", PATIENCE).await;
        window.set_size(1600, 950).await;
        window.screenshot("3-all-lives").await;
    }
}
