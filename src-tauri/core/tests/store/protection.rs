//! What protects the secrets: the keychain with everything that can be wrong with it, a passphrase, the session.

use std::path::Path;

use countersign_core::store::Store;
use countersign_core::vault::{
    Kept, KeychainTrouble, Protection, SecretKind, SecretOwner, Vault, VaultState, VaultTrouble,
};
use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use crate::common::{Keychain, add, key_pair, make_key_pair, names, new_store, open, vault};

const KIND: SecretKind = SecretKind::ClientSecret;
const KEYCHAIN: VaultState = VaultState::Open { protection: Protection::Keychain };
const PASSPHRASE: VaultState = VaultState::Open { protection: Protection::Passphrase };

fn read(vault: &Vault, owner: SecretOwner) -> Result<Option<String>, VaultTrouble> {
    Ok(vault.read(owner, KIND)?.map(|secret| secret.expose_secret().to_owned()))
}

/// A store with one secret that is sealed by the keychain.
fn sealed() -> (TempDir, Keychain, SecretOwner) {
    let (folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    vault(store, &keychain).keep(owner, KIND, &"secret".into()).unwrap();
    (folder, keychain, owner)
}

fn reopened(folder: &Path, keychain: &Keychain) -> Vault {
    vault(open(folder), keychain)
}

#[test]
fn whatever_is_wrong_with_the_keychain_is_named_and_nothing_sealed_is_overwritten() {
    let in_keychain = |keychain| VaultTrouble::Keychain { keychain };
    for trouble in [
        KeychainTrouble::Locked,
        KeychainTrouble::Denied,
        Keychain::unavailable(),
        KeychainTrouble::Failed { detail: "odd".into() },
    ] {
        let (folder, keychain, owner) = sealed();
        keychain.refuse(Some(trouble.clone()));
        let shut = reopened(folder.path(), &keychain);
        assert_eq!(shut.open(), VaultState::Shut { trouble: in_keychain(trouble.clone()) });
        assert_eq!(read(&shut, owner), Err(in_keychain(trouble.clone())));
        assert_eq!(shut.keep(owner, KIND, &"another".into()), Err(in_keychain(trouble.clone())));
        assert_eq!(shut.protect_with_keychain(), Err(in_keychain(trouble.clone())));
        assert_eq!(shut.protect_with_passphrase(&"passphrase".into()), Err(in_keychain(trouble)));
        assert_eq!(names(shut.store(), ""), ["a"], "everything but the secret goes on working");

        keychain.refuse(None);
        assert_eq!(
            read(&shut, owner).unwrap().as_deref(),
            Some("secret"),
            "it works on when the keychain does"
        );
        assert_eq!(shut.state(), KEYCHAIN);
    }
}

#[test]
fn a_keychain_that_was_reset_or_has_another_key_is_noticed_and_nothing_sealed_is_overwritten() {
    for (spoil, trouble) in [
        (Keychain::reset as fn(&Keychain), VaultTrouble::KeyMissing),
        (Keychain::replace_keys, VaultTrouble::KeyIsAnother),
    ] {
        let (folder, keychain, owner) = sealed();
        let names = keychain.names();
        spoil(&keychain);
        let vault = reopened(folder.path(), &keychain);
        assert_eq!(vault.open(), VaultState::Shut { trouble: trouble.clone() });
        assert_eq!(vault.keep(owner, KIND, &"another".into()), Err(trouble.clone()));
        assert_eq!(vault.protect_with_keychain(), Err(trouble));
        assert!(keychain.names().iter().all(|name| names.contains(name)), "no new key was made");
        assert_eq!(vault.kinds(owner), Ok(vec![KIND]));
    }
}

#[test]
fn what_can_never_be_opened_again_is_forgotten_by_the_persons_word_alone() {
    let (folder, keychain, owner) = sealed();
    keychain.reset();
    let vault = reopened(folder.path(), &keychain);
    vault.open();
    vault.forget_sealed().unwrap();
    assert_eq!(vault.state(), VaultState::Unused);
    assert_eq!(vault.keep(owner, KIND, &"new".into()), Ok(Kept::Sealed));
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("new"));
}

#[test]
fn without_a_keychain_the_person_has_to_choose_and_nothing_is_kept_in_clear_meanwhile() {
    let (_folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    keychain.refuse(Some(Keychain::unavailable()));
    let vault = vault(store, &keychain);
    let choose = VaultTrouble::NeedsChoice { keychain: Keychain::unavailable() };
    assert_eq!(vault.keep(owner, KIND, &"secret".into()), Err(choose.clone()));
    assert_eq!(vault.state(), VaultState::Shut { trouble: choose });
    assert_eq!(vault.kinds(owner), Ok(vec![]));
    vault.protect_with_passphrase(&"correct horse".into()).unwrap();
    assert_eq!(vault.keep(owner, KIND, &"secret".into()), Ok(Kept::Sealed));
    assert_eq!(vault.state(), PASSPHRASE);
}

#[test]
fn a_passphrase_opens_after_a_restart_and_another_does_not() {
    let (folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    keychain.refuse(Some(Keychain::unavailable()));
    let before = vault(store, &keychain);
    assert_eq!(before.protect_with_passphrase(&"".into()), Err(VaultTrouble::EmptyPassphrase));
    before.protect_with_passphrase(&"correct hörse".into()).unwrap();
    before.keep(owner, KIND, &"secret".into()).unwrap();
    drop(before);

    let after = reopened(folder.path(), &keychain);
    assert_eq!(after.state(), VaultState::Closed { protection: Protection::Passphrase });
    assert_eq!(read(&after, owner), Err(VaultTrouble::NeedsPassphrase));
    assert_eq!(after.keep(owner, KIND, &"another".into()), Err(VaultTrouble::NeedsPassphrase));
    assert_eq!(after.unlock(&"correct horse".into()), Err(VaultTrouble::WrongPassphrase));
    assert_eq!(read(&after, owner), Err(VaultTrouble::NeedsPassphrase));
    after.unlock(&"correct hörse".into()).unwrap();
    assert_eq!(read(&after, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn secrets_move_from_the_keychain_to_a_passphrase_and_back() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.protect_with_passphrase(&"passphrase".into()).unwrap();
    assert_eq!(vault.state(), PASSPHRASE);
    assert!(keychain.names().is_empty(), "a key that seals nothing is removed");
    drop(vault);

    let vault = reopened(folder.path(), &keychain);
    vault.unlock(&"passphrase".into()).unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    vault.protect_with_keychain().unwrap();
    drop(vault);

    let vault = reopened(folder.path(), &keychain);
    assert_eq!(vault.open(), KEYCHAIN);
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    assert_eq!(keychain.names().len(), 1);
}

#[test]
fn a_passphrase_is_changed_by_choosing_one_again() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.protect_with_passphrase(&"first".into()).unwrap();
    vault.protect_with_passphrase(&"second".into()).unwrap();
    drop(vault);
    let vault = reopened(folder.path(), &keychain);
    assert_eq!(vault.unlock(&"first".into()), Err(VaultTrouble::WrongPassphrase));
    vault.unlock(&"second".into()).unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_keychain_that_does_not_keep_what_it_took_is_not_trusted() {
    struct Forgetful;
    impl countersign_core::vault::SealingKeyHome for Forgetful {
        fn read(&self, _: &str) -> Result<Option<countersign_core::vault::KeyBytes>, KeychainTrouble> {
            Ok(None)
        }
        fn write(&self, _: &str, _: &countersign_core::vault::KeyBytes) -> Result<(), KeychainTrouble> {
            Ok(())
        }
        fn remove(&self, _: &str) -> Result<(), KeychainTrouble> {
            Ok(())
        }
    }
    let (_folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let vault = Vault::new(std::sync::Arc::new(store), Box::new(Forgetful));
    assert_eq!(vault.keep(owner, KIND, &"secret".into()), Err(VaultTrouble::KeyMissing));
    assert_eq!(vault.kinds(owner), Ok(vec![]));
}

#[test]
fn for_this_session_only_means_that_nothing_is_there_after_it() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let owner = SecretOwner::Credential { id };
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    before.keep_for_session_only().unwrap();
    assert_eq!(before.keep(owner, KIND, &"secret".into()), Ok(Kept::SessionOnly));
    assert_eq!(before.keep_key_pair(id, &key_pair()), Ok(Kept::SessionOnly));
    assert_eq!(before.state(), VaultState::SessionOnly { sealed: None });
    assert_eq!(read(&before, owner).unwrap().as_deref(), Some("secret"));
    assert_eq!(before.key_pair(id).unwrap().pair.private_key(), key_pair().private_key());
    let copy = before.duplicate_credential(id, "copy").unwrap();
    assert_eq!(read(&before, SecretOwner::Credential { id: copy.id }).unwrap().as_deref(), Some("secret"));
    assert!(keychain.names().is_empty());
    drop(before);
    let after = reopened(folder.path(), &keychain);
    assert_eq!(read(&after, owner), Ok(None));
    let found = after.key_pair(id).unwrap();
    assert_eq!(found.pair.private_key(), None);
    assert_eq!(found.pair.certificate(), key_pair().certificate(), "a certificate is no secret");
}

#[test]
fn secrets_of_the_session_are_sealed_when_the_person_chooses_so() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let owner = SecretOwner::Credential { id };
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    before.keep_for_session_only().unwrap();
    before.keep(owner, KIND, &"secret".into()).unwrap();
    before.keep_key_pair(id, &key_pair()).unwrap();
    before.protect_with_keychain().unwrap();
    assert_eq!(before.state(), KEYCHAIN);
    drop(before);
    let after = reopened(folder.path(), &keychain);
    assert_eq!(read(&after, owner).unwrap().as_deref(), Some("secret"));
    assert_eq!(after.key_pair(id).unwrap().pair.private_key(), key_pair().private_key());
}

#[test]
fn sealed_secrets_that_open_move_into_the_session_and_are_no_longer_stored() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.keep_for_session_only().unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    assert!(keychain.names().is_empty());
    drop(vault);
    assert_eq!(read(&reopened(folder.path(), &keychain), owner), Ok(None));
}

#[test]
fn a_session_beside_a_locked_keychain_leaves_what_is_sealed_as_it_is() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).keep_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainTrouble::Locked));
    let session = reopened(folder.path(), &keychain);
    session.open();
    session.keep_for_session_only().unwrap();
    let locked = VaultTrouble::Keychain { keychain: KeychainTrouble::Locked };
    assert_eq!(session.state(), VaultState::SessionOnly { sealed: Some(locked) });
    let another = make_key_pair();
    assert_eq!(session.keep_key_pair(id, &another), Ok(Kept::SessionOnly));
    assert_eq!(session.key_pair(id).unwrap().pair.private_key(), another.private_key());
    assert_eq!(session.key_pair(id).unwrap().pair.certificate(), another.certificate());
    let stored = session.stored_certificate(id).unwrap();
    assert_eq!(stored.as_ref(), key_pair().certificate(), "the new one will be gone, and that can be seen");
    drop(session);
    keychain.refuse(None);
    let found = reopened(folder.path(), &keychain).key_pair(id).unwrap().pair;
    assert_eq!(found.private_key(), key_pair().private_key());
    assert_eq!(found.certificate(), key_pair().certificate());
}

#[test]
fn deleting_everything_leaves_neither_data_nor_key() {
    let (folder, keychain, owner) = sealed();
    std::fs::write(folder.path().join("countersign-damaged-2027-01-01-000000.sqlite"), "old").unwrap();
    let vault = reopened(folder.path(), &keychain);
    vault.store().save_document("note", &"canary-document").unwrap();
    vault.delete_everything().unwrap();
    assert_eq!(vault.state(), VaultState::Unused);
    assert!(keychain.names().is_empty());
    assert!(names(vault.store(), "").is_empty());
    let left = crate::common::all_bytes(folder.path());
    assert!(!left.windows(15).any(|window| window == b"canary-document"));
    assert!(!folder.path().join("countersign-damaged-2027-01-01-000000.sqlite").exists());
    let owner_is_gone = vault.keep(owner, KIND, &"secret".into());
    assert!(matches!(owner_is_gone, Err(VaultTrouble::Store { .. })));
    let again: &Store = vault.store();
    assert_eq!(names(again, ""), [""; 0]);
    add(again, "begun anew");
}
