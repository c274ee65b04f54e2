//! What must hold of the open window's state: nothing is lost, and nothing is another credential's.

use countersign_core::save_as::{SaveFormat, file_content};
use secrecy::ExposeSecret as _;

pub(crate) use super::key_pairs::tests::make_pair;
use super::*;

fn certificate_text(pair: &KeyPair) -> String {
    pair.certificate().unwrap().to_pem()
}

#[test]
fn only_a_page_that_does_not_answer_for_long_is_closed_without_its_answer() {
    let session = Session::new();
    let asked = Instant::now();
    assert!(!session.ask_close(asked));
    assert!(!session.ask_close(asked + Duration::from_secs(3)), "it may be saving what was typed");
    assert!(session.ask_close(asked + DEAF_AFTER + Duration::from_secs(1)));
    session.answer_close();
    assert!(!session.ask_close(asked + DEAF_AFTER + Duration::from_secs(2)));
}

#[test]
fn gaining_the_other_half_replaces_nothing() {
    let session = Session::new();
    let pair = make_pair();
    // A test shows the key's text to the reader it tests.
    let key = pair.private_key().unwrap().to_pkcs8_pem().expose_secret().to_owned();
    session.load(None, vec![KeySource::pasted(key)], &[]);
    let report = session.load(None, vec![KeySource::pasted(certificate_text(&pair))], &[]);
    assert_eq!(report.key_pair.belong_together, Some(true));
    assert!(!report.key_pair.can_restore_previous);
}

#[test]
fn what_is_locked_waits_for_its_passphrase_and_is_forgotten_then() {
    let session = Session::new();
    let pair = make_pair();
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let source = KeySource { name: Some("key.pem".into()), content: Ok(locked.bytes) };
    let report = session.load(None, vec![source, KeySource::pasted(certificate_text(&pair))], &[]);
    assert!(report.took_certificate, "the rest is taken");
    let lock = report.locked[0].lock.clone();
    let report = session.unlock(None, lock.clone(), "wrong".into()).unwrap();
    assert!(report.locked[0].refused);
    let report = session.unlock(None, lock.clone(), "right".into()).unwrap();
    assert_eq!(report.key_pair.belong_together, Some(true));
    assert!(report.locked.is_empty() && session.unlock(None, lock, "right".into()).is_none());
}

#[test]
fn what_is_locked_can_be_forgotten() {
    let session = Session::new();
    let locked = file_content(&make_pair(), SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let report = session.load(None, vec![KeySource { name: None, content: Ok(locked.bytes) }], &[]);
    session.forget_locked(None);
    assert!(session.unlock(None, report.locked[0].lock.clone(), "right".into()).is_none());
}

#[test]
fn every_generated_key_is_guarded_until_it_is_saved_however_many_came_after() {
    let session = Session::new();
    let pairs = [make_pair(), make_pair(), make_pair()];
    for pair in &pairs {
        session.replace_key_pair(None, pair.clone());
    }
    session.load(None, vec![KeySource::pasted(certificate_text(&make_pair()))], &[]);
    let mut guarded = Vec::new();
    while let Some((pair, Unsaved::PrivateKey)) = session.unsaved_key_pair(None) {
        session.mark_saved(&pair, InFiles { private_key: true, certificate: true });
        guarded.push(pair.private_key().cloned());
    }
    let newest_first = pairs.iter().rev().map(|pair| pair.private_key().cloned());
    assert_eq!(guarded, newest_first.collect::<Vec<_>>());
}

#[test]
fn each_credential_has_a_key_pair_of_its_own() {
    let session = Session::new();
    let (here, there) = (Some(CredentialId(1)), Some(CredentialId(2)));
    let pair = make_pair();
    session.replace_key_pair(here, pair.clone());
    assert!(session.key_pair_of(there).is_empty());
    assert_eq!(
        session.unsaved_key_pair(there),
        Some((pair.clone(), Unsaved::PrivateKey)),
        "it is guarded all the same"
    );
    assert_eq!(session.key_pair_of(here), pair);
}

#[test]
fn what_is_locked_in_one_credential_is_not_unlocked_in_another() {
    let session = Session::new();
    let (here, there) = (Some(CredentialId(1)), Some(CredentialId(2)));
    let pair = make_pair();
    let locked = file_content(&pair, SaveFormat::KeyPkcs8, Some(&"right".into()), false).unwrap();
    let report = session.load(here, vec![KeySource { name: None, content: Ok(locked.bytes) }], &[]);
    let lock = report.locked[0].lock.clone();
    assert!(session.unlock(there, lock.clone(), "right".into()).is_none());
    session.forget_locked(there);
    assert!(session.unlock(here, lock, "right".into()).unwrap().took_private_key);
    assert!(session.key_pair_of(there).is_empty());
    assert_eq!(session.key_pair_of(here).private_key(), pair.private_key());
}

#[test]
fn what_was_made_before_anything_could_be_stored_goes_with_its_credential() {
    let session = Session::new();
    let id = Some(CredentialId(7));
    let (first, second) = (make_pair(), make_pair());
    session.replace_key_pair(None, first.clone());
    assert_eq!(session.whose(None), None);
    session.adopt(CredentialId(7));
    assert_eq!(session.key_pair_of(id), first);
    session.replace_key_pair(None, second.clone());
    assert_eq!((session.whose(None), session.key_pair_of(id)), (id, second), "also what was on its way then");
}

#[test]
fn after_everything_was_deleted_nobodys_work_is_nobodys_again() {
    let session = Session::new();
    session.adopt(CredentialId(7));
    session.forget_all();
    assert_eq!(session.whose(None), None);
}

#[test]
fn dropped_files_are_taken_once() {
    let session = Session::new();
    session.keep_dropped(vec!["key.pem".into()]);
    assert_eq!(session.take_dropped(), [PathBuf::from("key.pem")]);
    assert!(session.take_dropped().is_empty());
}

#[test]
fn a_stored_pair_that_opens_after_another_came_stays_within_reach() {
    let session = Session::new();
    let credential = Some(CredentialId(1));
    let (sealed, pasted) = (make_pair(), make_pair());
    session.replace_key_pair(credential, pasted.clone());
    assert!(!session.has_seen_stored(credential));
    let facts = session.take_stored(credential, sealed.clone(), true, KeyFiles::default());
    assert!(facts.can_restore_previous && session.has_seen_stored(credential));
    assert_eq!((session.key_pair_of(credential), session.stored_of(credential)), (pasted, sealed));
}

#[test]
fn forgetting_everything_ends_what_is_under_way() {
    let session = Session::new();
    let credential = Some(CredentialId(1));
    let under_way =
        [session.making(credential).start(), session.asking(credential).start(), session.checking.start()];
    session.forget_all();
    assert!(under_way.iter().all(CancellationToken::is_cancelled));
}

#[test]
fn beginning_anew_cancels_what_ran_before() {
    let running = Running::default();
    let first = running.start();
    let second = running.start();
    assert!(first.is_cancelled() && !second.is_cancelled());
    running.cancel();
    assert!(second.is_cancelled());
}
