//! Several private keys in what is read: the person chooses, and nothing is taken before that.

use countersign_core::certificate::{Certificate, CertificateOptions, Subject, make_self_signed_with_serial};
use countersign_core::key::{KeyType, PrivateKey};
use countersign_core::key_file::{Locked, Passphrases, ReadingWatch};
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, PrivateKeyChoice, load, load_watched};
use countersign_core::moment::UnixSeconds;
use zeroize::Zeroizing;

use crate::common::{NOW, certificate, key, key_pem, openssl_bytes, other_key, pem, run};

/// A certificate for the key under this name, valid for 365 days from then on.
fn certificate_named(key: &PrivateKey, name: &str, from: UnixSeconds) -> Certificate {
    let subject = Subject { common_name: name.to_owned(), ..Subject::default() };
    let options = CertificateOptions { subject, ..CertificateOptions::default() };
    make_self_signed_with_serial(key, &options, from, [0x2B; 20]).unwrap()
}

fn read(current: &KeyPair, text: String) -> (KeyPair, Loaded) {
    load(current, &[KeySource::pasted(text)], &Passphrases::none())
}

fn proposed(choices: &[PrivateKeyChoice]) -> usize {
    let all: Vec<usize> = (0..choices.len()).filter(|index| choices[*index].proposed).collect();
    assert_eq!(all.len(), 1, "{choices:?}");
    all[0]
}

#[test]
fn nothing_is_taken_before_the_person_chose_and_then_the_chosen_key_with_its_certificate() {
    let other_certificate = certificate_named(other_key(), "other", NOW);
    let text = [pem(other_key()), key_pem(), other_certificate.to_pem(), certificate().to_pem()].concat();
    let source = [KeySource::pasted(text)];
    let (pair, loaded) = load(&KeyPair::default(), &source, &Passphrases::none());
    assert!(pair.is_empty() && !loaded.took_private_key && !loaded.took_certificate);
    assert_eq!(loaded.choices.len(), 2);
    for (choice, key, own) in
        [(&loaded.choices[0], other_key(), &other_certificate), (&loaded.choices[1], key(), certificate())]
    {
        assert_eq!(choice.subject.as_deref(), Some(own.subject()));
        assert_eq!(
            (choice.not_after, &choice.key_type),
            (Some(own.not_after()), &KeyType::Rsa { bits: 2048 })
        );
        let (pair, chosen) = load_watched(
            &KeyPair::default(),
            &source,
            &Passphrases::none(),
            Some(&choice.id),
            &ReadingWatch::default(),
        );
        assert_eq!((pair.private_key(), pair.certificate()), (Some(key), Some(own)));
        assert!(chosen.choices.is_empty() && chosen.took_private_key);
    }
}

#[test]
fn the_key_of_the_current_certificate_is_proposed_then_the_one_that_expires_last_then_the_first() {
    let keys = [pem(other_key()), key_pem()].concat();
    let empty = KeyPair::default();
    assert_eq!(proposed(&read(&empty, keys.clone()).1.choices), 0);
    // Only one has a certificate.
    let with_one = keys.clone() + &certificate().to_pem();
    assert_eq!(proposed(&read(&empty, with_one.clone()).1.choices), 1);
    let later = certificate_named(other_key(), "later", UnixSeconds(NOW.0 + 1_000_000));
    assert_eq!(proposed(&read(&empty, with_one.clone() + &later.to_pem()).1.choices), 0);
    let (current, _) = read(&empty, certificate().to_pem());
    assert_eq!(proposed(&read(&current, with_one + &later.to_pem()).1.choices), 1);
    let (current, _) = read(&empty, key_pem());
    assert_eq!(proposed(&read(&current, keys + &later.to_pem()).1.choices), 1);
}

#[test]
fn the_certificate_of_a_key_that_was_not_chosen_is_not_taken() {
    let text = [pem(other_key()), key_pem(), certificate().to_pem()].concat();
    let (_, loaded) = read(&KeyPair::default(), text.clone());
    let (pair, loaded) = load_watched(
        &KeyPair::default(),
        &[KeySource::pasted(text)],
        &Passphrases::none(),
        Some(&loaded.choices[0].id),
        &ReadingWatch::default(),
    );
    assert_eq!((pair.private_key(), pair.certificate()), (Some(other_key()), None));
    assert!(!loaded.took_certificate);
}

#[test]
fn of_two_certificates_of_one_key_the_one_that_expires_last_is_taken() {
    let renewed = certificate_named(key(), "renewed", UnixSeconds(NOW.0 + 1_000_000));
    for text in [
        [key_pem(), certificate().to_pem(), renewed.to_pem()].concat(),
        [renewed.to_pem(), certificate().to_pem(), key_pem()].concat(),
    ] {
        let (pair, _) = read(&KeyPair::default(), text);
        assert_eq!(pair.certificate(), Some(&renewed));
    }
}

#[test]
fn keys_of_a_keystore_have_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (kind, passphrase) in [("PKCS12", "changeit"), ("JKS", "changeit")] {
        let store = path(kind);
        for (alias, name) in [("staging", "CN=stage"), ("production", "CN=live")] {
            run(
                "keytool",
                "default-jdk-headless",
                &[
                    "-genkeypair",
                    "-alias",
                    alias,
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-dname",
                    name,
                    "-validity",
                    "400",
                    "-storetype",
                    kind,
                    "-keystore",
                    &store,
                    "-storepass",
                    passphrase,
                    "-keypass",
                    passphrase,
                ],
            );
        }
        let source = [KeySource {
            name: Some("keys".to_owned()),
            content: Ok(Zeroizing::new(std::fs::read(&store).unwrap())),
        }];
        let (_, locked) = load(&KeyPair::default(), &source, &Passphrases::none());
        let mut passphrases = Passphrases::none();
        for Locked { lock, .. } in locked.locked {
            passphrases.give(lock, passphrase.into());
        }
        let (pair, loaded) = load(&KeyPair::default(), &source, &passphrases);
        assert!(pair.is_empty());
        let mut seen: Vec<_> = loaded
            .choices
            .iter()
            .map(|choice| (choice.name.as_deref(), choice.subject.as_deref(), choice.source.as_deref()))
            .collect();
        seen.sort_unstable();
        let (live, stage) = (
            (Some("production"), Some("live"), Some("keys")),
            (Some("staging"), Some("stage"), Some("keys")),
        );
        assert_eq!(seen, [live, stage], "{kind}");
    }
}

#[test]
fn names_in_pem_text_and_json_web_keys_are_said() {
    let text = format!("Bag Attributes\n    friendlyName: mine\n{}{}", key_pem(), pem(other_key()));
    let names = |text: String| {
        read(&KeyPair::default(), text).1.choices.into_iter().map(|choice| choice.name).collect::<Vec<_>>()
    };
    assert_eq!(names(text), [Some("mine".to_owned()), None]);
    // Made by OpenSSL from PKCS#12.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("both.pem");
    std::fs::write(&path, key_pem() + &certificate().to_pem()).unwrap();
    let pkcs12 = openssl_bytes(
        &["pkcs12", "-export", "-in", path.to_str().unwrap(), "-name", "the new one", "-passout", "pass:"],
        "",
    );
    std::fs::write(&path, pkcs12).unwrap();
    let written = openssl_bytes(&["pkcs12", "-in", path.to_str().unwrap(), "-passin", "pass:", "-nodes"], "");
    let text = String::from_utf8(written).unwrap() + &pem(other_key());
    assert_eq!(names(text), [Some("the new one".to_owned()), None]);
}
