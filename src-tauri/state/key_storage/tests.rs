//! What must hold between the window and the store: nothing sealed is overwritten unseen.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use countersign_core::credential::{Draft, Group};
use countersign_core::moment::UnixMillis;
use countersign_core::store::Store;
use countersign_core::vault::{KeyBytes, KeychainError, SealingKeyHome, Vault};
use tempfile::TempDir;

use super::*;
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

struct Place {
    _folder: TempDir,
    storage: OpenStorage,
    keychain: Keychain,
    session: Session,
    id: CredentialId,
}

impl Place {
    /// A window that opened a credential with this sealed pair while the keychain was locked.
    fn with_a_shut_key(sealed: &KeyPair) -> Self {
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
        let (stored, home) = opened(&storage, id, storage.vault.key_pair(id).unwrap());
        assert!(matches!(home, KeyPlace::Unavailable { .. }));
        session.key_pairs.load_stored(Some(id), stored.pair, false, stored.files);
        Self { _folder: folder, storage, keychain, session, id }
    }

    fn keep(&self) -> KeyPlace {
        place_of(&self.session, &self.storage, self.id)
    }

    fn stored(&self) -> KeyPair {
        self.storage.vault.stored_key_pair(self.id).unwrap().pair
    }

    fn current(&self) -> KeyPair {
        self.session.key_pairs.current(Some(self.id))
    }
}

fn certificate_alone(pair: &KeyPair) -> KeyPair {
    KeyPair::kept(None, pair.certificate().cloned().zip(pair.certificate_origin().cloned()))
}

#[test]
fn a_certificate_pasted_while_the_key_is_shut_gets_the_key_when_the_keychain_opens_in_that_moment() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    let pasted = KeySource::pasted(other.certificate().unwrap().to_pem());
    place.session.key_pairs.load(Some(place.id), vec![pasted], &[]);
    place.keychain.lock(false);
    assert!(matches!(place.keep(), KeyPlace::Sealed { .. }));
    for pair in [place.current(), place.stored()] {
        assert_eq!((pair.private_key(), pair.certificate()), (sealed.private_key(), other.certificate()));
    }
}

#[test]
fn a_certificate_pasted_while_the_key_is_shut_is_stored_and_the_key_stays_sealed() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    let pasted = KeySource::pasted(other.certificate().unwrap().to_pem());
    place.session.key_pairs.load(Some(place.id), vec![pasted], &[]);
    assert!(matches!(place.keep(), KeyPlace::Unavailable { .. }));
    assert!(matches!(place.keep(), KeyPlace::Unavailable { .. }));
    assert_eq!(place.current(), certificate_alone(&place.current()));
    place.keychain.lock(false);
    assert_eq!(place.stored().private_key(), sealed.private_key());
    assert_eq!(place.stored().certificate(), other.certificate());
}

#[test]
fn a_key_that_came_before_the_sealed_one_was_opened_does_not_overwrite_it_unseen() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    place.session.key_pairs.replace(Some(place.id), other.clone());
    assert!(matches!(place.keep(), KeyPlace::NotKept { .. }));
    place.keychain.lock(false);
    assert_eq!(place.stored().private_key(), sealed.private_key());
    assert!(matches!(place.keep(), KeyPlace::Sealed { .. }));
    assert_eq!(place.stored().private_key(), other.private_key());
    assert_eq!(
        place.session.key_pairs.unsaved(Some(place.id)).unwrap().0.private_key(),
        sealed.private_key()
    );
    place.session.key_pairs.restore(Some(place.id));
    assert_eq!(place.current().private_key(), sealed.private_key());
}

#[test]
fn a_key_of_the_session_does_not_overwrite_the_sealed_one_unseen_when_it_is_sealed() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    place.storage.vault.keep_for_session_only();
    place.session.key_pairs.replace(Some(place.id), other.clone());
    assert!(matches!(place.keep(), KeyPlace::SessionOnly));
    assert_eq!(place.session.key_pairs.with_unstored_key(), [place.id]);
    assert!(see_stored(&place.session, &place.storage, place.id).is_err(), "nothing is protected anew then");
    place.keychain.lock(false);
    see_stored(&place.session, &place.storage, place.id).unwrap();
    place.storage.vault.protect_with_keychain().unwrap();
    assert!(matches!(place.keep(), KeyPlace::Sealed { .. }));
    assert_eq!(place.stored().private_key(), other.private_key());
    assert_eq!(
        place.session.key_pairs.unsaved(Some(place.id)).unwrap().0.private_key(),
        sealed.private_key()
    );
}

#[test]
fn a_certificate_in_the_place_of_a_pair_that_was_seen_leaves_its_key_until_that_is_the_persons_word() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    place.keychain.lock(false);
    let (stored, _) = opened(&place.storage, place.id, place.storage.vault.key_pair(place.id).unwrap());
    place.session.key_pairs.load_stored(Some(place.id), stored.pair, true, stored.files);
    place.session.key_pairs.replace(Some(place.id), certificate_alone(&other));
    assert!(matches!(place.keep(), KeyPlace::PutAside));
    assert_eq!(
        (place.stored().private_key(), place.stored().certificate()),
        (sealed.private_key(), sealed.certificate())
    );
    assert_eq!(
        place.session.key_pairs.unsaved(Some(place.id)),
        None,
        "nothing would be lost with the window"
    );

    forget_stored(&place.session, &place.storage, place.id).unwrap();
    assert!(matches!(place.keep(), KeyPlace::Nothing));
    assert_eq!(place.stored(), certificate_alone(&other));
    place.session.key_pairs.restore(Some(place.id));
    assert!(matches!(place.keep(), KeyPlace::Sealed { .. }));
    assert_eq!(place.stored().private_key(), sealed.private_key());
}

#[test]
fn a_certificate_leaves_a_sealed_key_that_is_seen_only_when_it_would_take_its_place() {
    let (sealed, other) = (make_pair(), make_pair());
    let place = Place::with_a_shut_key(&sealed);
    // The same key comes from a file while the keychain is locked, and then a certificate of another.
    place.session.key_pairs.replace(Some(place.id), sealed.clone());
    assert!(matches!(place.keep(), KeyPlace::NotKept { .. }));
    place.session.key_pairs.replace(Some(place.id), certificate_alone(&other));
    place.keychain.lock(false);
    assert!(matches!(place.keep(), KeyPlace::PutAside));
    assert_eq!(place.stored().private_key(), sealed.private_key());
}
