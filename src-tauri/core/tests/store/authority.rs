//! Two windows on one folder: nothing is sealed with a key that is no longer the vault's, nothing is overwritten that
//! the other window stored meanwhile, and no key is removed that something is sealed with.

use countersign_core::vault::{SecretOwner, StoredAs, Vault, VaultError};
use secrecy::ExposeSecret as _;

use crate::common::{KIND, Keychain, add, key_pair, make_key_pair, new_store, reopened, sealed, vault};

fn read(vault: &Vault, owner: SecretOwner) -> Result<Option<String>, VaultError> {
    Ok(vault.read(owner, KIND)?.map(|secret| secret.expose_secret().to_owned()))
}

#[test]
fn a_window_seals_with_the_key_that_another_window_has_chosen_meanwhile() {
    let (folder, keychain, owner) = sealed();
    let [first, second] = [(); 2].map(|()| reopened(folder.path(), &keychain));
    assert_eq!(read(&first, owner).unwrap().as_deref(), Some("secret"));
    second.protect_with_keychain().unwrap();
    assert_eq!(read(&first, owner).unwrap().as_deref(), Some("secret"), "it finds the new key");
    second.protect_with_keychain().unwrap();
    assert_eq!(first.store_secret(owner, KIND, &"from the first".into()), Ok(StoredAs::Sealed));
    assert_eq!(read(&second, owner).unwrap().as_deref(), Some("from the first"));
    assert_eq!(keychain.names().len(), 1);
}

#[test]
fn a_window_asks_for_the_passphrase_that_another_window_has_chosen_meanwhile() {
    let (folder, keychain, owner) = sealed();
    let [first, second] = [(); 2].map(|()| reopened(folder.path(), &keychain));
    assert_eq!(read(&first, owner).unwrap().as_deref(), Some("secret"));
    second.protect_with_passphrase(&"another window's".into()).unwrap();
    assert_eq!(first.store_secret(owner, KIND, &"lost".into()), Err(VaultError::NeedsPassphrase));
    assert_eq!(read(&first, owner), Err(VaultError::NeedsPassphrase));
    first.unlock(&"another window's".into()).unwrap();
    assert_eq!(read(&first, owner).unwrap().as_deref(), Some("secret"));
    assert_eq!(read(&second, owner).unwrap().as_deref(), Some("secret"));
}

#[test]
fn a_change_of_protection_takes_what_another_window_has_stored_meanwhile() {
    let (folder, keychain, owner) = sealed();
    let [first, second] = [(); 2].map(|()| reopened(folder.path(), &keychain));
    assert_eq!(read(&first, owner).unwrap().as_deref(), Some("secret"));
    let other = SecretOwner::Credential { id: add(second.store(), "b") };
    second.store_secret(other, KIND, &"from the second".into()).unwrap();
    first.protect_with_keychain().unwrap();
    assert_eq!(read(&second, other).unwrap().as_deref(), Some("from the second"));
    assert_eq!(read(&first, other).unwrap().as_deref(), Some("from the second"));
}

#[test]
fn both_windows_can_begin_the_vault() {
    let (folder, store) = new_store();
    let [a, b] = ["a", "b"].map(|name| SecretOwner::Credential { id: add(&store, name) });
    let keychain = Keychain::default();
    let (first, second) = (vault(store, &keychain), reopened(folder.path(), &keychain));
    std::thread::scope(|scope| {
        for (vault, owner) in [(&first, a), (&second, b)] {
            scope.spawn(move || vault.store_secret(owner, KIND, &"secret".into()).unwrap());
        }
    });
    for vault in [&first, &second] {
        assert_eq!(read(vault, a).unwrap().as_deref(), Some("secret"));
        assert_eq!(read(vault, b).unwrap().as_deref(), Some("secret"));
    }
    assert_eq!(keychain.names().len(), 1);
}

#[test]
fn a_private_key_that_another_window_stored_is_not_overwritten_or_deleted_unseen() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    let (first, second) = (vault(store, &keychain), reopened(folder.path(), &keychain));
    first.store_key_pair(id, &key_pair()).unwrap();
    assert!(second.key_pair(id).unwrap().pair.private_key().is_some());
    let theirs = make_key_pair();
    second.store_key_pair(id, &theirs).unwrap();

    assert_eq!(first.store_key_pair(id, &key_pair()), Err(VaultError::ChangedElsewhere));
    assert_eq!(first.forget_key_pair(id), Err(VaultError::ChangedElsewhere));
    let stored = first.stored_key_pair(id).unwrap().pair;
    assert_eq!(stored.private_key(), theirs.private_key());
    assert_eq!(first.store_key_pair(id, &key_pair()), Ok(StoredAs::Sealed), "now this window has had it");
}

#[test]
fn a_window_that_changes_the_protection_does_not_thereby_see_the_keys_of_another() {
    let (folder, store) = new_store();
    let id = add(&store, "a");
    let keychain = Keychain::default();
    let (first, second) = (vault(store, &keychain), reopened(folder.path(), &keychain));
    first.store_key_pair(id, &key_pair()).unwrap();
    second.stored_key_pair(id).unwrap();
    second.store_key_pair(id, &make_key_pair()).unwrap();
    first.protect_with_keychain().unwrap();
    assert_eq!(first.store_key_pair(id, &key_pair()), Err(VaultError::ChangedElsewhere));
}

#[test]
fn a_key_that_is_about_to_be_used_is_not_removed_by_another_window() {
    let (folder, keychain, owner) = sealed();
    let [first, second] = [(); 2].map(|()| reopened(folder.path(), &keychain));
    std::thread::scope(|scope| {
        for vault in [&first, &second] {
            scope.spawn(move || {
                for _ in 0..20 {
                    // The other window may be faster. Then nothing was changed here.
                    let _ = vault.protect_with_keychain();
                }
            });
        }
    });
    for vault in [&first, &second, &reopened(folder.path(), &keychain)] {
        assert_eq!(read(vault, owner).unwrap().as_deref(), Some("secret"));
    }
}

#[test]
fn an_older_sealed_secret_does_not_open_in_the_place_of_the_newer_one() {
    let (folder, keychain, owner) = sealed();
    let file = rusqlite::Connection::open(folder.path().join("countersign.sqlite")).unwrap();
    let older: Vec<u8> = file.query_row("SELECT sealed FROM secret", [], |row| row.get(0)).unwrap();
    let vault = reopened(folder.path(), &keychain);
    vault.store_secret(owner, KIND, &"newer".into()).unwrap();
    file.execute("UPDATE secret SET sealed = ?1", [&older]).unwrap();
    let damaged = Err(VaultError::SecretDamaged { owner, kind: KIND });
    assert_eq!(read(&vault, owner), damaged);
    assert_eq!(read(&reopened(folder.path(), &keychain), owner), damaged);

    // The same for a secret that was deleted.
    vault.store_secret(owner, KIND, &"newest".into()).unwrap();
    let newest: Vec<u8> = file.query_row("SELECT sealed FROM secret", [], |row| row.get(0)).unwrap();
    vault.forget(owner, KIND).unwrap();
    let other = SecretOwner::Credential { id: add(vault.store(), "b") };
    vault.store_secret(other, KIND, &"of another".into()).unwrap();
    let put_back = "INSERT INTO secret (credential, kind, sealed) VALUES (1, 'client_secret', ?1)";
    file.execute(put_back, [&newest]).unwrap();
    assert_eq!(read(&vault, owner), damaged);
}
