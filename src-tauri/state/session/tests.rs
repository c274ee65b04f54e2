//! The session loses nothing, and gives no credential the things of another.

use countersign_core::key_pair::save_as::{SaveFormat, file_content};
use countersign_core::key_pair::{KeyPair, KeySource};
use secrecy::ExposeSecret as _;
use tokio_util::sync::CancellationToken;

pub(crate) use super::key_pair_stack::tests::make_pair;
use super::*;
use crate::platform::save::InFiles;

fn certificate_text(pair: &KeyPair) -> String {
    pair.certificate().unwrap().to_pem()
}

#[test]
fn gaining_the_other_half_replaces_nothing() {
    let session = Session::default();
    let pair = make_pair();
    // A test shows the key's text to the reader it tests.
    let key = pair.private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned();
    session.key_pairs.load(None, vec![KeySource::pasted(key)], &[]);
    let report = session.key_pairs.load(None, vec![KeySource::pasted(certificate_text(&pair))], &[]);
    assert_eq!(report.key_pair.belong_together, Some(true));
    assert!(!report.key_pair.can_restore_previous);
}

#[test]
fn what_is_locked_waits_for_its_passphrase_and_is_forgotten_then() {
    let session = Session::default();
    let pair = make_pair();
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let source = KeySource { name: Some("key.pem".into()), content: Ok(locked.bytes) };
    let report = session.key_pairs.load(None, vec![source, KeySource::pasted(certificate_text(&pair))], &[]);
    assert!(report.took_certificate, "the rest is taken");
    let lock = report.locked[0].lock.clone();
    let report = session.key_pairs.unlock(None, lock.clone(), "wrong".into()).unwrap();
    assert!(report.locked[0].refused);
    let report = session.key_pairs.unlock(None, lock.clone(), "right".into()).unwrap();
    assert_eq!(report.key_pair.belong_together, Some(true));
    assert!(report.locked.is_empty() && session.key_pairs.unlock(None, lock, "right".into()).is_none());
}

#[test]
fn what_is_locked_can_be_forgotten() {
    let session = Session::default();
    let locked = file_content(&make_pair(), SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let report = session.key_pairs.load(None, vec![KeySource { name: None, content: Ok(locked.bytes) }], &[]);
    session.key_pairs.forget_waiting(None);
    assert!(session.key_pairs.unlock(None, report.locked[0].lock.clone(), "right".into()).is_none());
}

#[test]
fn every_generated_key_is_guarded_until_it_is_saved_however_many_came_after() {
    let session = Session::default();
    let pairs = [make_pair(), make_pair(), make_pair()];
    for pair in &pairs {
        session.key_pairs.replace(None, pair.clone());
    }
    session.key_pairs.load(None, vec![KeySource::pasted(certificate_text(&make_pair()))], &[]);
    let mut guarded = Vec::new();
    while let Some(UnsavedPair { pair, .. }) = session.key_pairs.all_unsaved().into_iter().next() {
        session.key_pairs.mark_saved(&pair, InFiles { private_key: true, certificate: true });
        guarded.push(pair.private_key().cloned());
    }
    let newest_first = pairs.iter().rev().map(|pair| pair.private_key().cloned());
    assert_eq!(guarded, newest_first.collect::<Vec<_>>());
}

#[test]
fn each_credential_has_a_key_pair_of_its_own() {
    let session = Session::default();
    let (here, there) = (Some(CredentialId(1)), Some(CredentialId(2)));
    let pair = make_pair();
    session.key_pairs.replace(here, pair.clone());
    assert!(session.key_pairs.current(there).is_empty());
    assert_eq!(
        session.key_pairs.unsaved_keys(),
        [UnsavedKey { credential: here, part: UnsavedPart::PrivateKey, sealable: true }]
    );
    assert_eq!(session.key_pairs.current(here), pair);
}

#[test]
fn what_is_locked_in_one_credential_is_not_unlocked_in_another() {
    let session = Session::default();
    let (here, there) = (Some(CredentialId(1)), Some(CredentialId(2)));
    let pair = make_pair();
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let report = session.key_pairs.load(here, vec![KeySource { name: None, content: Ok(locked.bytes) }], &[]);
    let lock = report.locked[0].lock.clone();
    assert!(session.key_pairs.unlock(there, lock.clone(), "right".into()).is_none());
    session.key_pairs.forget_waiting(there);
    assert!(session.key_pairs.unlock(here, lock, "right".into()).unwrap().took_private_key);
    assert!(session.key_pairs.current(there).is_empty());
    assert_eq!(session.key_pairs.current(here).private_key(), pair.private_key());
}

#[test]
fn what_was_made_before_anything_could_be_stored_goes_with_its_credential() {
    let session = Session::default();
    let id = Some(CredentialId(7));
    let (first, second) = (make_pair(), make_pair());
    session.key_pairs.replace(None, first.clone());
    assert_eq!(session.resolve(None), None);
    session.adopt(CredentialId(7));
    assert_eq!(session.key_pairs.current(id), first);
    session.key_pairs.replace(None, second.clone());
    assert_eq!(
        (session.resolve(None), session.key_pairs.current(id)),
        (id, second),
        "also what began before and ends later"
    );
}

#[test]
fn after_everything_was_deleted_no_credential_has_adopted_anything() {
    let session = Session::default();
    session.adopt(CredentialId(7));
    session.forget_all();
    assert_eq!(session.resolve(None), None);
}

#[test]
fn a_stored_pair_that_opens_after_another_came_stays_within_reach() {
    let session = Session::default();
    let credential = Some(CredentialId(1));
    let (sealed, pasted) = (make_pair(), make_pair());
    session.key_pairs.replace(credential, pasted.clone());
    assert!(!session.key_pairs.has_loaded_stored(credential));
    let facts = session.key_pairs.load_stored(credential, sealed.clone(), true, KeyFiles::default());
    assert!(facts.can_restore_previous && session.key_pairs.has_loaded_stored(credential));
    assert_eq!(
        (session.key_pairs.current(credential), session.key_pairs.stored(credential)),
        (pasted, sealed)
    );
}

#[test]
fn forgetting_everything_ends_what_is_under_way() {
    let session = Session::default();
    let credential = Some(CredentialId(1));
    let under_way = [
        session.key_pairs.generation(credential).start(),
        session.requests.token_request(credential).start(),
        session.requests.check_all.start(),
    ];
    session.forget_all();
    assert!(under_way.iter().all(CancellationToken::is_cancelled));
}
