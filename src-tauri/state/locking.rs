//! Locking: every secret that comes back after unlocking is wiped from memory, in the vault and in the session.

use countersign_core::credential::CredentialId;
use countersign_core::store::StoreError;
use tauri::{AppHandle, Manager};

use crate::platform::clipboard;
use crate::state::session::{KeyInMemory, OnlyInMemory, Session};
use crate::state::storage;

/// The credentials with private keys that are in memory only.
///
/// # Errors
///
/// If the store cannot be opened.
pub(crate) fn only_in_memory(app: &AppHandle) -> Result<Vec<KeyInMemory>, StoreError> {
    let storage = storage::open(app)?;
    Ok(app.state::<Session>().key_pairs.only_in_memory(&storage.vault.with_key_in_memory()))
}

/// Locks. Returns the credentials with private keys that are still in memory. Blocks until what is under way has ended, but
/// wipes everything else at once.
///
/// # Errors
///
/// If the store cannot be opened. Nothing is sealed then.
pub(crate) fn lock(app: &AppHandle, keys: OnlyInMemory) -> Result<Vec<KeyInMemory>, StoreError> {
    clipboard::remove_secret(None);
    let session = app.state::<Session>();
    let storage = storage::open(app)?;
    storage.vault.lock();
    let in_vault = storage.vault.with_key_in_memory();
    session.lock(&in_vault, keys);
    // A private key may be on its way into the session, and a change of the protection still has the sealing key.
    storage.vault.finish_locking();
    let _nothing_is_loaded = storage.lock_loading();
    session.lock(&in_vault, keys);
    let left = match keys {
        OnlyInMemory::Stays => session.key_pairs.only_in_memory(&in_vault),
        OnlyInMemory::IsLost => Vec::new(),
    };
    let stays = |id: &CredentialId| left.iter().any(|key| key.credential == Some(*id));
    let given_up: Vec<_> = in_vault.into_iter().filter(|id| !stays(id)).collect();
    storage.vault.give_up_keys_in_memory(&given_up);
    Ok(left)
}
