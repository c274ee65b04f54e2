//! A locked vault: nothing opens and nothing is sealed until it is unlocked, and nothing sealed is lost meanwhile.

use countersign_core::store::{ClipboardFor, LockAfter};
use countersign_core::vault::{
    KeychainError, Protection, SecretOwner, StoredAs, Vault, VaultError, VaultState,
};
use secrecy::ExposeSecret as _;

use crate::common::{KIND, Keychain, add, key_pair, new_store, open, reopened, sealed, vault};

fn read(vault: &Vault, owner: SecretOwner) -> Result<Option<String>, VaultError> {
    Ok(vault.read(owner, KIND)?.map(|secret| secret.expose_secret().to_owned()))
}

fn locked(protection: Protection) -> VaultError {
    VaultError::Locked { protection: Some(protection) }
}

#[test]
fn a_vault_with_its_key_in_the_keychain_opens_only_after_it_was_unlocked() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    vault.lock();
    let error = locked(Protection::Keychain);
    assert_eq!(vault.state(), VaultState::Locked { protection: Some(Protection::Keychain) });
    assert_eq!(vault.ensure_unlocked(), Err(error.clone()));
    assert_eq!(read(&vault, owner), Err(error.clone()), "although the keychain would give the key");
    assert_eq!(vault.store_secret(owner, KIND, &"another".into()), Err(error.clone()));
    assert_eq!(vault.protect_with_keychain(), Err(error));
    vault.unlock_without_passphrase().unwrap();
    assert_eq!(vault.ensure_unlocked(), Ok(()));
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_vault_stays_locked_while_the_keychain_refuses() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.lock();
    keychain.refuse(Some(KeychainError::Denied));
    let denied = VaultError::Keychain { keychain: KeychainError::Denied };
    assert_eq!(vault.unlock_without_passphrase(), Err(denied));
    keychain.refuse(None);
    assert_eq!(read(&vault, owner), Err(locked(Protection::Keychain)));
}

#[test]
fn a_vault_with_a_passphrase_needs_it_again() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.protect_with_passphrase(&"right passphrase".into()).unwrap();
    vault.lock();
    assert_eq!(read(&vault, owner), Err(locked(Protection::Passphrase)));
    assert_eq!(vault.unlock_without_passphrase(), Err(VaultError::NeedsPassphrase));
    assert_eq!(vault.unlock(&"wrong passphrase".into()), Err(VaultError::WrongPassphrase));
    assert_eq!(read(&vault, owner), Err(locked(Protection::Passphrase)));
    vault.unlock(&"right passphrase".into()).unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_locked_vault_makes_no_key_of_its_own_for_the_first_secret() {
    let (_folder, store) = new_store();
    let owner = SecretOwner::Credential { id: add(&store, "a") };
    let keychain = Keychain::default();
    let vault = vault(store, &keychain);
    vault.lock();
    assert_eq!(vault.state(), VaultState::Locked { protection: None });
    let error = Err(VaultError::Locked { protection: None });
    assert_eq!(vault.store_secret(owner, KIND, &"secret".into()), error);
    assert!(keychain.names().is_empty());
    vault.unlock_without_passphrase().unwrap();
    assert_eq!(vault.store_secret(owner, KIND, &"secret".into()), Ok(StoredAs::Sealed));
}

#[test]
fn a_key_in_memory_only_waits_for_the_unlocking_until_it_is_given_up() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_for_session_only();
    vault.store_key_pair(id, &key_pair()).unwrap();
    let seen = || {
        let stored = vault.key_pair(id).unwrap();
        (stored.pair.private_key().cloned(), stored.private_key_unavailable, stored.private_key_gone)
    };
    vault.lock();
    assert_eq!(seen(), (None, Some(VaultError::Locked { protection: None }), false));
    vault.unlock_without_passphrase().unwrap();
    assert_eq!(seen(), (key_pair().private_key().cloned(), None, false));
    vault.lock();
    vault.give_up_keys_in_memory(&[id]);
    vault.unlock_without_passphrase().unwrap();
    assert_eq!(seen(), (None, None, true));
}

#[test]
fn what_is_sealed_is_forgotten_only_if_it_cannot_be_opened_even_while_locked() {
    let (folder, keychain, owner) = sealed();
    let vault = reopened(folder.path(), &keychain);
    vault.lock();
    vault.forget_sealed().unwrap();
    vault.unlock_without_passphrase().unwrap();
    assert_eq!(read(&vault, owner).unwrap().as_deref(), Some("secret"));
    vault.lock();
    keychain.reset();
    vault.forget_sealed().unwrap();
    assert_eq!((vault.state(), read(&vault, owner)), (VaultState::Unused, Ok(None)));
}

#[test]
fn what_is_public_of_a_key_pair_can_be_read_while_the_vault_is_locked() {
    let (_folder, store) = new_store();
    let id = add(&store, "a");
    let vault = vault(store, &Keychain::default());
    vault.store_key_pair(id, &key_pair()).unwrap();
    vault.lock();
    let stored = vault.key_pair(id).unwrap();
    assert_eq!(stored.private_key_unavailable, Some(locked(Protection::Keychain)));
    assert_eq!((stored.pair.private_key(), stored.pair.certificate()), (None, key_pair().certificate()));
}

#[test]
fn each_setting_is_kept_when_another_changes_and_has_its_default_until_it_is_set() {
    let (folder, store) = new_store();
    let first = store.settings().unwrap();
    assert_eq!(
        (first.lock_after, first.clipboard_for),
        (LockAfter::FifteenMinutes, ClipboardFor::SixtySeconds)
    );
    store.change_settings(|settings| settings.lock_after = LockAfter::FiveMinutes).unwrap();
    store.change_settings(|settings| settings.clipboard_for = ClipboardFor::NoLimit).unwrap();
    drop(store);
    let after = open(folder.path()).settings().unwrap();
    assert_eq!((after.lock_after, after.clipboard_for), (LockAfter::FiveMinutes, ClipboardFor::NoLimit));
    assert_eq!(after.history_limit, first.history_limit);
}
