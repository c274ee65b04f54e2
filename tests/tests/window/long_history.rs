//! A long history is in the page a screenful at a time, and in the end as a whole.

use std::path::Path;
use std::sync::Arc;

use countersign_core::credential::{CredentialId, Draft, Group};
use countersign_core::moment::{Clock as _, UnixMillis};
use countersign_core::store::Store;
use countersign_core::token_exchange::ExchangeShown;
use countersign_tests::asking::{ask, form};
use countersign_tests::desktop::{Desktop, Theme};
use countersign_tests::identity::{SystemClock, make_key_pair, this_moment};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};
use serde_json::json;

const ATTEMPTS: i64 = 130;

/// A store with one credential and its attempts.
async fn fill(data: &Path) {
    // Nothing listens there.
    let form = form("long-history", "http://127.0.0.1:9/token", "mail");
    let exchange = ask(&form, &make_key_pair(), &this_moment()).await.shown();
    let store = Store::open(data, SystemClock.now()).expect("a new folder is writable").store;
    let draft = Draft { form, ..Draft::default() };
    store.add_credential("Loyalty", Group::None, &draft).expect("the disk has room");
    for number in 0..ATTEMPTS {
        let started_at = UnixMillis(exchange.started_at.0 + number * 1000);
        let exchange = ExchangeShown { started_at, ..exchange.clone() };
        store.record_attempt(CredentialId(1), &exchange).expect("the disk has room");
    }
}

async fn wait_for_rows(window: &Window, expected: i64) {
    let count = async || {
        let rows = "return document.querySelectorAll('[data-attempt]').length";
        window.session().execute(rows, json!([])).await.expect("the script runs")
    };
    window.wait_for("the number of requests listed", count, &json!(expected)).await;
}

#[tokio::test]
async fn a_long_history_is_listed_to_its_end() {
    let desktop = Arc::new(Desktop::start("long-history", Theme::default()));
    let data = desktop.folder("data");
    fill(&data).await;
    let window = Window::open_on(desktop, data, "long-history", &Opening::default()).await;
    window.click(Role::Button, "History").await;
    window.wait_for_text("130 requests", PATIENCE).await;
    wait_for_rows(&window, 100).await;
    window.screenshot("1-begin").await;
    window.click(Role::Button, "Show older requests").await;
    wait_for_rows(&window, ATTEMPTS).await;
    window.wait_until_gone(Role::Button, "Show older requests").await;
}
