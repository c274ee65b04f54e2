//! What is typed is there after the program was killed.

use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{Role, Window};

use super::common::{SAVED, add, listed, reopen_after_kill};

/// The last line of step 2's list.
const TICK: &str = "Set Access Token Format to JWT, then save";

async fn is_ticked(window: &Window) -> bool {
    let tick = window.one(Role::Checkbox, TICK).await;
    window.session().ask(&tick, "property/checked").await.is_ok_and(|ticked| ticked == true)
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_program_was_killed() {
    let window = open_with_a_credential("typed").await;
    window.fill("API key (client ID)", "the-first-client").await;
    window.fill("Scopes", "mail openid").await;
    window.fill("Notes", "for the loyalty feed").await;
    window.click(Role::Checkbox, TICK).await;
    assert!(is_ticked(&window).await);
    window.click(Role::Button, "Edit claims").await;
    window.click(Role::Button, "Add a claim").await;
    window.fill("Name of the added claim", "purpose").await;
    window.fill("Value of the added claim", "audit").await;
    add(&window, "Production OMS").await;
    window.fill("API key (client ID)", "the-second-client").await;
    window.click(Role::Button, "Choose a group").await;
    window.click(Role::MenuItem, "Production").await;
    window.screenshots("1-two").await;
    window.assert_accessible("two credentials").await;
    tokio::time::sleep(SAVED).await;
    let window = reopen_after_kill(window, "typed-again").await;
    window.one(Role::Heading, "Production OMS").await;
    assert_eq!(window.value("API key (client ID)").await, "the-second-client");
    window.one(Role::Button, "Group: Production").await;
    assert_eq!(listed(&window).await, ["New credential", "Production OMS"]);

    window.click(Role::Button, "New credential, Not tested yet").await;
    window.one(Role::Heading, "New credential").await;
    assert_eq!(window.value("API key (client ID)").await, "the-first-client");
    assert_eq!(window.value("Scopes").await, "mail openid");
    assert_eq!(window.value("Notes").await, "for the loyalty feed");
    assert!(is_ticked(&window).await, "the tick is there");
    window.click(Role::Button, "Edit claims").await;
    assert_eq!(window.value("Name of the added claim").await, "purpose");
    assert_eq!(window.value("Value of the added claim").await, "audit");
}
