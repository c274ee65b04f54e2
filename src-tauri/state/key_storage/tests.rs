//! No sealed private key is overwritten before it was loaded into the window.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use countersign_core::credential::{Draft, Group};
use countersign_core::key_pair::KeySource;
use countersign_core::moment::UnixMillis;
use countersign_core::store::Store;
use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome, Vault};
use tempfile::TempDir;

use super::*;
use crate::state::session::OnlyInMemory;
use crate::state::session::tests::make_pair;

/// A keychain that can be locked.
#[derive(Clone, Default)]
struct Keychain(Arc<Mutex<Inside>>);

#[derive(Default)]
struct Inside {
    locked: bool,
    keys: HashMap<String, Vec<u8>>,
}

impl Keychain {
    fn lock(&self, locked: bool) {
        self.0.lock().unwrap().locked = locked;
    }

    fn keys<T>(&self, work: impl FnOnce(&mut HashMap<String, Vec<u8>>) -> T) -> Result<T, KeychainError> {
        let mut inside = self.0.lock().unwrap();
        if inside.locked { Err(KeychainError::Locked) } else { Ok(work(&mut inside.keys)) }
    }
}

impl SealingKeyHome for Keychain {
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, KeychainError> {
        self.keys(|keys| keys.get(name).and_then(|bytes| KeyBytes::from_slice(bytes)))
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), KeychainError> {
        self.keys(|keys| keys.insert(name.to_owned(), key.as_slice().to_owned())).map(drop)
    }

    fn remove(&self, name: &str) -> Result<(), KeychainError> {
        self.keys(|keys| keys.remove(name)).map(drop)
    }
}

struct Window {
    _folder: TempDir,
    storage: OpenStorage,
    keychain: Keychain,
    session: Session,
    id: CredentialId,
}

impl Window {
    /// A window that opened a credential with this sealed pair while the keychain was locked.
    fn with_an_unavailable_key(sealed: &KeyPair) -> Self {
        let folder = TempDir::new().unwrap();
        let keychain = Keychain::default();
        let storage = || {
            let store = Arc::new(Store::open(folder.path(), UnixMillis(0)).unwrap().store);
            OpenStorage::new(store.clone(), Vault::new(store, Box::new(keychain.clone())))
        };
        let before = storage();
        let id = before.store.add_credential("a", Group::None, &Draft::default()).unwrap();
        before.vault.store_key_pair(id, sealed).unwrap();
        drop(before);
        keychain.lock(true);
        let (storage, session) = (storage(), Session::default());
        let (stored, home) = open_stored(&storage, id, storage.vault.key_pair(id).unwrap());
        assert!(matches!(home, KeyHomeState::Unavailable { .. }));
        session.key_pairs.load_stored(Some(id), stored.pair, false, stored.files);
        Self { _folder: folder, storage, keychain, session, id }
    }

    fn store(&self) -> KeyHomeState {
        store_and_locate(&self.session, &self.storage, self.id)
    }

    fn protect(&self) -> Result<(), VaultError> {
        protect(&self.session, &self.storage, Vault::protect_with_keychain)
    }

    fn stored(&self) -> KeyPair {
        self.storage.vault.stored_key_pair(self.id).unwrap().pair
    }

    fn current(&self) -> KeyPair {
        self.session.key_pairs.current(Some(self.id))
    }
}

#[test]
fn a_key_that_another_window_has_stored_meanwhile_is_loaded_before_it_is_overwritten() {
    let (sealed, theirs, ours) = (make_pair(), make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.keychain.lock(false);
    window.store();
    let store = Arc::new(Store::open(window.storage.store.folder(), UnixMillis(0)).unwrap().store);
    let another_window = Vault::new(store, Box::new(window.keychain.clone()));
    another_window.stored_key_pair(window.id).unwrap();
    another_window.store_key_pair(window.id, &theirs).unwrap();

    window.session.key_pairs.replace(Some(window.id), ours.clone());
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), ours.private_key());
    window.session.key_pairs.restore(Some(window.id));
    assert_eq!(window.current().private_key(), theirs.private_key());
}

fn certificate_alone(pair: &KeyPair) -> KeyPair {
    KeyPair::stored(None, pair.certificate().cloned().zip(pair.certificate_origin().cloned()))
}

#[test]
fn a_certificate_pasted_while_the_key_is_unavailable_gets_the_key_when_the_keychain_opens_in_that_moment() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    let pasted = KeySource::pasted(other.certificate().unwrap().to_pem());
    window.session.key_pairs.load(Some(window.id), vec![pasted], &[]);
    window.keychain.lock(false);
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    for pair in [window.current(), window.stored()] {
        assert_eq!((pair.private_key(), pair.certificate()), (sealed.private_key(), other.certificate()));
    }
}

#[test]
fn a_certificate_pasted_while_the_key_is_unavailable_is_stored_and_the_key_stays_sealed() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    let pasted = KeySource::pasted(other.certificate().unwrap().to_pem());
    window.session.key_pairs.load(Some(window.id), vec![pasted], &[]);
    assert!(matches!(window.store(), KeyHomeState::Unavailable { .. }));
    assert!(matches!(window.store(), KeyHomeState::Unavailable { .. }));
    assert_eq!(window.current(), certificate_alone(&window.current()));
    window.keychain.lock(false);
    assert_eq!(window.stored().private_key(), sealed.private_key());
    assert_eq!(window.stored().certificate(), other.certificate());
}

#[test]
fn a_key_that_came_before_the_sealed_one_was_opened_does_not_overwrite_it_before_it_is_loaded() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.session.key_pairs.replace(Some(window.id), other.clone());
    assert!(matches!(window.store(), KeyHomeState::NotStored { .. }));
    window.keychain.lock(false);
    assert_eq!(window.stored().private_key(), sealed.private_key());
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), other.private_key());
    assert_eq!(window.session.key_pairs.all_unsaved()[0].pair.private_key(), sealed.private_key());
    window.session.key_pairs.restore(Some(window.id));
    assert_eq!(window.current().private_key(), sealed.private_key());
}

#[test]
fn a_key_of_the_session_is_not_sealed_over_a_stored_one_before_that_is_loaded() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.storage.vault.store_for_session_only();
    window.session.key_pairs.replace(Some(window.id), other.clone());
    assert!(matches!(window.store(), KeyHomeState::SessionOnly));
    assert_eq!(window.session.key_pairs.with_unstored_key(), [window.id]);
    assert!(window.protect().is_err());
    window.keychain.lock(false);
    window.protect().unwrap();
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), other.private_key());
    assert_eq!(window.session.key_pairs.all_unsaved()[0].pair.private_key(), sealed.private_key());
}

#[test]
fn a_removed_key_of_the_session_is_not_sealed_over_a_stored_one_before_that_is_loaded() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.storage.vault.store_for_session_only();
    window.session.key_pairs.replace(Some(window.id), other.clone());
    assert!(matches!(window.store(), KeyHomeState::SessionOnly));
    window.session.key_pairs.replace(Some(window.id), KeyPair::default());
    window.store();
    assert!(window.protect().is_err());
    window.keychain.lock(false);
    window.protect().unwrap();
    assert_eq!(window.stored().private_key(), other.private_key());
    for _ in 0..3 {
        if window.current().private_key() != sealed.private_key() {
            window.session.key_pairs.restore(Some(window.id));
        }
    }
    assert_eq!(window.current().private_key(), sealed.private_key());
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), sealed.private_key());
}

#[test]
fn a_certificate_that_replaces_a_loaded_pair_leaves_its_key_stored_until_the_person_forgets_it() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.keychain.lock(false);
    let (stored, _) =
        open_stored(&window.storage, window.id, window.storage.vault.key_pair(window.id).unwrap());
    window.session.key_pairs.load_stored(Some(window.id), stored.pair, true, stored.files);
    window.session.key_pairs.replace(Some(window.id), certificate_alone(&other));
    assert!(matches!(window.store(), KeyHomeState::RemovedButStored));
    assert_eq!(
        (window.stored().private_key(), window.stored().certificate()),
        (sealed.private_key(), sealed.certificate())
    );
    assert_eq!(window.session.key_pairs.unsaved_keys(), [], "nothing would be lost with the window");

    forget_stored(&window.session, &window.storage, window.id).unwrap();
    assert!(matches!(window.store(), KeyHomeState::Nothing));
    assert_eq!(window.stored(), certificate_alone(&other));
    window.session.key_pairs.restore(Some(window.id));
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), sealed.private_key());
}

#[test]
fn a_certificate_leaves_a_sealed_key_that_is_loaded_only_when_it_would_be_overwritten() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    // While the keychain is locked, the same key comes from a file, and then the certificate of another key.
    window.session.key_pairs.replace(Some(window.id), sealed.clone());
    assert!(matches!(window.store(), KeyHomeState::NotStored { .. }));
    window.session.key_pairs.replace(Some(window.id), certificate_alone(&other));
    window.keychain.lock(false);
    assert!(matches!(window.store(), KeyHomeState::RemovedButStored));
    assert_eq!(window.stored().private_key(), sealed.private_key());
}

#[test]
#[cfg(unix)]
fn a_path_that_is_no_text_is_not_stored_as_another_one() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let readable = PathBuf::from("/keys/schlüssel.pem");
    assert_eq!(as_stored(std::slice::from_ref(&readable)).unwrap(), ["/keys/schlüssel.pem"]);
    let file = "k\u{fffd}y.pem".to_owned();
    for path in [PathBuf::from(OsStr::from_bytes(b"/keys/k\xE9y.pem")), PathBuf::from("/keys/k\u{fffd}y.pem")]
    {
        let refused = as_stored(&[readable.clone(), path]).unwrap_err();
        assert_eq!(refused, ReadEachTimeError::PathNotText { file: file.clone() });
    }
}

#[test]
fn a_locked_key_is_neither_stored_nor_overwritten_and_is_the_current_one_again_after_unlocking() {
    let (sealed, other) = (make_pair(), make_pair());
    let window = Window::with_an_unavailable_key(&sealed);
    window.keychain.lock(false);
    let open = || {
        let stored = window.storage.vault.key_pair(window.id).unwrap();
        load(&window.session, window.id, open_stored(&window.storage, window.id, stored)).storage.home
    };
    assert!(matches!(open(), KeyHomeState::Sealed { .. }));
    let before = window.current();
    let lock = || {
        window.storage.vault.lock();
        window.session.lock(&[], OnlyInMemory::Stays);
    };
    lock();
    assert!(matches!(open(), KeyHomeState::Unavailable { error: VaultError::Locked { .. } }));
    assert!(matches!(window.store(), KeyHomeState::Unavailable { error: VaultError::Locked { .. } }));
    assert_eq!(
        (window.current().private_key(), window.current().certificate()),
        (None, sealed.certificate())
    );
    window.storage.vault.unlock_without_passphrase().unwrap();
    assert!(matches!(open(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.current(), before);

    // A key that comes while it is locked is stored after that, and the sealed one stays within reach.
    lock();
    window.session.key_pairs.replace(Some(window.id), other.clone());
    assert!(matches!(window.store(), KeyHomeState::NotStored { error: VaultError::Locked { .. } }));
    window.storage.vault.unlock_without_passphrase().unwrap();
    assert!(matches!(window.store(), KeyHomeState::Sealed { .. }));
    assert_eq!(window.stored().private_key(), other.private_key());
    window.session.key_pairs.restore(Some(window.id));
    assert_eq!(window.current().private_key(), sealed.private_key());
}
