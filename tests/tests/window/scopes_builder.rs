//! Scopes for SCAPI: the builder, the plain text beside it, and what is said about scopes that open nothing.

use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{PATIENCE, Role, Window};

const TENANT: &str = "SALESFORCE_COMMERCE_API:zzte_053";

async fn wait_for_result(window: &Window, scopes: &str) {
    window.wait_for_value("Scopes in the request", scopes).await;
}

#[tokio::test]
async fn scopes_are_built_typed_and_taken_back() {
    let window = open_with_a_credential("scopes-builder").await;
    window.fill("Scopes", "mail c_mine").await;
    window.click(Role::Button, "Build scopes…").await;
    window.one(Role::Heading, "Build scopes").await;

    // A tenant pasted into one field fills both, and its scope comes with the family's.
    window.fill("Realm", "f_ecom_zzte_053").await;
    window.wait_for_value("Realm", "zzte").await;
    window.wait_for_value("Instance", "053").await;
    window.fill("Search families", "prod").await;
    window.click(Role::Checkbox, "Read Products").await;
    wait_for_result(&window, &format!("mail c_mine {TENANT} sfcc.products")).await;
    window.screenshots("1-building").await;
    window.assert_accessible("building scopes").await;
    window.click(Role::Checkbox, "Write Products").await;
    wait_for_result(&window, &format!("mail c_mine {TENANT} sfcc.products.rw")).await;

    // What is typed is read back into the choice; what the list does not have appears in it.
    window.fill("Search families", "").await;
    window
        .fill("Scopes in the request", "SALESFORCE_COMMERCE_API:abcd_prd sfcc.new-family sfcc.orders mail")
        .await;
    window.wait_for_value("Realm", "abcd").await;
    window.one(Role::Checkbox, "Read new-family").await;
    window.click(Role::Checkbox, "Read Orders").await;
    wait_for_result(&window, "SALESFORCE_COMMERCE_API:abcd_prd sfcc.new-family mail").await;
    window.fill("Search families", "no such thing").await;
    window.wait_for_text("No family in the list matches", PATIENCE).await;
    window.fill("Search families", "").await;

    window.click(Role::Button, "Use these scopes").await;
    window.wait_for_value("Scopes", "SALESFORCE_COMMERCE_API:abcd_prd sfcc.new-family mail").await;
    window.click(Role::Button, "Undo the change: Scopes").await;
    window.wait_for_value("Scopes", "mail c_mine").await;

    // Another server's scopes have no realm.
    window.click(Role::Radio, "Another server…").await;
    window.wait_until_gone(Role::Button, "Build scopes…").await;
}

#[tokio::test]
async fn scopes_that_open_nothing_are_said_and_corrected() {
    let window = open_with_a_credential("scopes-wrong").await;
    let fill = async |scopes: &str| {
        window.fill("Scopes", scopes).await;
        window.fill("API key (client ID)", "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15").await;
    };
    fill("SALESFORCE_COMMERCE_API:zzte-053 sfcc.orders sfcc.orders.rw").await;
    window.wait_for_text("need an underscore", PATIENCE).await;
    window.click(Role::Button, "Correct the scopes").await;
    window.wait_for_value("Scopes", &format!("{TENANT} sfcc.orders sfcc.orders.rw")).await;
    // The button says what it changed until its finding is gone.
    fill("").await;
    window.wait_until_unsaid("is redundant").await;
    fill(&format!("{TENANT} sfcc.orders sfcc.orders.rw")).await;
    window.wait_for_text("sfcc.orders is redundant", PATIENCE).await;
    window.click(Role::Button, "Remove sfcc.orders").await;
    window.wait_for_value("Scopes", &format!("{TENANT} sfcc.orders.rw")).await;

    fill("SALESFORCE_COMMERCE_API sfcc.products").await;
    window.wait_for_text("is a role, not a scope", PATIENCE).await;
    window.screenshots("1-role").await;
    window.assert_accessible("scopes that open nothing").await;
}
