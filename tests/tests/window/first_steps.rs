//! The first minutes: what was cancelled has begun nothing, practice counts for nothing else, and the tour leaves the
//! steps as it found them.

use serde_json::json;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::steps::KEY_PATIENCE;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

const TOUR: [(&str, &str); 4] = [
    ("Switch it on", "Running at 127.0.0.1:"),
    ("Add API Client", "Step 3 of 8"),
    ("Generate a key pair", "Step 4 of 8"),
    ("Paste and save", "Step 5 of 8"),
];

#[tokio::test]
async fn a_cancelled_file_dialog_at_the_first_start_leaves_nothing_behind() {
    let window = Window::open("first-cancelled", &Opening::default()).await;
    window.one(Role::Button, "Start").await;
    let list = window.page_text().await;
    window.click(Role::Button, "Use existing files…").await;
    FileDialog::wait(&window.desktop).await.cancel().await;
    window.wait_for("the first screen", async || window.page_text().await, &list).await;
    window.one(Role::Button, "Start").await;
    window.screenshots("1-still-first").await;
}

/// Which of the items of step 2 are ticked.
async fn ticks(window: &Window) -> Vec<bool> {
    let script = "return [...document.querySelectorAll('#step-client input[type=checkbox]')].map((box) => box.checked)";
    let ticks = window.session().execute(script, json!([])).await.expect("the script runs");
    ticks.as_array().into_iter().flatten().map(|tick| tick == true).collect()
}

#[tokio::test]
async fn practice_ticks_nothing_for_account_manager_and_the_tour_leaves_no_hole() {
    let window = Window::open("first-tour", &Opening::default()).await;
    window.set_size(1240, 860).await;
    window.click(Role::Button, "Start").await;
    for (button, then) in TOUR {
        let tour = window.one(Role::Region, "Tour").await;
        window.click_in(Some(&tour), Role::Button, button).await;
        window.wait_for_text(then, KEY_PATIENCE).await;
    }
    let tour = window.one(Role::Region, "Tour").await;
    window.click_in(Some(&tour), Role::Button, "Request a token").await;
    window.wait_for_text("Step 6 of 8", PATIENCE).await;
    window.click(Role::Button, "Leave the tour").await;
    window.wait_until_unsaid("Step 6 of 8").await;
    // "Get token" is docked only while its place is below the window's edge.
    let script = "const slot = document.querySelector('#get-token').closest('.slot');
        const docked = document.querySelector('#get-token').closest('.docked') !== null;
        const { bottom } = slot.getBoundingClientRect();
        return docked && bottom + 45 < innerHeight - 8";
    let has_hole =
        async || window.session().execute(script, json!([])).await.expect("the script runs") == true;
    window.wait_until("no hole is left", PATIENCE, async || !has_hole().await).await;
    window.screenshots("1-after-the-tour").await;

    let unfold = window.one(Role::Button, "Change: API client in Account Manager").await;
    window.session().click(&unfold).await.expect("it unfolds");
    window.wait_for("the ticks of the tour", async || ticks(&window).await, &[true; 4]).await;
    window.click(Role::Button, "Leave practice").await;
    window.one(Role::Radio, "Another server…").await;
    window.wait_for("no ticks for Account Manager", async || ticks(&window).await, &[false; 4]).await;
    window.screenshots("2-left").await;
    window.click(Role::Button, "Undo").await;
    let unfold = window.one(Role::Button, "Change: API client in Account Manager").await;
    window.session().click(&unfold).await.expect("it unfolds");
    window.wait_for("the ticks of practice are back", async || ticks(&window).await, &[true; 4]).await;
}
