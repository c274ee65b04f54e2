//! What people really have is far within the bounds of one reading; beyond them, what was found before is kept, and the
//! reading says what was not read.

use std::sync::LazyLock;

use countersign_core::certificate::{Certificate, CertificateOptions, make_self_signed_with_serial};
use countersign_core::key_file::{KeyProblem, Locked, MAX_READING_BYTES, Passphrases, ReadingLimit};
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, load};
use zeroize::Zeroizing;

use crate::common::{NOW, certificate, key, key_pem, openssl_bytes, read_text};

/// More certificates than are read.
static CERTIFICATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    (0_u32..1_100)
        .map(|number| {
            let mut serial = [0x11; 20];
            serial[..4].copy_from_slice(&number.to_be_bytes());
            make_self_signed_with_serial(key(), &CertificateOptions::default(), NOW, serial).unwrap().to_pem()
        })
        .collect()
});

fn too_much(limit: ReadingLimit, most: u32) -> KeyProblem {
    KeyProblem::TooMuch { limit, most }
}

/// Reads files of these contents into an empty window.
fn load_files(contents: &[Vec<u8>], passphrases: &Passphrases) -> (KeyPair, Loaded) {
    let sources: Vec<KeySource> = contents
        .iter()
        .enumerate()
        .map(|(number, bytes)| KeySource {
            name: Some(format!("file-{number}")),
            content: Ok(Zeroizing::new(bytes.clone())),
        })
        .collect();
    load(&KeyPair::default(), &sources, passphrases)
}

fn problems(loaded: &Loaded) -> Vec<KeyProblem> {
    loaded.problems.iter().map(|problem| problem.problem.clone()).collect()
}

#[test]
fn a_bundle_of_hundreds_of_certificates_is_read_whole() {
    let text = format!("{}{}{}", CERTIFICATES[..500].concat(), key_pem(), certificate().to_pem());
    let read = read_text(&text).unwrap();
    assert_eq!(read.private_key.as_ref(), Some(key()));
    assert_eq!(read.problems, []);
}

#[test]
fn beyond_a_thousand_certificates_the_first_thousand_count() {
    let first = Certificate::from_der(certificate().der()).unwrap();
    let text = format!("{}{}{}", key_pem(), first.to_pem(), CERTIFICATES.concat());
    let halves: Vec<Vec<u8>> = text.as_bytes().chunks(text.len() / 2 + 1).map(<[u8]>::to_vec).collect();
    let (pair, loaded) = load_files(&halves, &Passphrases::none());
    assert_eq!((pair.private_key(), pair.certificate()), (Some(key()), Some(certificate())));
    assert!(problems(&loaded).contains(&too_much(ReadingLimit::Certificates, 1_000)), "{loaded:?}");
}

/// A PKCS#12 file with [`key`] and its certificate.
fn pkcs12() -> Vec<u8> {
    let text = key_pem() + &certificate().to_pem();
    openssl_bytes(&["pkcs12", "-export", "-passout", "pass:word"], &text)
}

fn given(locked: &[Locked]) -> Passphrases {
    let mut passphrases = Passphrases::none();
    passphrases.give(locked[0].lock.clone(), "word".into());
    passphrases
}

#[test]
fn a_folder_of_twenty_keystores_opens_with_one_passphrase() {
    let files = vec![pkcs12(); 20];
    let (_, locked) = load_files(&files, &Passphrases::none());
    assert_eq!((locked.locked.len(), problems(&locked)), (20, vec![]));
    let (pair, opened) = load_files(&files, &given(&locked.locked));
    assert_eq!((opened.locked.len(), problems(&opened)), (0, vec![]));
    assert_eq!(pair.private_key(), Some(key()));
}

#[test]
fn beyond_the_work_for_other_locks_each_lock_still_opens_with_a_passphrase_of_its_own() {
    let text = key_pem();
    let costly = openssl_bytes(&["pkcs8", "-topk8", "-iter", "600000", "-passout", "pass:word"], &text);
    let files = vec![costly; 8];
    let (_, locked) = load_files(&files, &Passphrases::none());
    assert_eq!(locked.locked.len(), 8);
    let (pair, opened) = load_files(&files, &given(&locked.locked));
    // One with its own passphrase, and three more with the same.
    assert_eq!((opened.locked.len(), problems(&opened)), (4, vec![]));
    assert_eq!(pair.private_key(), Some(key()));
    let last = opened.locked.last().unwrap();
    assert!(!last.refused);
    let mut passphrases = Passphrases::none();
    passphrases.give(last.lock.clone(), "word".into());
    let (_, opened) = load_files(&files, &passphrases);
    assert!(!opened.locked.iter().any(|locked| locked.lock == last.lock), "{:?}", opened.locked);
}

#[test]
fn beyond_two_hundred_locks_the_first_two_hundred_are_asked_for() {
    let encrypted = openssl_bytes(&["pkcs8", "-topk8", "-passout", "pass:word"], &key_pem());
    let (_, loaded) = load_files(&[encrypted.repeat(150), encrypted.repeat(150)], &Passphrases::none());
    assert_eq!(loaded.locked.len(), 200);
    assert_eq!(problems(&loaded), [too_much(ReadingLimit::Locks, 200)]);
    assert_eq!(loaded.problems[0].source.as_deref(), Some("file-1"));
}

#[test]
fn beyond_what_is_read_together_the_files_before_count() {
    let mut files = vec![key_pem().into_bytes()];
    files.extend(vec![vec![b' '; 1024 * 1024]; MAX_READING_BYTES / (1024 * 1024) + 3]);
    let (pair, loaded) = load_files(&files, &Passphrases::none());
    assert_eq!(pair.private_key(), Some(key()));
    let most = u32::try_from(MAX_READING_BYTES).unwrap();
    let reached: Vec<_> =
        loaded.problems.iter().filter(|said| said.problem == too_much(ReadingLimit::Bytes, most)).collect();
    assert_eq!(reached.len(), 1);
    assert_eq!(reached[0].source.as_deref(), Some("file-16"));
}

#[test]
fn many_problems_are_counted_over_all_files() {
    let files: Vec<Vec<u8>> = (0..100).map(|number| format!("shopping list {number}").into_bytes()).collect();
    let (_, loaded) = load_files(&files, &Passphrases::none());
    assert_eq!(loaded.problems.len(), 33);
    assert_eq!(loaded.problems[32].problem, too_much(ReadingLimit::Problems, 32));
}
