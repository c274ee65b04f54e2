//! A key pair that is read from the person's files each time, after the files have changed.

use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::credential::CredentialId;
use countersign_core::key_file::{FileError, KeyProblem};
use countersign_core::key_pair::save_as::{SaveFormat, file_content};
use countersign_core::key_pair::{KeyPair, KeySource};
use countersign_core::moment::UnixSeconds;
use countersign_core::vault::{KeyFileConcern, ReadAgain, StoredKeyPair, Vault, read_again};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::common::{Keychain, NOW, add, key_pair, make_key_pair, new_store, vault};

type Content = Result<Zeroizing<Vec<u8>>, KeyProblem>;

/// A credential whose pair is read from `a.pem` and `a.crt`, and what is stored of it.
fn in_files(vault: &Vault) -> (CredentialId, StoredKeyPair) {
    let id = add(vault.store(), "a");
    vault.store_key_pair(id, &key_pair()).unwrap();
    vault.read_key_from_files(id, &["/keys/a.pem".into(), "/keys/a.crt".into()], &key_pair()).unwrap();
    (id, vault.key_pair(id).unwrap())
}

fn private_key(pair: &KeyPair) -> Content {
    let text = pair.private_key().unwrap().to_pkcs8_pem();
    Ok(Zeroizing::new(text.expose_secret().as_bytes().to_vec()))
}

fn certificate(pair: &KeyPair) -> Content {
    Ok(Zeroizing::new(pair.certificate().unwrap().to_pem().into_bytes()))
}

fn text(text: &str) -> Content {
    Ok(Zeroizing::new(text.into()))
}

fn unreadable(reason: FileError) -> KeyProblem {
    KeyProblem::FileUnreadable { reason }
}

/// What is read if the two files now have these contents.
fn read(a_pem: Content, a_crt: Content) -> ReadAgain {
    let (_folder, store) = new_store();
    let (_, known) = in_files(&vault(store, &Keychain::default()));
    let named = [("a.pem", a_pem), ("a.crt", a_crt)];
    let sources = named.map(|(name, content)| KeySource { name: Some(name.into()), content });
    read_again(&known, &sources)
}

#[test]
fn unchanged_files_are_read_without_concerns() {
    let ReadAgain { pair, concerns } = read(private_key(&key_pair()), certificate(&key_pair()));
    assert_eq!((pair.private_key(), pair.belong_together()), (key_pair().private_key(), Some(true)));
    assert_eq!(concerns, []);
    assert_eq!(pair.unsaved(), None);
}

#[test]
fn a_private_key_that_cannot_be_read_is_reported_with_its_file_and_the_certificate_is_still_there() {
    let encrypted = file_content(&key_pair(), SaveFormat::KeyPkcs8, Some(&"passphrase".into()), false);
    let encrypted = Zeroizing::new(encrypted.unwrap().bytes.to_vec());
    let file = || "a.pem".to_owned();
    let seen = |problem| KeyFileConcern::Unreadable { source: file(), problem };
    for (content, concern) in [
        (Err(unreadable(FileError::NotFound)), seen(unreadable(FileError::NotFound))),
        (Err(unreadable(FileError::PermissionDenied)), seen(unreadable(FileError::PermissionDenied))),
        (Ok(encrypted), KeyFileConcern::Locked { source: file() }),
        (text(""), seen(KeyProblem::Empty)),
        (text("shopping list"), seen(KeyProblem::NoBeginLine { starts_with: "shopping list".into() })),
        (certificate(&make_key_pair()), KeyFileConcern::NoPrivateKey),
    ] {
        let ReadAgain { pair, concerns } = read(content, certificate(&key_pair()));
        assert_eq!(concerns, [concern]);
        assert_eq!(pair.private_key(), None);
        assert!(pair.certificate().is_some());
    }
}

#[test]
fn a_certificate_that_cannot_be_read_is_reported_and_the_previous_one_is_used() {
    let ReadAgain { pair, concerns } = read(private_key(&key_pair()), Err(unreadable(FileError::NotFound)));
    let problem = unreadable(FileError::NotFound);
    assert_eq!(concerns, [KeyFileConcern::Unreadable { source: "a.crt".into(), problem }]);
    assert_eq!(pair.certificate(), key_pair().certificate());
    assert_eq!(pair.belong_together(), Some(true), "it signs all the same");
}

#[test]
fn parts_that_no_longer_belong_together_are_told_apart() {
    let other = make_key_pair();
    let read_key = read(private_key(&other), certificate(&key_pair()));
    assert_eq!(read_key.concerns, [KeyFileConcern::AnotherPrivateKey]);
    let read_certificate = read(private_key(&key_pair()), certificate(&other));
    assert_eq!(read_certificate.concerns, [KeyFileConcern::AnotherCertificate]);
    for read in [read_key, read_certificate] {
        assert_eq!(read.pair.belong_together(), Some(false), "both are shown, as they were read");
    }
}

#[test]
fn another_pair_in_the_same_files_is_used_and_reported() {
    let other = make_key_pair();
    let ReadAgain { pair, concerns } = read(private_key(&other), certificate(&other));
    assert_eq!(concerns, [KeyFileConcern::AnotherPair]);
    assert_eq!(pair.private_key(), other.private_key());
}

#[test]
fn a_renewed_certificate_for_the_same_key_is_no_concern_and_the_list_shows_its_expiry() {
    let (_folder, store) = new_store();
    let vault = vault(store, &Keychain::default());
    let (id, known) = in_files(&vault);
    let key = key_pair().private_key().unwrap().clone();
    let later = UnixSeconds(NOW.seconds().0 + 90 * 86_400);
    let renewed = make_self_signed(&key, &CertificateOptions::default(), later).unwrap();
    let renewed = KeyPair::generated(key, renewed);
    let named = [("a.pem", private_key(&renewed)), ("a.crt", certificate(&renewed))];
    let sources = named.map(|(name, content)| KeySource { name: Some(name.into()), content });
    let ReadAgain { pair, concerns } = read_again(&known, &sources);
    assert_eq!(concerns, []);
    let end = |pair: &KeyPair| Some(pair.certificate().unwrap().validity().1);
    let listed = || vault.store().credentials("", NOW.seconds()).unwrap()[0].certificate_not_after;
    assert_eq!(listed(), end(&key_pair()));
    vault.note_certificate_in_files(id, &pair).unwrap();
    assert_eq!(listed(), end(&renewed));
    assert!(vault.key_pair(id).unwrap().files.is_some());
}

#[test]
fn nothing_is_stored_of_parts_that_do_not_belong_together() {
    let (_folder, store) = new_store();
    let vault = vault(store, &Keychain::default());
    let (id, known) = in_files(&vault);
    let other = make_key_pair();
    let source = KeySource { name: Some("a.crt".into()), content: certificate(&other) };
    let sources = [KeySource { name: Some("a.pem".into()), content: private_key(&key_pair()) }, source];
    vault.note_certificate_in_files(id, &read_again(&known, &sources).pair).unwrap();
    assert_eq!(vault.key_pair(id).unwrap(), known);
}

#[test]
fn storing_a_certificate_while_the_private_key_cannot_be_read_keeps_reading_files() {
    let (_folder, store) = new_store();
    let vault = vault(store, &Keychain::default());
    let (id, known) = in_files(&vault);
    let other = KeyPair::stored(
        None,
        make_key_pair().certificate().cloned().zip(known.pair.certificate_origin().cloned()),
    );
    vault.store_key_pair(id, &other).unwrap();
    let found = vault.key_pair(id).unwrap();
    assert_eq!(found.files, known.files);
    assert_eq!(found.pair.certificate(), other.certificate());
}

#[test]
fn forgetting_a_pair_removes_key_certificate_and_file_names() {
    let (_folder, store) = new_store();
    let vault = vault(store, &Keychain::default());
    let (in_files, _) = in_files(&vault);
    let sealed = add(vault.store(), "b");
    vault.store_key_pair(sealed, &key_pair()).unwrap();
    for id in [in_files, sealed] {
        vault.forget_key_pair(id).unwrap();
        assert_eq!(vault.key_pair(id).unwrap(), StoredKeyPair::default());
    }
    assert!(
        vault
            .store()
            .credentials("", NOW.seconds())
            .unwrap()
            .iter()
            .all(|listed| listed.certificate_not_after.is_none())
    );
}
