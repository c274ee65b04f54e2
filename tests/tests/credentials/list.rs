//! The list in the rail: deleting and undoing it, copies, and the order.

use std::time::Duration;

use countersign_tests::mouse::{Mouse, Point};
use countersign_tests::steps::{ENTER, open_with_a_credential};
use countersign_tests::window::{PATIENCE, Role, Window};

use super::common::{add, choose, reopen_after_kill, wait_for_list};

/// More time than a move needs to become visible.
const TO_BE_MOVED: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_deleted_credential_comes_back_complete_and_a_copy_appears_beside_its_original() {
    let window = open_with_a_credential("deleted").await;
    add(&window, "Staging feed").await;
    window.fill("API key (client ID)", "staging-client").await;
    choose(&window, "Staging feed", "Duplicate").await;
    let field = window.one(Role::TextField, "Name of the credential").await;
    window.session().type_keys(&field, ENTER).await.expect("Enter is typed");
    window.one(Role::Heading, "Copy of Staging feed").await;
    window.wait_for_value("API key (client ID)", "staging-client").await;
    wait_for_list(&window, &["New credential", "Staging feed", "Copy of Staging feed"]).await;

    choose(&window, "Staging feed", "Delete").await;
    window.wait_for_text("“Staging feed” was deleted.", PATIENCE).await;
    wait_for_list(&window, &["New credential", "Copy of Staging feed"]).await;
    window.screenshot("1-deleted").await;
    window.assert_accessible("deleted").await;
    window.click(Role::Button, "Undo").await;
    window.one(Role::Heading, "Staging feed").await;
    window.wait_for_value("API key (client ID)", "staging-client").await;
    wait_for_list(&window, &["New credential", "Staging feed", "Copy of Staging feed"]).await;
}

#[tokio::test]
async fn the_keyboard_moves_a_credential_and_its_place_lasts() {
    let window = open_with_a_credential("moved").await;
    add(&window, "First").await;
    add(&window, "Second").await;
    // The row that was just named has the focus.
    window.session().press_together(&["\u{E00A}", "\u{E013}"]).await.expect("Alt and the arrow are pressed");
    wait_for_list(&window, &["New credential", "Second", "First"]).await;
    choose(&window, "First", "Move up").await;
    wait_for_list(&window, &["New credential", "First", "Second"]).await;
    window.wait_until_stored_in_order(&["", "First", "Second"]).await;
    let again = reopen_after_kill(window, "moved-again").await;
    again.one(Role::Heading, "Second").await;
    wait_for_list(&again, &["New credential", "First", "Second"]).await;
}

/// The middle of a credential's row, and a point above its upper half, on the display. The window opens at 0, 0.
async fn row(window: &Window, name: &str) -> (Point, Point) {
    let script = "const row = [...document.querySelectorAll('[data-credential]')]\
        .find((row) => row.querySelector('b').textContent === arguments[0]).getBoundingClientRect();\
        return [row.left + row.width / 2, row.top + row.height / 2, row.top + 4].map(Math.round)";
    let found = window.session().execute(script, serde_json::json!([name])).await.expect("the row is there");
    let number =
        |at: usize| i32::try_from(found[at].as_i64().expect("a number")).expect("it is on the display");
    ((number(0), number(1)), (number(0), number(2)))
}

#[tokio::test]
async fn the_mouse_drags_a_credential_to_another_place_and_it_stays_there() {
    let window = open_with_a_credential("dragged").await;
    for name in ["First", "Second", "Third"] {
        add(&window, name).await;
    }
    let desktop = window.desktop.clone();
    let (third, _) = row(&window, "Third").await;
    let (_, above_first) = row(&window, "First").await;
    let mut mouse = Mouse::press(&desktop, third).await;
    mouse.drag_to(above_first).await;
    window.screenshot("1-on-its-way").await;
    mouse.release().await;
    let moved = ["New credential", "Third", "First", "Second"];
    wait_for_list(&window, &moved).await;
    window.one(Role::Heading, "Third").await;
    window.screenshots("2-moved").await;
    window.assert_accessible("dragged").await;

    // Down over others, and back again: nothing moves, and the pressed row does not open.
    let (first, _) = row(&window, "First").await;
    let (second, _) = row(&window, "Second").await;
    let mut mouse = Mouse::press(&desktop, first).await;
    mouse.drag_to(second).await;
    let is_dragged =
        async || window.session().find_all(None, ".entry.dragged").await.is_ok_and(|rows| rows.len() == 1);
    window.wait_until("it is dragged", PATIENCE, is_dragged).await;
    mouse.drag_to(first).await;
    mouse.release().await;
    tokio::time::sleep(TO_BE_MOVED).await;
    wait_for_list(&window, &moved).await;
    window.one(Role::Heading, "Third").await;

    window.wait_until_stored_in_order(&["", "Third", "First", "Second"]).await;
    let again = reopen_after_kill(window, "dragged-again").await;
    again.one(Role::Heading, "Third").await;
    wait_for_list(&again, &moved).await;
}
