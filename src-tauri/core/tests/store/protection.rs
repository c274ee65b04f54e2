//! What protects the secrets: the keychain with everything that can go wrong with it, a passphrase, or memory only.

use countersign_core::credential::CredentialId;
use countersign_core::vault::{
    KeychainError, Protection, SecretKind, SecretOwner, StoredAs, Vault, VaultError, VaultState,
};
use secrecy::ExposeSecret as _;

use crate::common::{
    KIND, Keychain, add, key_pair, make_key_pair, names, new_store, reopened, sealed, vault,
};

const KEYCHAIN: VaultState = VaultState::Open { protection: Protection::Keychain };
const PASSPHRASE: VaultState = VaultState::Open { protection: Protection::Passphrase };

fn read(vault: &Vault, owner: SecretOwner) -> Result<Option<String>, VaultError> {
    Ok(vault.read(owner, KIND)?.map(|secret| secret.expose_secret().to_owned()))
}

fn id_of(owner: SecretOwner) -> CredentialId {
    match owner {
        SecretOwner::Credential { id } => id,
        SecretOwner::Practice | SecretOwner::Backup => unreachable!("the secret is a credential's"),
    }
}

#[test]
fn any_keychain_error_is_reported_and_nothing_sealed_is_overwritten() {
    let in_keychain = |keychain| VaultError::Keychain { keychain };
    for error in [
        KeychainError::Locked,
        KeychainError::Denied,
        Keychain::unavailable(),
        KeychainError::Failed { detail: "odd".into() },
    ] {
        let (folder, keychain, owner) = sealed();
        keychain.refuse(Some(error.clone()));
        let shut = reopened(folder.path(), &keychain);
        assert_eq!(read(&shut, owner), Err(in_keychain(error.clone())));
        assert_eq!(shut.state(), VaultState::Unavailable { error: in_keychain(error.clone()) });
        assert_eq!(shut.store_secret(owner, KIND, &"another".into()), Err(in_keychain(error.clone())));
        assert_eq!(shut.protect_with_keychain(), Err(in_keychain(error.clone())));
        assert_eq!(shut.protect_with_passphrase(&"passphrase".into()), Err(in_keychain(error)));
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
    for (spoil, error) in [
        (Keychain::reset as fn(&Keychain), VaultError::KeyMissing),
        (Keychain::replace_keys, VaultError::KeyIsAnother),
    ] {
        let (folder, keychain, owner) = sealed();
        let names = keychain.names();
        spoil(&keychain);
        let vault = reopened(folder.path(), &keychain);
        assert_eq!(vault.store_secret(owner, KIND, &"another".into()), Err(error.clone()));
        assert_eq!(vault.state(), VaultState::Unavailable { error: error.clone() });
        assert_eq!(vault.protect_with_keychain(), Err(error));
        assert!(keychain.names().iter().all(|name| names.contains(name)), "no new key was made");
        assert_eq!(vault.kinds(owner), Ok(vec![KIND]));
    }
}

#[test]
fn secrets_that_can_never_be_opened_again_are_discarded_only_on_confirmation() {
    let (folder, keychain, owner) = sealed();
    keychain.reset();
    let vault = reopened(folder.path(), &keychain);
    assert_eq!(read(&vault, owner), Err(VaultError::KeyMissing));
    assert_eq!(vault.store().credentials_with_secrets(), Ok(vec![id_of(owner)]));
    vault.forget_sealed().unwrap();
    assert_eq!(vault.state(), VaultState::Unused);
    assert_eq!(vault.store().credentials_with_secrets(), Ok(vec![]));
    assert_eq!(vault.store_secret(owner, KIND, &"new".into()), Ok(StoredAs::Sealed));
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("new"));
}

#[test]
fn secrets_that_can_be_opened_after_all_are_not_discarded() {
    let (folder, keychain, owner) = sealed();
    keychain.refuse(Some(KeychainError::Locked));
    let vault = reopened(folder.path(), &keychain);
    assert!(read(&vault, owner).is_err());
    keychain.refuse(None);
    vault.forget_sealed().unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn secrets_in_memory_can_be_sealed_once_the_lost_ones_are_discarded() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.reset();
    let session = reopened(folder.path(), &keychain);
    session.store_for_session_only();
    let another = make_key_pair();
    assert_eq!(session.store_key_pair(id, &another), Ok(StoredAs::SessionOnly));
    assert_eq!(session.protect_with_keychain(), Err(VaultError::KeyMissing));
    session.forget_sealed().unwrap();
    session.protect_with_keychain().unwrap();
    assert_eq!(session.state(), KEYCHAIN);
    drop(session);
    let found = reopened(folder.path(), &keychain).key_pair(id).unwrap().pair;
    assert_eq!(found.private_key(), another.private_key());
    assert_eq!(found.certificate(), another.certificate());
}

#[test]
fn a_discarded_private_key_is_known_to_be_gone_and_its_certificate_stays() {
    let (folder, store) = new_store();
    let [with_key, without] = ["a", "b"].map(|name| add(&store, name));
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(with_key, &key_pair()).unwrap();
    keychain.reset();
    let vault = reopened(folder.path(), &keychain);
    vault.forget_sealed().unwrap();
    let found = vault.key_pair(with_key).unwrap();
    assert!(found.private_key_gone && found.private_key_unavailable.is_none());
    assert_eq!(found.pair.certificate(), key_pair().certificate());
    assert!(!vault.key_pair(without).unwrap().private_key_gone);
}

#[test]
fn sealed_secrets_without_their_vault_row_are_reported_as_such() {
    let (folder, keychain, owner) = sealed();
    let file = rusqlite::Connection::open(folder.path().join("countersign.sqlite")).unwrap();
    file.execute("DELETE FROM vault", []).unwrap();
    let vault = reopened(folder.path(), &keychain);
    assert_eq!(read(&vault, owner), Err(VaultError::HowSealedLost));
    vault.forget_sealed().unwrap();
    assert_eq!(vault.store_secret(owner, KIND, &"new".into()), Ok(StoredAs::Sealed));
}

#[test]
fn without_a_keychain_the_person_has_to_choose_and_nothing_is_stored_in_clear_meanwhile() {
    let (_folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    keychain.refuse(Some(Keychain::unavailable()));
    let vault = vault(store, &keychain);
    let choose = VaultError::NeedsChoice { keychain: Keychain::unavailable() };
    assert_eq!(vault.store_secret(owner, KIND, &"secret".into()), Err(choose.clone()));
    assert_eq!(vault.state(), VaultState::Unavailable { error: choose });
    assert_eq!(vault.kinds(owner), Ok(vec![]));
    vault.protect_with_passphrase(&"correct horse".into()).unwrap();
    assert_eq!(vault.store_secret(owner, KIND, &"secret".into()), Ok(StoredAs::Sealed));
    assert_eq!(vault.state(), PASSPHRASE);
}

#[test]
fn a_passphrase_opens_after_a_restart_and_a_wrong_one_does_not() {
    let (folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    keychain.refuse(Some(Keychain::unavailable()));
    let before = vault(store, &keychain);
    let too_short = Err(VaultError::PassphraseTooShort { fewest: 8 });
    for passphrase in ["", "a", "1234567"] {
        assert_eq!(before.protect_with_passphrase(&passphrase.into()), too_short);
    }
    before.protect_with_passphrase(&"correct hörse".into()).unwrap();
    before.store_secret(owner, KIND, &"secret".into()).unwrap();
    drop(before);

    let after = reopened(folder.path(), &keychain);
    assert_eq!(after.state(), VaultState::Closed { protection: Protection::Passphrase });
    assert_eq!(read(&after, owner), Err(VaultError::NeedsPassphrase));
    assert_eq!(after.store_secret(owner, KIND, &"another".into()), Err(VaultError::NeedsPassphrase));
    assert_eq!(after.unlock(&"correct horse".into()), Err(VaultError::WrongPassphrase));
    assert_eq!(read(&after, owner), Err(VaultError::NeedsPassphrase));
    after.unlock(&"correct ho\u{308}rse".into()).expect("the same letters as another keyboard writes them");
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
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    assert_eq!(vault.state(), KEYCHAIN);
    assert_eq!(keychain.names().len(), 1);
}

#[test]
fn choosing_a_passphrase_again_changes_it() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.protect_with_passphrase(&"the first".into()).unwrap();
    vault.protect_with_passphrase(&"the second".into()).unwrap();
    drop(vault);
    let vault = reopened(folder.path(), &keychain);
    assert_eq!(vault.unlock(&"the first".into()), Err(VaultError::WrongPassphrase));
    vault.unlock(&"the second".into()).unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_keychain_that_loses_keys_is_not_trusted() {
    /// Loses every key, and knows which names were removed.
    struct Forgetful(std::sync::Arc<std::sync::Mutex<Vec<String>>>);
    impl countersign_core::vault::SealingKeyHome for Forgetful {
        fn read(&self, _: &str) -> Result<Option<countersign_core::vault::KeyBytes>, KeychainError> {
            Ok(None)
        }
        fn write(&self, _: &str, _: &countersign_core::vault::KeyBytes) -> Result<(), KeychainError> {
            Ok(())
        }
        fn remove(&self, name: &str) -> Result<(), KeychainError> {
            self.0.lock().unwrap().push(name.to_owned());
            Ok(())
        }
    }
    let (_folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let removed = std::sync::Arc::default();
    let keychain = Forgetful(std::sync::Arc::clone(&removed));
    let vault = Vault::new(std::sync::Arc::new(store), Box::new(keychain));
    assert_eq!(vault.store_secret(owner, KIND, &"secret".into()), Err(VaultError::KeyMissing));
    assert_eq!(vault.kinds(owner), Ok(vec![]));
    assert_eq!(removed.lock().unwrap().len(), 1, "the key that seals nothing is removed");
}

#[test]
fn secrets_in_memory_are_gone_afterwards() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let owner = SecretOwner::Credential { id };
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    before.store_for_session_only();
    assert_eq!(before.store_secret(owner, KIND, &"secret".into()), Ok(StoredAs::SessionOnly));
    assert_eq!(before.store_key_pair(id, &key_pair()), Ok(StoredAs::SessionOnly));
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
    assert!(found.private_key_gone, "and it is known that there was a key");
    after.store_key_pair(id, &key_pair()).unwrap();
    assert!(!after.key_pair(id).unwrap().private_key_gone);
}

#[test]
fn secrets_in_memory_are_sealed_when_the_person_chooses_a_protection() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let owner = SecretOwner::Credential { id };
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    before.store_for_session_only();
    before.store_secret(owner, KIND, &"secret".into()).unwrap();
    before.store_key_pair(id, &key_pair()).unwrap();
    before.protect_with_keychain().unwrap();
    assert_eq!(before.state(), KEYCHAIN);
    drop(before);
    let after = reopened(folder.path(), &keychain);
    assert_eq!(read(&after, owner).unwrap().as_deref(), Some("secret"));
    let found = after.key_pair(id).unwrap();
    assert_eq!(found.pair.private_key(), key_pair().private_key());
    after.forget(owner, SecretKind::PrivateKey).unwrap();
    assert!(!after.key_pair(id).unwrap().private_key_gone, "that session is over, and its key was sealed");
}

#[test]
fn choosing_memory_only_any_number_of_times_removes_nothing_that_is_sealed() {
    let (folder, keychain, owner) = sealed();
    let in_keychain = reopened(folder.path(), &keychain);
    keychain.refuse(Some(KeychainError::Locked));
    in_keychain.store_for_session_only();
    keychain.refuse(None);
    in_keychain.store_for_session_only();
    assert_eq!(read(&in_keychain, owner).unwrap().as_deref(), Some("secret"));
    in_keychain.store_for_session_only();
    assert_eq!(in_keychain.store_secret(owner, KIND, &"of this session".into()), Ok(StoredAs::SessionOnly));
    assert_eq!(read(&in_keychain, owner).unwrap().as_deref(), Some("of this session"));
    drop(in_keychain);
    let after = reopened(folder.path(), &keychain);
    assert_eq!(read(&after, owner).unwrap().as_deref(), Some("secret"));

    after.protect_with_passphrase(&"passphrase".into()).unwrap();
    drop(after);
    let by_passphrase = reopened(folder.path(), &keychain);
    by_passphrase.store_for_session_only();
    by_passphrase.unlock(&"passphrase".into()).unwrap();
    by_passphrase.store_for_session_only();
    drop(by_passphrase);
    let after = reopened(folder.path(), &keychain);
    after.unlock(&"passphrase".into()).unwrap();
    assert_eq!(read(&after, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_change_of_protection_that_the_store_refuses_leaves_everything_as_it_was() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainError::Locked));
    let vault = reopened(folder.path(), &keychain);
    vault.store_for_session_only();
    // Beside a sealed key that cannot be read now.
    let another = make_key_pair();
    vault.store_key_pair(id, &another).unwrap();
    keychain.refuse(None);
    let before = keychain.names();
    let file = rusqlite::Connection::open(folder.path().join("countersign.sqlite")).unwrap();
    let refuse = "CREATE TRIGGER refuse BEFORE UPDATE OF certificate ON credential \
                  BEGIN SELECT RAISE(ABORT, 'no'); END";
    file.execute_batch(refuse).unwrap();
    assert!(vault.protect_with_keychain().is_err());
    assert_eq!(keychain.names(), before, "the key of before is there, and no other");
    assert_eq!(vault.key_pair(id).unwrap().pair.private_key(), another.private_key());
    assert_eq!(vault.key_pair(id).unwrap().pair.certificate(), another.certificate());
    file.execute_batch("DROP TRIGGER refuse").unwrap();
    vault.protect_with_keychain().unwrap();
    drop(vault);
    let found = reopened(folder.path(), &keychain).key_pair(id).unwrap().pair;
    assert_eq!(found.private_key(), another.private_key());
    assert_eq!(found.certificate(), another.certificate());
}

#[test]
fn memory_only_beside_a_locked_keychain_leaves_sealed_secrets_as_they_are() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainError::Locked));
    let session = reopened(folder.path(), &keychain);
    assert!(session.key_pair(id).unwrap().private_key_unavailable.is_some());
    session.store_for_session_only();
    let locked = VaultError::Keychain { keychain: KeychainError::Locked };
    assert_eq!(session.state(), VaultState::SessionOnly { sealed: Some(locked) });
    let another = make_key_pair();
    assert_eq!(session.store_key_pair(id, &another), Ok(StoredAs::SessionOnly));
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
