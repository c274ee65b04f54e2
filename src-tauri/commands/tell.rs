//! Events by which commands tell the page how a credential changed, in addition to their results.

use countersign_core::credential::CredentialId;
use tauri::{AppHandle, Manager};

use crate::state::key_storage;
use crate::state::session::Session;
use crate::state::storage::{self, OpenStorage};
use crate::window;
use crate::window_event::WindowEvent;

/// Tells the page what the list shows of a credential now.
pub(super) fn credential_changed(app: &AppHandle, storage: &OpenStorage, id: CredentialId) {
    // A credential that was deleted meanwhile is not in the list.
    if let Ok(summary) = storage.summary(id) {
        window::tell(app, &WindowEvent::CredentialChanged { credential: Box::new(summary) });
    }
}

/// Tells the page which keys would be lost with the window, if it does not know that yet. Runs after each command, and
/// after what goes on without one.
pub(super) fn unsaved_keys(app: &AppHandle) {
    let session = app.state::<Session>();
    session.told_unsaved.if_new(
        || session.key_pairs.unsaved_keys(),
        |keys| window::tell(app, &WindowEvent::UnsavedKeys { keys }),
    );
}

/// Stores the current key pair of a credential and tells the page the outcome. Blocks, and may wait for the person when
/// the keychain asks them.
pub(super) fn store_key_pair_and_tell(app: &AppHandle, id: CredentialId) {
    let storage = Box::new(key_storage::store(app, id));
    let key_pair = Box::new(app.state::<Session>().key_pairs.facts(Some(id)));
    window::tell(app, &WindowEvent::KeyStored { credential: id, key_pair, storage });
    if let Ok(storage) = storage::open(app) {
        credential_changed(app, &storage, id);
    }
    unsaved_keys(app);
}
