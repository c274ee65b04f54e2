//! Storing an import: everything in one step, found again after a restart, and taken back as a whole.

use std::sync::Arc;

use countersign_core::credential::Draft;
use countersign_core::interchange::import::ImportDouble;
use countersign_core::key_pair::KeyPair;
use countersign_core::moment::{UnixMillis, UnixSeconds};
use countersign_core::secret::{SecretKind, SecretOwner};
use countersign_core::store::Store;
use countersign_core::vault::{KeyBytes, KeychainError, NewCredential, SealingKeyHome, Vault, VaultError};
use secrecy::{ExposeSecret as _, SecretString};

use crate::common::{NOW, key_pair};
use crate::kit::{ID, Keys, OTHER_ID, SECRET, import_with};

struct NoKeychain;

impl SealingKeyHome for NoKeychain {
    fn read(&self, _: &str) -> Result<Option<KeyBytes>, KeychainError> {
        Err(KeychainError::Unavailable { detail: "none".into() })
    }
    fn write(&self, _: &str, _: &KeyBytes) -> Result<(), KeychainError> {
        Err(KeychainError::Unavailable { detail: "none".into() })
    }
    fn remove(&self, _: &str) -> Result<(), KeychainError> {
        Err(KeychainError::Unavailable { detail: "none".into() })
    }
}

fn open(folder: &std::path::Path) -> (Arc<Store>, Vault) {
    let store = Arc::new(Store::open(folder, NOW).unwrap().store);
    (store.clone(), Vault::new(store, Box::new(NoKeychain)))
}

fn found() -> Vec<NewCredential> {
    let key = key_pair().private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned();
    let text = format!(
        r#"{{"name":"jwt","client-id":"{ID}","jwt-key-path":"key.pem","configs":[{{"name":"secret","client-id":"{OTHER_ID}","client-secret":"{SECRET}"}}]}}"#
    );
    import_with(&[("dw.json", &text)], &Keys::with("key.pem", &key)).credentials(&[0, 1])
}

fn read(vault: &Vault, owner: SecretOwner) -> Option<String> {
    let secret = vault.read(owner, SecretKind::ClientSecret).unwrap();
    secret.map(|secret| secret.expose_secret().to_owned())
}

#[test]
fn an_import_is_stored_in_one_step_and_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = SecretString::from("correct horse battery staple");
    let ids = {
        let (_, vault) = open(folder.path());
        vault.protect_with_passphrase(&passphrase).unwrap();
        vault.add_credentials(&found()).unwrap()
    };
    let (store, vault) = open(folder.path());
    assert_eq!(vault.add_credentials(&found()).unwrap_err(), VaultError::NeedsPassphrase);
    assert_eq!(store.count_credentials().unwrap(), 2, "nothing is added without the passphrase");
    vault.unlock(&passphrase).unwrap();
    assert_eq!(vault.key_pair(ids[0]).unwrap().pair.private_key(), key_pair().private_key());
    assert_eq!(read(&vault, SecretOwner::Credential { id: ids[1] }).as_deref(), Some(SECRET));
    assert_eq!(store.credential(ids[1]).unwrap().name, "secret");
}

#[test]
fn an_import_that_cannot_be_stored_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, vault) = open(folder.path());
    assert!(vault.add_credentials(&found()).is_err(), "there is no keychain and no passphrase");
    assert_eq!(store.count_credentials().unwrap(), 0);
}

#[test]
fn in_memory_only_is_what_it_says_for_an_import_too() {
    let folder = tempfile::tempdir().unwrap();
    let ids = {
        let (_, vault) = open(folder.path());
        vault.store_for_session_only();
        let ids = vault.add_credentials(&found()).unwrap();
        assert_eq!(vault.key_pair(ids[0]).unwrap().pair.private_key(), key_pair().private_key());
        assert_eq!(read(&vault, SecretOwner::Credential { id: ids[1] }).as_deref(), Some(SECRET));
        ids
    };
    let (_, vault) = open(folder.path());
    let pair = vault.key_pair(ids[0]).unwrap();
    assert!(pair.private_key_gone && pair.pair.private_key().is_none());
    assert_eq!(read(&vault, SecretOwner::Credential { id: ids[1] }), None);
}

#[test]
fn while_secrets_are_locked_nothing_is_added() {
    let folder = tempfile::tempdir().unwrap();
    let (store, vault) = open(folder.path());
    vault.protect_with_passphrase(&SecretString::from("correct horse battery staple")).unwrap();
    vault.lock();
    assert!(matches!(vault.add_credentials(&found()), Err(VaultError::Locked { .. })));
    assert_eq!(store.count_credentials().unwrap(), 0);
}

#[test]
fn an_import_is_taken_back_as_a_whole_and_what_it_replaced_returns() {
    let folder = tempfile::tempdir().unwrap();
    let (store, vault) = open(folder.path());
    vault.store_for_session_only();
    let blank = store.add_credential("", Default::default(), &Draft::default()).unwrap();
    let ids = vault.add_credentials(&found()).unwrap();
    store.take_back(&[blank], &[], UnixMillis(1)).unwrap();
    assert_eq!(store.count_credentials().unwrap(), 2);
    store.take_back(&ids, &[blank], UnixMillis(2)).unwrap();
    let left = store.credentials("", UnixSeconds(0)).unwrap();
    assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [blank]);
}

#[test]
fn a_credential_that_is_stored_already_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let (store, vault) = open(folder.path());
    vault.store_for_session_only();
    let text = format!(r#"{{"client-id":"{ID}","client-secret":"{SECRET}"}}"#);
    let import = import_with(&[("dw.json", &text)], &Keys::default());
    let stored = || store.credentials("", UnixSeconds(0)).unwrap();
    assert_eq!(import.preview(&stored()).proposals[0].double, None);
    let ids = vault.add_credentials(&import.credentials(&[0])).unwrap();
    let proposal = import.preview(&stored()).proposals.remove(0);
    assert_eq!(proposal.double, Some(ImportDouble::Stored { id: ids[0] }));
    assert!(!proposal.ready);
}

#[test]
fn a_credential_without_secrets_needs_no_vault() {
    let folder = tempfile::tempdir().unwrap();
    let (store, vault) = open(folder.path());
    let new = NewCredential {
        name: "only a client".into(),
        group: Default::default(),
        draft: Draft::default(),
        pair: KeyPair::default(),
        secrets: Vec::new(),
    };
    vault.add_credentials(&[new]).unwrap();
    assert_eq!(store.count_credentials().unwrap(), 1);
}
