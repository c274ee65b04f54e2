//! *Generate* has nothing to wait for: a key is made while somebody looks at the step, each for one credential.

use std::collections::BTreeSet;

use countersign_tests::prepared_key::{is_on_battery, wait_until_made};
use countersign_tests::steps::{BELONGS, open_with_a_credential};
use countersign_tests::window::{PATIENCE, Role, Window};
use x509_parser::pem::parse_x509_pem;
use x509_parser::public_key::PublicKey;

#[tokio::test]
async fn generate_gives_the_key_that_was_made_meanwhile_and_each_credential_another_one() {
    if is_on_battery() {
        return;
    }
    let window = open_with_a_credential("prepared-key").await;
    let first = generate_prepared(&window, &BTreeSet::new()).await;
    window.screenshots("1-generated").await;

    window.click(Role::Button, "Add a credential").await;
    window.one(Role::Button, "Generate a key pair").await;
    let second = generate_prepared(&window, &BTreeSet::from([first.clone()])).await;
    assert_ne!(first, second, "no two credentials have the same key");
}

/// Waits until the program has a key that is not one of these, presses *Generate*, and returns the modulus of the new
/// certificate, after asserting that it is that key's.
async fn generate_prepared(window: &Window, known: &BTreeSet<Vec<u8>>) -> Vec<u8> {
    let ready = wait_until_made(window, known).await;
    window.click(Role::Button, "Generate a key pair").await;
    window.wait_for_text(BELONGS, PATIENCE).await;
    let step = window.step(1).await;
    let before = window.desktop.clipboard();
    window.click_in(Some(&step), Role::Button, "Copy certificate").await;
    let is_new = |text: &str| text.contains("BEGIN CERTIFICATE") && text != before;
    let certificate = window.desktop.clipboard_when("a certificate", is_new).await;
    let modulus = modulus(&certificate);
    let is_same = |key: &Vec<u8>| modulus.starts_with(key);
    assert!(ready.iter().any(is_same), "the key was there before it was asked for");
    ready.into_iter().find(|key| is_same(key)).unwrap_or_default()
}

fn modulus(certificate: &str) -> Vec<u8> {
    let (_, pem) = parse_x509_pem(certificate.as_bytes()).expect("it is PEM");
    let certificate = pem.parse_x509().expect("it is a certificate");
    match certificate.public_key().parsed().expect("it has a key") {
        PublicKey::RSA(key) => key.modulus.iter().copied().skip_while(|byte| *byte == 0).collect(),
        other => panic!("{other:?} is no RSA key"),
    }
}
