//! A passphrase that is slow to try shows how far it is, and trying it can be cancelled.

use std::time::Duration;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::identity::{certificate_of, make_key_pair};
use countersign_tests::steps::private_key_of;
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::openssl::openssl;

/// Longest time to try the passphrase once: millions of iterations, without optimisation, beside other tests.
const TRYING_PATIENCE: Duration = Duration::from_secs(120);

#[tokio::test]
async fn a_slow_passphrase_shows_how_far_it_is_and_can_be_cancelled() {
    let window = Window::open("slow-passphrase", &Opening::default()).await;
    let folder = window.desktop.folder("slow-passphrase");
    let pair = make_key_pair();
    // The person's own file, in a folder that is removed with the test.
    let both = private_key_of(&pair) + &certificate_of(&pair);
    std::fs::write(folder.join("both.pem"), both).expect("a new folder is writable");
    let make = ["pkcs12", "-export", "-in", "both.pem", "-out", "slow.p12", "-passout", "pass:right"];
    // Five derivations of this length are just within what a person may wait for (`key_file/budget.rs`).
    openssl(&folder, &[&make[..], &["-iter", "2300000"]].concat());
    let path = folder.join("slow.p12");
    let path = path.to_str().expect("the path is text");

    window.click(Role::Button, "Use existing files…").await;
    FileDialog::wait(&window.desktop).await.choose(path).await;
    window.one(Role::Dialog, "A passphrase is needed").await;
    window.fill_secret("Passphrase", "right").await;
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("Trying the passphrase", PATIENCE).await;
    window.click(Role::Button, "Cancel").await;
    window.wait_until_unsaid("Trying the passphrase").await;
    // The dialog is still there, with the passphrase in it.
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("Trying the passphrase", PATIENCE).await;
    window.screenshots("1-trying").await;
    window.assert_accessible("trying a passphrase").await;
    window.wait_for_text("The certificate belongs to this key", TRYING_PATIENCE).await;
}
