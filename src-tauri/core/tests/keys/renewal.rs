//! Renewing a certificate, and replacing a key pair by a new one.

use countersign_core::certificate::{
    CertificateLife, CertificateOptions, MakeCertificateError, Validity, make_self_signed, renew,
    renew_with_serial,
};
use countersign_core::key::{EcCurve, make_ec_key};
use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, Unsaved, load};
use countersign_core::key_pair::{Rotation, RotationStep, RotationWay};
use countersign_core::moment::UnixSeconds;

use crate::common::{NOW, certificate, certificate_for, key, key_pem, openssl, other_key, pem, read_key};

const DAY: i64 = 86_400;

fn pair() -> KeyPair {
    KeyPair::generated(key().clone(), certificate().clone())
}

#[test]
fn a_renewed_certificate_is_for_the_same_key_and_valid_from_now() {
    let later = UnixSeconds(NOW.0 + 300 * DAY);
    let renewed = renew(certificate(), key(), Validity::Days(90), later).unwrap();
    assert!(renewed.belongs_to(key()));
    let (old, new) = (certificate().facts(later), renewed.facts(later));
    assert_eq!(new.subject, old.subject);
    assert!(new.self_signed);
    assert_ne!(new.serial, old.serial);
    assert_ne!(new.fingerprint_sha256, old.fingerprint_sha256);
    assert_eq!((new.not_before, new.not_after), (later, UnixSeconds(later.0 + 90 * DAY)));
    assert_eq!(new.life, CertificateLife::Valid { days_left: 90 });
}

#[test]
fn a_renewed_certificate_equals_a_new_one_except_for_serial_number_and_dates() {
    let renewed = renew_with_serial(certificate(), key(), Validity::Days(365), NOW, [0x5A; 20]).unwrap();
    assert_eq!(&renewed, certificate());
}

#[test]
fn a_renewed_certificate_has_the_subject_of_the_old_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, key_pem()).unwrap();
    let subjects = [
        "/C=DE/O=Example, Inc./OU=one/OU=two/CN=shop",
        "/DC=com/DC=example/CN=a+serialNumber=7",
        "/emailAddress=a@example.com/CN=Bücher",
    ];
    for subject in subjects {
        let arguments =
            ["req", "-x509", "-utf8", "-multivalue-rdn", "-key", path.to_str().unwrap(), "-subj", subject];
        let old = read_key(&openssl(&arguments, "")).certificate.unwrap();
        let renewed = renew(&old, key(), Validity::Days(30), NOW).unwrap();
        let names = |pem: &str| {
            let arguments =
                ["x509", "-noout", "-subject", "-issuer", "-nameopt", "RFC2253,dump_all,dump_der"];
            openssl(&arguments, pem)
        };
        assert_eq!(names(&renewed.to_pem()), names(&old.to_pem()));
    }
}

#[test]
fn openssl_verifies_renewed_certificates_of_every_kind_of_key() {
    let ed25519 = read_key(&openssl(&["genpkey", "-algorithm", "ed25519"], "")).private_key.unwrap();
    let keys =
        [key().clone(), make_ec_key(EcCurve::P256).unwrap(), make_ec_key(EcCurve::P384).unwrap(), ed25519];
    for key in keys {
        let old = make_self_signed(&key, &CertificateOptions::default(), NOW).unwrap();
        let renewed = renew(&old, &key, Validity::Days(30), NOW).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cert.pem").to_str().unwrap().to_owned();
        std::fs::write(&path, renewed.to_pem()).unwrap();
        let now = NOW.0.to_string();
        let arguments = ["verify", "-x509_strict", "-check_ss_sig", "-attime", &now, "-CAfile", &path, &path];
        assert!(openssl(&arguments, "").ends_with(": OK\n"));
    }
}

#[test]
fn a_clock_that_is_wrong_by_ages_renews_nothing() {
    let renewed = renew(certificate(), key(), Validity::Days(1), UnixSeconds(-1));
    assert_eq!(renewed, Err(MakeCertificateError::TimeOutOfRange));
}

#[test]
fn a_pair_with_a_renewed_certificate_keeps_its_key_and_whether_that_is_saved() {
    let renewed = renew(certificate(), key(), Validity::Days(30), NOW).unwrap();
    let next = pair().renewed(renewed.clone());
    assert_eq!(next.certificate(), Some(&renewed));
    assert_eq!(next.belong_together(), Some(true));
    assert_eq!(next.unsaved(), Some(Unsaved::PrivateKey));
    let (loaded, _) = load(&KeyPair::default(), &[KeySource::pasted(key_pem())], &Passphrases::none());
    assert_eq!(loaded.renewed(renewed).unsaved(), Some(Unsaved::Certificate));
}

/// A new pair that replaces [`pair`].
fn rotated(way: RotationWay) -> KeyPair {
    pair().rotated(other_key().clone(), certificate_for(other_key(), NOW), way)
}

/// The first step that is not done.
fn next_step(pair: &KeyPair) -> RotationStep {
    let rotation = pair.facts(NOW, false).rotation.unwrap();
    rotation.steps.into_iter().find(|step| !step.done).unwrap().step
}

#[test]
fn the_old_pair_stays_until_a_token_was_received_with_the_new_key() {
    let mut new = rotated(RotationWay::SecondApiClient);
    assert_eq!(new.private_key(), Some(other_key()));
    assert_eq!(new.rotation().unwrap().old(), &pair());
    assert_eq!(new.without_old_pair(), None);
    assert!(!new.note_token_received(key()), "a token for the old key proves nothing");
    assert_eq!(new.without_old_pair(), None);
    assert!(new.note_token_received(other_key()));
    assert!(!new.note_token_received(other_key()), "and is news once");
    let alone = new.without_old_pair().unwrap();
    assert_eq!(alone.private_key(), Some(other_key()));
    assert_eq!(alone.rotation(), None);
}

#[test]
fn the_steps_follow_what_is_known_here() {
    let mut new = rotated(RotationWay::SecondApiClient);
    assert_eq!(next_step(&new), RotationStep::SavePair);
    new.mark_saved(&new.clone(), true, false);
    assert_eq!(next_step(&new), RotationStep::AddApiClient);
    new.note_token_received(other_key());
    assert_eq!(next_step(&new), RotationStep::SwitchIntegration);
}

#[test]
fn the_old_client_works_until_the_integration_has_switched() {
    let before = |way: RotationWay, first, second| {
        let steps = way.steps();
        let at = |step| steps.iter().position(|known| *known == step).unwrap();
        assert!(at(first) < at(second), "{first:?} before {second:?}");
    };
    let second = RotationWay::SecondApiClient;
    before(second, RotationStep::GetToken, RotationStep::SwitchIntegration);
    before(second, RotationStep::SwitchIntegration, RotationStep::RemoveOldApiClient);
    // With a single client, everything is ready before the old key stops working.
    let same = RotationWay::SameApiClient;
    before(same, RotationStep::PrepareIntegration, RotationStep::ReplaceCertificate);
    before(same, RotationStep::ReplaceCertificate, RotationStep::GetToken);
    before(same, RotationStep::GetToken, RotationStep::DiscardOldPair);
}

#[test]
fn rotating_again_before_a_token_leaves_the_pair_that_works() {
    let third = make_ec_key(EcCurve::P256).unwrap();
    let third_certificate = certificate_for(&third, NOW);
    let mut second = rotated(RotationWay::SameApiClient);
    let again = |pair: &KeyPair| {
        let next = pair.rotated(third.clone(), third_certificate.clone(), RotationWay::SameApiClient);
        next.rotation().unwrap().old().private_key().cloned()
    };
    assert_eq!(again(&second).as_ref(), Some(key()));
    second.note_token_received(other_key());
    assert_eq!(again(&second).as_ref(), Some(other_key()));
}

#[test]
fn replacing_the_new_key_ends_its_rotation_and_replacing_its_certificate_does_not() {
    let new = rotated(RotationWay::SameApiClient);
    let read = |text: String| load(&new, &[KeySource::pasted(text)], &Passphrases::none()).0;
    let third = make_ec_key(EcCurve::P256).unwrap();
    assert_eq!(read(pem(&third)).rotation(), None);
    let renewed = renew(new.certificate().unwrap(), other_key(), Validity::Days(30), NOW).unwrap();
    assert!(read(renewed.to_pem()).rotation().is_some());
    assert!(new.renewed(renewed).rotation().is_some());
}

#[test]
fn a_stored_rotation_continues_where_it_was() {
    let mut new = rotated(RotationWay::SameApiClient);
    new.note_token_received(other_key());
    let kept = new.rotation().unwrap();
    let resumed = Rotation::resumed(kept.old(), kept.way(), kept.token_received());
    assert_eq!(new.without_rotation().replacing(resumed), new);
}
