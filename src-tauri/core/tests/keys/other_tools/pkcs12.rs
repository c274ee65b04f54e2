//! PKCS#12 that OpenSSL writes, today and before version 3.

use countersign_core::key::KeySyntax;
use countersign_core::key_file::{KeyProblem, LockForm, ReadFormat};

use super::{Folder, PASSPHRASE, assert_opens_with_the_right_passphrase_only, private_key_of};
use crate::common::{NOW, certificate, certificate_for, key, locks, other_key, read_bytes, unlock};

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
