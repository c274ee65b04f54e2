//! A damaged file that was moved aside outlives what is deleted and changed later. The window says so wherever that
//! matters, and deletes it when the person wants.

use std::fs;

use countersign_tests::steps::open_with_a_credential;
use countersign_tests::window::{PATIENCE, Role, Window};

use super::common::{add, choose, wait_for_list};

const NAME: &str = "countersign-damaged-2027-01-15-080000.sqlite";
const TITLE: &str = "A damaged file is still on this computer";

async fn assert_named(window: &Window) {
    window.wait_for_text(TITLE, PATIENCE).await;
    let page = window.page_text().await;
    for words in [NAME, "2027", "30 kB"] {
        assert!(page.contains(words), "{words:?} is said:\n{page}");
    }
}

#[tokio::test]
async fn a_damaged_file_is_named_wherever_it_matters_and_deleted_after_a_question() {
    let window = open_with_a_credential("damaged-file").await;
    add(&window, "To go").await;
    let file = window.data.join(NAME);
    let log = window.data.join(format!("{NAME}-wal"));
    fs::write(&file, [7; 20_000]).expect("the data folder is ours");
    fs::write(&log, [7; 10_000]).expect("the data folder is ours");

    // It still has the credential that is deleted now.
    choose(&window, "To go", "Delete").await;
    wait_for_list(&window, &["New credential"]).await;
    assert_named(&window).await;
    window.screenshots("1-credential-deleted").await;
    window.assert_accessible("a damaged file after deleting a credential").await;
    window.click(Role::Button, "Dismiss").await;
    window.wait_until_unsaid(TITLE).await;

    // It still has the secrets as they were sealed before.
    window.click(Role::Button, "Settings").await;
    assert_named(&window).await;
    window.screenshots("2-settings").await;
    window.assert_accessible("a damaged file in the settings").await;
    window.click(Role::Button, "Use a passphrase…").await;
    let dialog = window.one(Role::Dialog, "Protect secrets with a passphrase").await;
    assert!(window.text(&dialog).await.contains(TITLE));
    window.screenshots("3-passphrase").await;
    window.click(Role::Button, "Cancel").await;

    window.click(Role::Button, &format!("Delete… {NAME}")).await;
    window.one(Role::Dialog, "Delete the damaged file?").await;
    window.screenshots("4-question").await;
    window.assert_accessible("deleting a damaged file").await;
    window.click(Role::Button, "Keep file").await;
    assert!(file.exists() && log.exists());
    window.click(Role::Button, &format!("Delete… {NAME}")).await;
    window.click(Role::Button, "Delete file").await;
    window.wait_until_unsaid(TITLE).await;
    assert!(!file.exists() && !log.exists());
}
