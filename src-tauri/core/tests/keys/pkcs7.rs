//! Certificates in PKCS#7, as certificate authorities give a chain: `.p7b` in DER and Base64, under any label.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key_file::{CertificateChoice, KeyProblem, ReadFormat, ReadNote, Undone};

use crate::common::{
    NOW, certificate, certificate_for, key, key_pem, openssl, openssl_bytes, other_key, pem_text, problem,
    read_bytes, undone,
};

/// PKCS#7 in DER with these certificates.
fn bundle(certificates: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("certificates.pem");
    std::fs::write(&path, certificates).unwrap();
    openssl_bytes(&["crl2pkcs7", "-nocrl", "-certfile", path.to_str().unwrap(), "-outform", "DER"], "")
}

#[test]
fn certificates_are_read_in_every_form_of_the_file() {
    let der = bundle(&certificate().to_pem());
    let base64 = STANDARD.encode(&der);
    let in_words: Vec<&str> =
        base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    for (text, notes) in [
        (der.clone(), vec![]),
        (pem_text("PKCS7", &der).into_bytes(), vec![]),
        // `certutil -encode` and Windows' certificate authority write this label.
        (pem_text("CERTIFICATE", &der).into_bytes(), vec![]),
        (pem_text("CMS", &der).into_bytes(), vec![]),
        (pem_text("PKCS #7 SIGNED DATA", &der).into_bytes(), vec![]),
        (base64.clone().into_bytes(), vec![undone(&[Undone::BareBase64])]),
        (in_words.join("\r\n").into_bytes(), vec![undone(&[Undone::BareBase64])]),
    ] {
        let read = read_bytes(&text).unwrap();
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{}", String::from_utf8_lossy(&text));
        assert_eq!((read.notes, read.problems), (notes, vec![]));
    }
}

#[test]
fn of_several_certificates_that_of_the_key_is_taken() {
    let der = bundle(&(certificate_for(other_key(), NOW).to_pem() + &certificate().to_pem()));
    let read = read_bytes((key_pem() + &pem_text("PKCS7", &der)).as_bytes()).unwrap();
    assert_eq!((read.private_key.as_ref(), read.certificate.as_ref()), (Some(key()), Some(certificate())));
    assert!(matches!(
        read.notes.as_slice(),
        [ReadNote::SeveralCertificates { count: 2, because: CertificateChoice::BelongsToKey, .. }]
    ));
}

#[test]
fn bundles_with_a_signature_and_in_ber_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("key.pem"), key_pem()).unwrap();
    std::fs::write(path("certificate.pem"), certificate().to_pem()).unwrap();
    for options in [&[][..], &["-stream", "-nodetach"]] {
        let sign = [
            "cms",
            "-sign",
            "-signer",
            &path("certificate.pem"),
            "-inkey",
            &path("key.pem"),
            "-outform",
            "DER",
        ];
        let signed = openssl_bytes(&[&sign[..], options].concat(), "content");
        assert_eq!(read_bytes(&signed).unwrap().certificate.as_ref(), Some(certificate()));
    }
}

#[test]
fn what_is_cut_or_has_no_certificate_is_named() {
    let der = bundle(&certificate().to_pem());
    let damaged = KeyProblem::FileDamaged { format: ReadFormat::Pkcs7 };
    for end in [40, 100, der.len() - 1] {
        assert_eq!(read_bytes(&der[..end]), Err(damaged.clone()), "{end}");
    }
    let empty = [
        &[
            0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, 0xA0, 0x80, 0x30,
            0x80,
        ][..],
        &[
            2, 1, 1, 0x31, 0, 0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01,
            0, 0,
        ],
        &[0x31, 0, 0, 0, 0, 0, 0, 0],
    ]
    .concat();
    assert_eq!(read_bytes(&empty), Err(KeyProblem::NothingInside { format: ReadFormat::Pkcs7 }));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("certificate.pem");
    std::fs::write(&path, certificate().to_pem()).unwrap();
    let to = path.to_str().unwrap();
    let encrypted = openssl(&["cms", "-encrypt", "-outform", "PEM", "-recip", to], "content");
    assert_eq!(problem(&encrypted), KeyProblem::OtherBlocks { labels: vec!["CMS".to_owned()] });
    let broken = "-----BEGIN PKCS7-----\nMII*\n-----END PKCS7-----\n";
    assert!(matches!(problem(broken), KeyProblem::StrayCharacter { .. }));
}
