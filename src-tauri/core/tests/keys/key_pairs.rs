//! The key pair in the window: how new keys and certificates change it, and how several files are combined.

use countersign_core::certificate::Certificate;
use countersign_core::key::PrivateKey;
use countersign_core::key_file::{
    CertificateChoice, FileError, KeyProblem, Lock, LockForm, Locked, Passphrases, ReadNote,
};
use countersign_core::key_pair::{KeyPair, KeySource, Origin, SourceProblem, Unsaved, load};
use countersign_core::moment::UnixSeconds;
use zeroize::Zeroizing;

use crate::common::{NOW, certificate, certificate_for, key, key_pem, openssl, other_key, pem};

fn with_key(pair: &KeyPair, key: &PrivateKey) -> KeyPair {
    load(pair, &[KeySource::pasted(pem(key))], &Passphrases::none()).0
}

fn with_certificate(pair: &KeyPair, certificate: &Certificate) -> KeyPair {
    load(pair, &[KeySource::pasted(certificate.to_pem())], &Passphrases::none()).0
}

fn generated() -> KeyPair {
    KeyPair::generated(key().clone(), certificate().clone())
}

fn file(name: &str, text: &str) -> KeySource {
    KeySource { name: Some(name.to_owned()), content: Ok(Zeroizing::new(text.as_bytes().to_vec())) }
}

#[test]
fn halves_loaded_one_after_the_other_become_a_pair() {
    let first = with_key(&KeyPair::default(), key());
    assert_eq!(first.belong_together(), None);
    let second = with_certificate(&first, certificate());
    assert_eq!(second.belong_together(), Some(true));
}

#[test]
fn halves_of_different_pairs_stay_and_do_not_belong_together() {
    let first = with_key(&KeyPair::default(), other_key());
    let second = with_certificate(&first, certificate());
    assert_eq!(second.private_key(), Some(other_key()));
    assert_eq!(second.certificate(), Some(certificate()));
    assert_eq!(second.belong_together(), Some(false));
    // The right key then completes the pair.
    assert_eq!(with_key(&second, key()).belong_together(), Some(true));
}

#[test]
fn a_key_that_does_not_belong_to_the_pair_begins_a_new_pair() {
    let next = with_key(&generated(), other_key());
    assert_eq!(next.private_key(), Some(other_key()));
    assert_eq!(next.certificate(), None);
}

#[test]
fn a_certificate_that_does_not_belong_to_the_pair_begins_a_new_pair() {
    let next = with_certificate(&generated(), &certificate_for(other_key(), NOW));
    assert_eq!(next.private_key(), None);
    assert!(next.certificate().unwrap().belongs_to(other_key()));
    assert_eq!(next.unsaved(), None);
}

#[test]
fn a_renewed_certificate_replaces_the_old_one_of_its_key() {
    let renewed = certificate_for(key(), UnixSeconds(NOW.0 + 1000));
    let next = with_certificate(&generated(), &renewed);
    assert_eq!(next.private_key(), Some(key()));
    assert_eq!(next.certificate(), Some(&renewed));
    assert_eq!(next.unsaved(), Some(Unsaved::PrivateKey), "the key is still nowhere but in memory");
}

#[test]
fn loading_the_same_key_again_leaves_the_certificate() {
    let next = with_key(&generated(), key());
    assert_eq!(next.belong_together(), Some(true));
    assert_eq!(next.unsaved(), Some(Unsaved::Certificate), "the key came from somewhere, so it is somewhere");
}

#[test]
fn a_generated_pair_is_unsaved_until_it_is_saved() {
    let mut pair = generated();
    assert_eq!(pair.unsaved(), Some(Unsaved::PrivateKey));
    pair.mark_saved(&pair.clone(), true, false);
    assert_eq!(pair.unsaved(), Some(Unsaved::Certificate));
    pair.mark_saved(&pair.clone(), false, true);
    assert_eq!(pair.unsaved(), None);
    assert_eq!(KeyPair::default().unsaved(), None);
}

#[test]
fn each_generated_half_of_a_pair_from_the_store_is_unsaved() {
    for (key_origin, certificate_origin, unsaved) in [
        (Origin::Generated, Origin::Generated, Some(Unsaved::PrivateKey)),
        (Origin::Generated, Origin::Pasted, Some(Unsaved::PrivateKey)),
        (Origin::Pasted, Origin::Generated, Some(Unsaved::Certificate)),
        (Origin::Pasted, Origin::Pasted, None),
    ] {
        let certificate = certificate_for(key(), NOW);
        let pair =
            KeyPair::stored(Some((key().clone(), key_origin)), Some((certificate, certificate_origin)));
        assert_eq!(pair.guarded().unsaved(), unsaved);
    }
}

#[test]
fn the_facts_name_where_each_half_came_from() {
    let (pair, loaded) = load(
        &KeyPair::default(),
        &[file("key.pem", &key_pem()), file("cert.pem", &certificate().to_pem())],
        &Passphrases::none(),
    );
    assert!(loaded.took_private_key && loaded.took_certificate);
    assert_eq!(loaded.notes, []);
    assert_eq!(loaded.problems, []);
    let facts = pair.facts(NOW, false);
    assert_eq!(loaded.report(facts.clone()).key_pair, facts);
    assert_eq!(facts.private_key.unwrap().origin, Origin::File { name: "key.pem".to_owned() });
    assert_eq!(facts.certificate_origin, Some(Origin::File { name: "cert.pem".to_owned() }));
    assert_eq!(facts.belong_together, Some(true));
}

#[test]
fn the_key_and_certificate_that_belong_together_are_taken_from_three_files() {
    let other_certificate = certificate_for(other_key(), NOW);
    let sources = [
        file("a.pem", &other_certificate.to_pem()),
        file("b.pem", &certificate().to_pem()),
        file("c.pem", &key_pem()),
    ];
    let (pair, loaded) = load(&KeyPair::default(), &sources, &Passphrases::none());
    assert_eq!(pair.certificate(), Some(certificate()));
    assert_eq!(pair.belong_together(), Some(true));
    let (taken, because) = ("countersign".to_owned(), CertificateChoice::BelongsToKey);
    assert_eq!(loaded.notes, [ReadNote::SeveralCertificates { count: 2, taken, because }]);
}

#[test]
fn the_certificate_of_the_current_key_is_taken_from_several() {
    let current = with_key(&KeyPair::default(), key());
    let chain = [certificate_for(other_key(), NOW).to_pem(), certificate().to_pem()].concat();
    let (pair, _) = load(&current, &[file("chain.pem", &chain)], &Passphrases::none());
    assert_eq!(pair.certificate(), Some(certificate()));
    assert_eq!(pair.private_key(), Some(key()));
}

#[test]
fn one_of_two_files_may_be_good() {
    let encrypted = openssl(&["pkcs8", "-topk8", "-passout", "pass:secret"], &key_pem());
    let gone = KeyProblem::FileUnreadable { reason: FileError::NotFound };
    let sources = [
        file("key.pem", &encrypted),
        KeySource { name: Some("gone.pem".to_owned()), content: Err(gone.clone()) },
        file("cert.pem", &certificate().to_pem()),
    ];
    let (pair, loaded) = load(&KeyPair::default(), &sources, &Passphrases::none());
    assert_eq!(pair.certificate(), Some(certificate()));
    assert!(loaded.took_certificate && !loaded.took_private_key);
    let about = |name: &str, problem| SourceProblem { source: Some(name.to_owned()), problem };
    assert_eq!(loaded.problems, [about("gone.pem", gone)]);
    let lock = Lock { source: 0, place: 0, form: LockForm::Pkcs8, entry: None };
    assert_eq!(loaded.locked, [Locked { lock, source: Some("key.pem".to_owned()), refused: false }]);
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    let (pair, loaded) =
        load(&generated(), &[KeySource::pasted("hello there, world".to_owned())], &Passphrases::none());
    assert_eq!(pair, generated());
    assert!(!loaded.took_private_key && !loaded.took_certificate);
    let starts_with = "hello there, world".to_owned();
    assert_eq!(
        loaded.problems,
        [SourceProblem { source: None, problem: KeyProblem::NoBeginLine { starts_with } }]
    );
}

#[test]
fn no_files_change_nothing() {
    let (pair, loaded) = load(&generated(), &[], &Passphrases::none());
    assert_eq!(pair, generated());
    assert_eq!(loaded.problems, []);
}

#[test]
fn a_pair_keeps_the_previous_one_if_no_half_was_replaced() {
    let half = with_key(&KeyPair::default(), key());
    assert!(half.keeps(&KeyPair::default()));
    assert!(with_certificate(&half, certificate()).keeps(&half));
    assert!(generated().keeps(&generated()));
    assert!(!with_key(&half, other_key()).keeps(&half));
    assert!(!half.keeps(&generated()));
    assert!(!KeyPair::default().keeps(&half));
}

#[test]
fn the_same_file_twice_is_read_once() {
    let sources = [file("key.pem", &key_pem()), file("copy.pem", &key_pem())];
    let (_, loaded) = load(&KeyPair::default(), &sources, &Passphrases::none());
    assert_eq!(loaded.notes, []);
}

#[test]
fn the_report_contains_nothing_of_the_private_key() {
    let (pair, loaded) = load(&KeyPair::default(), &[KeySource::pasted(key_pem())], &Passphrases::none());
    let report = loaded.report(pair.facts(NOW, false));
    let json = serde_json::to_string(&report).unwrap();
    let shown = format!("{pair:?}{report:?}{json}");
    for line in key_pem().lines().filter(|line| !line.starts_with('-')) {
        assert!(!shown.contains(line));
    }
}
