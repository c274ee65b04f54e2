//! PKCS#12 that OpenSSL writes, today and before version 3.

use countersign_core::key::KeySyntax;
use countersign_core::key_file::{KeyProblem, LockForm, Locked, Passphrases, ReadFormat};

use super::{Folder, PASSPHRASE, assert_opens_with_the_right_passphrase_only, private_key_of};
use crate::common::{
    NOW, certificate, certificate_for, key, locks, other_key, python, read_bytes, read_bytes_with, run,
    unlock,
};

#[test]
fn pkcs12_of_new_and_old_openssl_opens() {
    let folder = Folder::new();
    for way in [
        &[][..],
        &["-legacy"],
        &["-keypbe", "AES-128-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha512"],
        &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        &["-keypbe", "AES-256-CBC", "-certpbe", "NONE", "-macalg", "sha384"],
        &["-iter", "600000", "-maciter"],
        &["-nomac"],
    ] {
        let bytes = folder.pkcs12(PASSPHRASE, way);
        let what = way.join(" ");
        assert_opens_with_the_right_passphrase_only(&bytes, LockForm::Pkcs12, key(), &what);
        let read = unlock(&bytes, PASSPHRASE).unwrap();
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{what}");
        assert_eq!(read.private_key.unwrap().syntax(), KeySyntax::Pkcs12);
    }
}

#[test]
fn pkcs12_opens_in_every_cipher_and_with_every_hash_that_openssl_writes() {
    let folder = Folder::new();
    let both = |cipher| ["-legacy", "-certpbe", cipher, "-keypbe", cipher].to_vec();
    let mut ways: Vec<Vec<&str>> = [
        "PBE-MD5-DES",
        "PBE-MD5-RC2-64",
        "PBE-SHA1-DES",
        "PBE-SHA1-RC2-64",
        "PBE-SHA1-RC4-128",
        "PBE-SHA1-RC4-40",
        "PBE-SHA1-2DES",
        "PBE-SHA1-RC2-128",
        "PBE-SHA1-RC2-40",
        "rc2-cbc",
        "rc2-40-cbc",
        "rc2-64-cbc",
        "aria-192-cbc",
        "camellia-192-cbc",
        "seed-cbc",
        "bf-cbc",
        "cast5-cbc",
        "des-cbc",
    ]
    .map(both)
    .to_vec();
    for hash in ["md4", "md5", "sha224", "sha512-224", "sha512-256", "sha3-224", "sha3-256", "sha3-512"] {
        ways.push(vec!["-legacy", "-macalg", hash]);
    }
    for way in ways {
        let what = way.join(" ");
        let bytes = folder.pkcs12(PASSPHRASE, &way);
        let read = unlock(&bytes, PASSPHRASE).unwrap_or_else(|problem| panic!("{what}: {problem:?}"));
        assert_eq!(read.private_key.as_ref(), Some(key()), "{what}");
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{what}");
        assert_eq!((read.problems.as_slice(), read.locked.as_slice()), (&[][..], &[][..]), "{what}");
    }
}

#[test]
fn a_million_rounds_open_for_the_person_who_gives_the_passphrase() {
    let folder = Folder::new();
    for pbe in ["AES-256-CBC", "PBE-SHA1-3DES"] {
        let bytes = folder.pkcs12("x", &["-legacy", "-keypbe", pbe, "-certpbe", "NONE", "-iter", "1000000"]);
        let locked = read_bytes(&bytes).unwrap().locked.remove(0);
        let mut passphrases = Passphrases::none();
        passphrases.give(locked.lock, "x".into());
        assert_eq!(&private_key_of(read_bytes_with(&bytes, &passphrases)), key());
    }
}

#[test]
fn a_passphrase_that_is_not_ascii_opens_as_openssl_before_1_1_wrote_it() {
    let folder = Folder::new();
    // It took each byte for a character. OpenSSL of today does the same if each byte is given as one.
    let as_bytes: String = PASSPHRASE.bytes().map(char::from).collect();
    let bytes = folder.pkcs12(&as_bytes, &["-legacy"]);
    assert_eq!(&private_key_of(unlock(&bytes, PASSPHRASE)), key());
}

/// Adds an integrity code with a passphrase to a PKCS#12 file without one.
const ADD_CODE: &str = "
import hashlib, hmac, sys
path, passphrase = sys.argv[1], sys.argv[2]

def derived(passphrase, salt, rounds):
    password = passphrase.encode('utf-16-be') + bytes(2)
    repeated = lambda text: (text * 64)[:-(-len(text) // 64) * 64]
    key = hashlib.sha1(bytes([3]) * 64 + repeated(salt) + repeated(password)).digest()
    for _ in range(rounds - 1):
        key = hashlib.sha1(key).digest()
    return key

def der(tag, content):
    length = len(content).to_bytes(4, 'big')
    return bytes([tag, 0x84]) + length + content

whole = open(path, 'rb').read()
inside = whole[4:]
# AuthenticatedSafe is the string of octets at the end, in a SEQUENCE of its type and [0].
at = inside.index(bytes.fromhex('2a864886f70d010701a0')) + 9
header = lambda data, at: (at + 4, int.from_bytes(data[at + 2:at + 4], 'big'))
content, _ = header(inside, at)
begin, length = header(inside, content)
salt = b'saltsalt'
code = hmac.new(derived(passphrase, salt, 2048), inside[begin:begin + length], hashlib.sha1).digest()
algorithm = bytes.fromhex('300906052b0e03021a0500')
mac = der(0x30, der(0x30, algorithm + der(4, code)) + der(4, salt) + bytes.fromhex('02020800'))
open(path, 'wb').write(der(0x30, inside + mac))
";

#[test]
fn a_passphrase_for_the_code_and_another_for_the_content_are_asked_for_one_after_the_other() {
    let folder = Folder::new();
    let path = folder.write("two.p12", &folder.pkcs12("content-word", &["-nomac"]));
    run(python(), "python3", &["-c", ADD_CODE, &path, "code-word"]);
    let bytes = folder.read("two.p12");
    let words = [("code-word", LockForm::Pkcs12Content), ("content-word", LockForm::Pkcs12Integrity)];
    for (first, then) in [words, [words[1], words[0]]].map(|words| (words[0], words[1])) {
        let mut passphrases = Passphrases::none();
        let lock = read_bytes(&bytes).unwrap().locked.remove(0).lock;
        assert_eq!(lock.form, LockForm::Pkcs12);
        passphrases.give(lock, first.0.into());
        let half = read_bytes_with(&bytes, &passphrases).unwrap();
        let [Locked { lock, refused: false, .. }] = half.locked.as_slice() else { panic!("{half:?}") };
        assert_eq!((lock.form, half.problems.as_slice()), (first.1, &[][..]));
        passphrases.give(lock.clone(), "wrong".into());
        let wrong = read_bytes_with(&bytes, &passphrases).unwrap();
        assert!(matches!(wrong.locked.as_slice(), [Locked { refused: true, .. }]), "{wrong:?}");
        passphrases.give(lock.clone(), then.0.into());
        assert_eq!(&private_key_of(read_bytes_with(&bytes, &passphrases)), key());
    }
}

#[test]
fn pkcs12_with_an_empty_passphrase_opens_without_asking() {
    let folder = Folder::new();
    for way in [&[][..], &["-legacy"], &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]] {
        let bytes = folder.pkcs12("", way);
        assert_eq!(&private_key_of(read_bytes(&bytes)), key(), "{way:?}");
    }
}

#[test]
fn the_certificate_of_the_key_is_taken_from_several_in_pkcs12() {
    let folder = Folder::new();
    let more = folder.write("more.pem", certificate_for(other_key(), NOW).to_pem().as_bytes());
    let bytes = folder.pkcs12("x", &["-certfile", &more]);
    assert_eq!(unlock(&bytes, "x").unwrap().certificate.as_ref(), Some(certificate()));
}

#[test]
fn an_altered_pkcs12_is_told_apart_from_a_wrong_passphrase() {
    let bytes = Folder::new().pkcs12("x", &[]);
    // The encrypted private key comes after the certificate, so it is in the middle.
    let mut altered = bytes.clone();
    altered[bytes.len() * 2 / 3] ^= 1;
    assert_eq!(locks(&altered), [LockForm::Pkcs12]);
    assert_eq!(unlock(&altered, "x"), Err(KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 }));
    assert_eq!(
        read_bytes(&bytes[..bytes.len() - 40]),
        Err(KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 })
    );
}
