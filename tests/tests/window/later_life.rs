//! Later stages of a key's life: unlocked, renewed, saved for other tools, with a reminder, rotated.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use countersign_tests::file_dialog::FileDialog;
use countersign_tests::steps::{add_first_credential, choose_for_key_pair};
use countersign_tests::window::{Opening, PATIENCE, Role, Window};

use super::openssl::openssl;

#[tokio::test]
async fn a_locked_key_is_unlocked_renewed_rotated_and_saved_for_other_tools() {
    let window = Window::open("later", &Opening::default()).await;
    let folder = window.desktop.folder("keys");
    let make = ["req", "-x509", "-newkey", "rsa:2048", "-keyout", "key.pem", "-out", "cert.pem"];
    openssl(&folder, &[&make[..], &["-subj", "/O=Example/CN=shop", "-passout", "pass:open sesame"]].concat());
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("openssl wrote it");
    let locked = read("key.pem");
    assert!(locked.contains("ENCRYPTED"));

    add_first_credential(&window).await;
    // The window asks for a passphrase. A wrong one is reported, and stays so that it can be corrected.
    window.paste("Private key or certificate text", &locked).await;
    window.one(Role::Dialog, "A passphrase is needed").await;
    window.screenshots("1-passphrase").await;
    window.assert_accessible("passphrase").await;
    window.fill_secret("Passphrase", "open sesam").await;
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("Wrong passphrase", PATIENCE).await;
    window.screenshots("2-wrong-passphrase").await;
    window.assert_accessible("wrong passphrase").await;
    window.fill_secret("Passphrase", "open sesame").await;
    window.click(Role::Button, "Unlock").await;
    window.wait_for_text("RSA 2048", PATIENCE).await;
    window.paste("Private key or certificate text", &read("cert.pem")).await;
    window.wait_for_text("The certificate belongs to this key", PATIENCE).await;

    // The certificate expires within 30 days, so the window offers what helps: a new certificate for the same key.
    window.click(Role::Button, "Renew…").await;
    window.one(Role::Dialog, "A new certificate for this key").await;
    window.screenshots("3-renew").await;
    window.assert_accessible("renew").await;
    window.click(Role::Button, "Create certificate").await;
    window.wait_for_text("365 days left", PATIENCE).await;

    // One file for other tools, encrypted with a passphrase.
    choose_for_key_pair(&window, "Save as…").await;
    window.click(Role::Radio, "PKCS#12").await;
    window.fill_secret("Passphrase", "for the other tool").await;
    window.fill_secret("Repeat passphrase", "for the other tool").await;
    window.screenshots("4-save-as").await;
    window.assert_accessible("save as").await;
    window.click(Role::Button, "Choose a name…").await;
    let path = folder.join("pair.p12");
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved pair.p12", PATIENCE).await;
    let mode = fs::metadata(folder.join("pair.p12")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the private key is for its owner alone");
    let unpack = ["pkcs12", "-in", "pair.p12", "-passin", "pass:for the other tool", "-nodes"];
    openssl(&folder, &[&unpack[..], &["-nocerts", "-out", "unpacked.pem"]].concat());
    openssl(&folder, &[&unpack[..], &["-nokeys", "-out", "renewed.pem"]].concat());
    let key_of_locked =
        openssl(&folder, &["rsa", "-in", "key.pem", "-passin", "pass:open sesame", "-modulus", "-noout"]);
    assert_eq!(openssl(&folder, &["rsa", "-in", "unpacked.pem", "-modulus", "-noout"]), key_of_locked);
    assert_eq!(openssl(&folder, &["x509", "-in", "renewed.pem", "-modulus", "-noout"]), key_of_locked);
    let subject = |name: &str| openssl(&folder, &["x509", "-in", name, "-subject", "-noout"]);
    assert_eq!(subject("renewed.pem"), subject("cert.pem"));
    window.screenshots("5-saved-as").await;

    // A calendar entry for its expiry.
    choose_for_key_pair(&window, "Remind me before it expires").await;
    let path = folder.join("end.ics");
    FileDialog::wait(&window.desktop).await.choose(path.to_str().expect("the path is text")).await;
    window.wait_for_text("Saved the calendar entry end.ics", PATIENCE).await;
    assert!(read("end.ics").contains("SUMMARY:Certificate shop expires"));

    // A new pair. The old one stays until there is a token.
    choose_for_key_pair(&window, "Rotate…").await;
    window.one(Role::Dialog, "Switch to a new key pair").await;
    let options =
        window.session().find_all(None, "dialog[open] summary").await.expect("the options are there");
    window.session().click(&options[0]).await.expect("they open");
    window.screenshots("6-rotate").await;
    window.assert_accessible("rotate").await;
    window.click(Role::Radio, "EC P-256").await;
    window.click(Role::Button, "Generate new key pair").await;
    window.wait_for_text("Switch to the new key pair", PATIENCE).await;
    window.wait_for_text("Old key pair: RSA 2048", PATIENCE).await;
    window.screenshots("7-rotation").await;
    window.assert_accessible("rotation").await;
    window.click(Role::Button, "Go back to the old pair").await;
    // The old pair was named before too, as the one that stays.
    window.wait_until_unsaid("Switch to the new key pair").await;
    window.wait_for_text("RSA 2048", PATIENCE).await;
}
