//! Deleting everything: the contents of the store, damaged files that were moved aside, and the sealing key.

use countersign_core::store::Store;
use countersign_core::vault::{Deleted, KeyLeft, KeychainError, VaultError, VaultState};

use crate::common::{KIND, add, all_bytes, names, reopened, sealed};
#[test]
fn deleting_everything_leaves_neither_data_nor_key() {
    let (folder, keychain, owner) = sealed();
    std::fs::write(folder.path().join("countersign-damaged-2027-01-01-000000.sqlite"), "old").unwrap();
    let vault = reopened(folder.path(), &keychain);
    vault.store().save_document("note", &"canary-document").unwrap();
    assert_eq!(vault.delete_everything(), Ok(Deleted { key: None, traces: None }));
    assert_eq!(vault.state(), VaultState::Unused);
    assert!(keychain.names().is_empty());
    assert!(names(vault.store(), "").is_empty());
    let left = all_bytes(folder.path());
    assert!(!left.windows(15).any(|window| window == b"canary-document"));
    assert!(!folder.path().join("countersign-damaged-2027-01-01-000000.sqlite").exists());
    let owner_is_gone = vault.store_secret(owner, KIND, &"secret".into());
    assert!(matches!(owner_is_gone, Err(VaultError::Store { .. })));
    let again: &Store = vault.store();
    assert_eq!(names(again, ""), [""; 0]);
    add(again, "started over");
}

#[test]
fn a_keychain_that_does_not_remove_the_key_does_not_stop_the_rest_from_being_deleted() {
    let (folder, keychain, _) = sealed();
    let damaged = folder.path().join("countersign-damaged-2027-01-01-000000.sqlite");
    std::fs::write(&damaged, "old").unwrap();
    let name = keychain.names().remove(0);
    keychain.refuse(Some(KeychainError::Locked));
    let vault = reopened(folder.path(), &keychain);
    let left = KeyLeft { name, keychain: KeychainError::Locked };
    assert_eq!(vault.delete_everything(), Ok(Deleted { key: Some(left), traces: None }));
    assert_eq!(names(vault.store(), ""), [""; 0]);
    assert_eq!(vault.state(), VaultState::Unused);
    assert!(!damaged.exists());
}

#[test]
fn leftovers_are_reported_and_the_key_is_removed_anyway() {
    let (folder, keychain, _) = sealed();
    // A folder with this name cannot be deleted as a file.
    let damaged = folder.path().join("countersign-damaged-2027-01-01-000000.sqlite");
    std::fs::create_dir(&damaged).unwrap();
    let vault = reopened(folder.path(), &keychain);
    let deleted = vault.delete_everything().unwrap();
    assert!(deleted.key.is_none() && deleted.traces.is_some(), "{deleted:?}");
    assert!(keychain.names().is_empty());
}
