//! Secrets in the vault: sealed, read, deleted and copied; and key pairs.

use countersign_core::certificate::{Validity, renew};
use countersign_core::credential::CredentialId;
use countersign_core::key_pair::KeyPair;
use countersign_core::key_pair::RotationWay;
use countersign_core::store::StoreError;
use countersign_core::vault::{
    KeychainError, Protection, SecretKind, SecretOwner, StoredAs, Vault, VaultError, VaultState,
};
use secrecy::ExposeSecret as _;

use crate::common::{Keychain, NOW, add, key_pair, make_key_pair, new_store, open, vault};

const KIND: SecretKind = SecretKind::ClientSecret;

fn owner(id: CredentialId) -> SecretOwner {
    SecretOwner::Credential { id }
}

fn read(vault: &Vault, owner: SecretOwner, kind: SecretKind) -> Option<String> {
    vault.read(owner, kind).unwrap().map(|secret| secret.expose_secret().to_owned())
}

#[test]
fn a_secret_is_there_after_a_restart_and_the_keychain_is_asked_only_when_it_is_needed() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    assert_eq!(before.state(), VaultState::Unused);
    assert!(keychain.names().is_empty(), "no key is made before there is a secret");
    assert_eq!(before.store_secret(owner(id), KIND, &"the secret".into()), Ok(StoredAs::Sealed));
    assert_eq!(before.state(), VaultState::Open { protection: Protection::Keychain });
    drop(before);

    let after = vault(open(folder.path()), &keychain);
    assert_eq!(after.state(), VaultState::Closed { protection: Protection::Keychain });
    assert_eq!(after.kinds(owner(id)), Ok(vec![KIND]), "that there is one is known without the key");
    assert_eq!(after.state(), VaultState::Closed { protection: Protection::Keychain });
    assert_eq!(read(&after, owner(id), KIND).as_deref(), Some("the secret"));
    assert_eq!(after.state(), VaultState::Open { protection: Protection::Keychain });
}

#[test]
fn an_owner_has_one_secret_of_each_kind() {
    let (_folder, store) = new_store();
    let [a, b] = ["a", "b"].map(|name| owner(add(&store, name)));
    let vault = vault(store, &Keychain::default());
    vault.store_secret(a, KIND, &"first".into()).unwrap();
    vault.store_secret(a, KIND, &"second".into()).unwrap();
    vault.store_secret(a, SecretKind::AccessKey, &"third".into()).unwrap();
    vault.store_secret(SecretOwner::Practice, SecretKind::PracticeServer, &"fourth".into()).unwrap();
    vault.store_secret(SecretOwner::Practice, SecretKind::PracticeServer, &"fifth".into()).unwrap();
    assert_eq!(read(&vault, a, KIND).as_deref(), Some("second"));
    assert_eq!(read(&vault, a, SecretKind::AccessKey).as_deref(), Some("third"));
    assert_eq!(read(&vault, b, KIND), None);
    assert_eq!(read(&vault, SecretOwner::Practice, SecretKind::PracticeServer).as_deref(), Some("fifth"));
    assert_eq!(vault.kinds(a), Ok(vec![KIND, SecretKind::AccessKey]));
    vault.forget(a, KIND).unwrap();
    assert_eq!(read(&vault, a, KIND), None);
    assert_eq!(vault.kinds(a), Ok(vec![SecretKind::AccessKey]));
}

#[test]
fn an_empty_secret_is_a_secret() {
    let (_folder, store) = new_store();
    let a = owner(add(&store, "a"));
    let vault = vault(store, &Keychain::default());
    vault.store_secret(a, KIND, &"".into()).unwrap();
    assert_eq!(read(&vault, a, KIND).as_deref(), Some(""));
}

#[test]
fn a_secret_of_a_missing_credential_is_not_stored() {
    let (_folder, store) = new_store();
    let vault = vault(store, &Keychain::default());
    let kept = vault.store_secret(owner(CredentialId(9)), KIND, &"secret".into());
    assert!(matches!(kept, Err(VaultError::Store { .. })), "{kept:?}");
}

#[test]
fn a_generated_key_pair_survives_a_restart() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    assert_eq!(vault(store, &keychain).store_key_pair(id, &key_pair()), Ok(StoredAs::Sealed));
    let found = vault(open(folder.path()), &keychain).key_pair(id).unwrap();
    assert_eq!(found.private_key_unavailable, None);
    assert_eq!(found.pair.private_key(), key_pair().private_key());
    assert_eq!(found.pair.certificate(), key_pair().certificate());
    assert_eq!(found.pair.private_key_origin(), key_pair().private_key_origin());
    assert_eq!(found.pair.belong_together(), Some(true));
    assert_eq!(found.pair.unsaved(), None);
}

#[test]
fn a_renewed_certificate_survives_a_restart_with_and_without_its_key() {
    let made = key_pair();
    let (key, old) = (made.private_key().unwrap(), made.certificate().unwrap());
    let renewed = made.renewed(renew(old, key, Validity::Days(9), NOW.seconds()).unwrap());
    assert_ne!(renewed.certificate(), Some(old));
    for for_this_session_only in [false, true] {
        let (folder, store) = new_store();
        let id = add(&store, "a");
        let keychain = Keychain::default();
        let before = vault(store, &keychain);
        if for_this_session_only {
            before.store_for_session_only();
        }
        before.store_key_pair(id, &made).unwrap();
        before.store_key_pair(id, &renewed).unwrap();
        assert_eq!(before.stored_certificate(id).unwrap().as_ref(), renewed.certificate());
        drop(before);
        let found = vault(open(folder.path()), &keychain).key_pair(id).unwrap().pair;
        assert_eq!(found.certificate(), renewed.certificate());
        assert_eq!(found.private_key().is_none(), for_this_session_only);
    }
}

#[test]
fn a_rotation_under_way_survives_a_restart_with_both_pairs() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    let (old, made) = (key_pair(), make_key_pair());
    let (key, certificate) = (made.private_key().unwrap().clone(), made.certificate().unwrap().clone());
    let mut new = old.rotated(key.clone(), certificate, RotationWay::SecondApiClient);
    new.note_token_received(&key);
    assert_eq!(vault(store, &keychain).store_key_pair(id, &new), Ok(StoredAs::Sealed));
    let found = vault(open(folder.path()), &keychain).key_pair(id).unwrap().pair;
    assert_eq!((found.private_key(), found.certificate()), (new.private_key(), new.certificate()));
    let rotation = found.rotation().unwrap();
    assert_eq!((rotation.way(), rotation.token_received()), (RotationWay::SecondApiClient, true));
    assert_eq!(rotation.old().private_key(), old.private_key());
    assert_eq!(rotation.old().certificate(), old.certificate());
    assert_eq!(rotation.old().private_key_origin(), old.private_key_origin());
}

#[test]
fn the_certificate_is_there_while_the_keychain_is_locked() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainError::Locked));
    let vault = vault(open(folder.path()), &keychain);
    let found = vault.key_pair(id).unwrap();
    assert_eq!(found.pair.certificate(), key_pair().certificate());
    assert_eq!(found.pair.private_key(), None);
    let locked = VaultError::Keychain { keychain: KeychainError::Locked };
    assert_eq!(found.private_key_unavailable, Some(locked));
}

#[test]
fn a_certificate_stored_while_the_key_is_unavailable_leaves_it_sealed_even_if_the_keychain_opens_then() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainError::Locked));
    let vault = vault(open(folder.path()), &keychain);
    let other = make_key_pair();
    let other = KeyPair::stored(None, other.certificate().cloned().zip(other.certificate_origin().cloned()));
    assert!(vault.key_pair(id).unwrap().private_key_unavailable.is_some());
    keychain.refuse(None);
    vault.store_certificate(id, &other).unwrap();
    let found = vault.key_pair(id).unwrap().pair;
    assert_eq!((found.private_key(), found.certificate()), (key_pair().private_key(), other.certificate()));
}

#[test]
fn the_sealed_key_can_be_read_while_another_key_is_in_memory() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    let vault = vault(open(folder.path()), &keychain);
    vault.store_for_session_only();
    let another = make_key_pair();
    vault.store_key_pair(id, &another).unwrap();
    assert_eq!(vault.key_pair(id).unwrap().pair.private_key(), another.private_key());
    assert_eq!(vault.stored_key_pair(id).unwrap().pair.private_key(), key_pair().private_key());
    assert_eq!(vault.stored_key_pair(id).unwrap().pair.certificate(), key_pair().certificate());
}

#[test]
fn files_that_are_read_each_time_have_the_certificate_of_the_pair_that_is_in_use() {
    let (_folder, store) = new_store();
    let [known, new] = ["known", "new"].map(|name| add(&store, name));
    let keychain = Keychain::default();
    let vault = vault(store, &keychain);
    vault.store_key_pair(known, &key_pair()).unwrap();
    let another = make_key_pair();
    for id in [known, new] {
        vault.read_key_from_files(id, &["/keys/a.pem".into()], &another).unwrap();
        assert_eq!(vault.key_pair(id).unwrap().pair.certificate(), another.certificate());
    }
}

#[test]
fn the_list_shows_the_expiry_of_a_certificate_whose_private_key_cannot_be_stored() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    keychain.refuse(Some(Keychain::unavailable()));
    let vault = vault(store, &keychain);
    assert!(matches!(vault.store_key_pair(id, &key_pair()), Err(VaultError::NeedsChoice { .. })));
    let end = key_pair().certificate().unwrap().validity().1;
    let listed = vault.store().credentials("", NOW.seconds()).unwrap();
    assert_eq!(listed[0].certificate_not_after, Some(end));
    assert_eq!(vault.kinds(owner(id)), Ok(vec![]), "no key is kept");
}

#[test]
fn the_certificate_of_a_key_that_cannot_be_stored_is_not_stored_beside_the_previous_sealed_key() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_key_pair(id, &key_pair()).unwrap();
    keychain.refuse(Some(KeychainError::Locked));
    let vault = vault(open(folder.path()), &keychain);
    assert!(matches!(vault.store_key_pair(id, &make_key_pair()), Err(VaultError::Keychain { .. })));
    assert_eq!(vault.key_pair(id).unwrap().pair.certificate(), key_pair().certificate());
}

#[test]
fn storing_a_pair_without_a_private_key_removes_the_sealed_one() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_key_pair(id, &key_pair()).unwrap();
    vault.store_key_pair(id, &KeyPair::default()).unwrap();
    assert_eq!(vault.key_pair(id).unwrap().pair, KeyPair::default());
    assert_eq!(vault.kinds(owner(id)), Ok(vec![]));
}

#[test]
fn a_pair_that_is_read_from_files_leaves_no_key_behind() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_key_pair(id, &key_pair()).unwrap();
    let paths = ["/keys/a.pem".to_owned(), "/keys/a.crt".to_owned()];
    vault.read_key_from_files(id, &paths, &key_pair()).unwrap();
    let found = vault.key_pair(id).unwrap();
    assert_eq!(found.files.as_deref(), Some(&paths[..]));
    assert_eq!(found.pair.private_key(), None);
    assert_eq!(vault.kinds(owner(id)), Ok(vec![]));
    vault.store_key_pair(id, &key_pair()).unwrap();
    assert_eq!(vault.key_pair(id).unwrap().files, None);
}

#[test]
fn a_copy_has_its_own_secrets_and_is_placed_after_its_original() {
    let (_folder, store) = new_store();
    let [a, _] = ["a", "b"].map(|name| add(&store, name));
    let vault = vault(store, &Keychain::default());
    vault.store_key_pair(a, &key_pair()).unwrap();
    vault.store_secret(owner(a), KIND, &"secret".into()).unwrap();
    let copy = vault.duplicate_credential(a, "a copy").unwrap();
    assert_eq!(copy.without_secrets, None);
    assert_eq!(crate::common::names(vault.store(), ""), ["a", "a copy", "b"]);
    vault.store_secret(owner(a), KIND, &"changed".into()).unwrap();
    vault.store_key_pair(a, &make_key_pair()).unwrap();
    assert_eq!(read(&vault, owner(copy.id), KIND).as_deref(), Some("secret"));
    assert_eq!(vault.key_pair(copy.id).unwrap().pair.private_key(), key_pair().private_key());
    assert_eq!(vault.key_pair(copy.id).unwrap().pair.certificate(), key_pair().certificate());
}

#[test]
fn a_copy_made_while_the_vault_cannot_be_opened_has_no_secrets_and_says_so() {
    let (folder, store) = new_store();
    let a = add(&store, "a");
    let keychain = Keychain::default();
    vault(store, &keychain).store_secret(owner(a), KIND, &"secret".into()).unwrap();
    keychain.refuse(Some(KeychainError::Denied));
    let vault = vault(open(folder.path()), &keychain);
    let copy = vault.duplicate_credential(a, "copy").unwrap();
    assert_eq!(copy.without_secrets, Some(VaultError::Keychain { keychain: KeychainError::Denied }));
    assert_eq!(vault.kinds(owner(copy.id)), Ok(vec![]));
    assert_eq!(vault.duplicate_credential(CredentialId(99), "x"), Err(StoreError::NotFound.into()));
}

#[test]
fn the_secrets_of_a_deleted_credential_stay_sealed_until_it_is_deleted_for_good() {
    let (folder, store) = new_store();
    let a = add(&store, "a");
    let keychain = Keychain::default();
    let before = vault(store, &keychain);
    before.store_secret(owner(a), KIND, &"secret".into()).unwrap();
    before.store().delete_credential(a, NOW).unwrap();
    before.store().undo_delete(a).unwrap();
    assert_eq!(read(&before, owner(a), KIND).as_deref(), Some("secret"));
    before.store().delete_credential(a, NOW).unwrap();
    drop(before);
    let after = vault(open(folder.path()), &keychain);
    assert_eq!(after.kinds(owner(a)), Ok(vec![]));
}

#[test]
fn debug_prints_no_secret() {
    let (_folder, store) = new_store();
    let a = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_secret(owner(a), KIND, &"canary-secret".into()).unwrap();
    vault.store_key_pair(a, &key_pair()).unwrap();
    let printed = format!("{vault:?} {:?}", vault.key_pair(a).unwrap());
    assert!(!printed.contains("canary") && !printed.contains("PRIVATE"), "{printed}");
}
