//! "Find the cause" in the real window: what it would send, its steps, the setting that it proves, and the history.

use std::time::Duration;

use countersign_tests::window::{Opening, PATIENCE, Role, Window};

/// Longest time to make an RSA 4096 key. It varies by chance, and other tests use the processor too.
const KEY_PATIENCE: Duration = Duration::from_secs(120);

/// Opens a window with a practice credential that got a token.
async fn practising(name: &str) -> Window {
    let window = Window::open(name, &Opening::default()).await;
    window.click(Role::Button, "Start").await;
    for (button, then) in [
        ("Switch it on", "Step 2 of 8"),
        ("Add API Client", "Step 3 of 8"),
        ("Generate a key pair", "Step 4 of 8"),
        ("Paste and save", "Step 5 of 8"),
        ("Request a token", "Step 6 of 8"),
    ] {
        let tour = window.one(Role::Region, "Tour").await;
        window.click_in(Some(&tour), Role::Button, button).await;
        window.wait_for_text(then, KEY_PATIENCE).await;
    }
    window
}

/// Requests a token with the button of step 3. The response may have a button with the same name.
async fn get_token(window: &Window) {
    let step = window.step(3).await;
    window.click_in(Some(&step), Role::Button, "Get token").await;
}

#[tokio::test]
async fn the_cause_is_found_by_experiments_and_its_setting_can_be_used() {
    let window = practising("experiments").await;
    window.click(Role::Button, "Practice Account Manager On").await;
    window.click(Role::Checkbox, "Strict audience").await;
    // A fault is on once it was stored, a moment after the tick.
    window.one(Role::Button, "Fix everything").await;
    window.click(Role::Button, "Create a credential for it").await;
    get_token(&window).await;
    window.wait_for_response("Invalid token audience").await;
    window.wait_for_text("Find out for sure", PATIENCE).await;
    window.screenshots("1-offer").await;
    window.assert_accessible("experiments, offered").await;
    window.click(Role::Button, "Find the cause").await;
    window.wait_for_text("Cause found", PATIENCE).await;
    window.wait_for_text("Token received: the audience is the cause", PATIENCE).await;
    window.screenshots("2-found").await;
    window.assert_accessible("experiments, found").await;
    window.click(Role::Button, "Use this setting").await;
    window.one(Role::Button, "Undo the change: Audience").await;
    get_token(&window).await;
    window.wait_for_response("Token received").await;
    window.click(Role::Button, "History").await;
    window.wait_for_text("Experiment: With the audience without its port", PATIENCE).await;
    window.screenshots("3-history").await;
    window.assert_accessible("experiments, history").await;
}
