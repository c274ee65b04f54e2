//! Typed text is there after the program was killed.

use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{PATIENCE, Role, Window};

use super::common::{add, reopen_after_kill, wait_for_list};

/// The last item of step 2's list.
const TICK: &str = "Set Access Token Format to JWT, then save";

async fn wait_until_ticked(window: &Window) {
    let is_ticked = async || {
        let tick = window.one(Role::Checkbox, TICK).await;
        window.session().ask(&tick, "property/checked").await.is_ok_and(|ticked| ticked == true)
    };
    window.wait_until("it is ticked", PATIENCE, is_ticked).await;
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_program_was_killed() {
    let window = open_with_a_credential("typed").await;
    window.fill("API key (client ID)", "the-first-client").await;
    window.fill("Scopes", "mail openid").await;
    window.fill("Notes", "for the loyalty feed").await;
    window.click(Role::Checkbox, TICK).await;
    wait_until_ticked(&window).await;
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
    window.one(Role::Button, "Group: Production").await;
    window.wait_until_stored("the-second-client").await;
    let window = reopen_after_kill(window, "typed-again").await;
    window.one(Role::Heading, "Production OMS").await;
    window.wait_for_value("API key (client ID)", "the-second-client").await;
    window.one(Role::Button, "Group: Production").await;
    wait_for_list(&window, &["Production OMS", "API client the-first-client"]).await;

    window.click(Role::Button, "API client the-first-client, Not tested yet").await;
    window.one(Role::Heading, "API client the-first-client").await;
    window.wait_for_value("API key (client ID)", "the-first-client").await;
    window.wait_for_value("Scopes", "mail openid").await;
    window.wait_for_value("Notes", "for the loyalty feed").await;
    wait_until_ticked(&window).await;
    window.click(Role::Button, "Edit claims").await;
    window.wait_for_value("Name of the added claim", "purpose").await;
    window.wait_for_value("Value of the added claim", "audit").await;
}
