//! Keys that OpenSSL writes: encrypted PKCS#8, its old encrypted PEM, DER.

use countersign_core::key::KeySyntax;
use countersign_core::key_file::{KeyProblem, LockForm, Passphrases};
use countersign_core::key_pair::{KeyPair, KeySource, load};

use super::{PASSPHRASE, assert_opens_with_the_right_passphrase_only, private_key_of};
use crate::common::{
    certificate, key, key_pem, openssl, openssl_bytes, other_key, pem, read_bytes, read_key, unlock,
};

#[test]
fn encrypted_pkcs8_of_openssl_opens_in_every_cipher_and_key_derivation() {
    let mut ways: Vec<Vec<&str>> = Vec::new();
    for cipher in ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des3"] {
        ways.push(vec!["-v2", cipher]);
    }
    for prf in ["hmacWithSHA1", "hmacWithSHA224", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"] {
        ways.push(vec!["-v2", "aes-256-cbc", "-v2prf", prf]);
    }
    ways.push(vec!["-v2", "aes-256-cbc", "-iter", "600000"]);
    ways.push(vec!["-scrypt"]);
    ways.push(vec!["-scrypt", "-scrypt_N", "32768", "-scrypt_r", "4", "-scrypt_p", "2"]);
    for scheme in ["PBE-SHA1-3DES", "PBE-SHA1-2DES"] {
        ways.push(vec!["-v1", scheme]);
    }
    for scheme in ["PBE-SHA1-RC2-128", "PBE-SHA1-RC2-40", "PBE-MD5-DES", "PBE-SHA1-DES"] {
        ways.push(vec!["-provider", "legacy", "-provider", "default", "-v1", scheme]);
    }
    for way in ways {
        let passphrase = format!("pass:{PASSPHRASE}");
        let arguments = [&["pkcs8", "-topk8", "-passout", &passphrase], way.as_slice()].concat();
        let pem = openssl(&arguments, &key_pem());
        assert_opens_with_the_right_passphrase_only(pem.as_bytes(), LockForm::Pkcs8, key(), &way.join(" "));
        let der = openssl_bytes(&[&arguments[..], &["-outform", "DER"]].concat(), &key_pem());
        assert_eq!(&private_key_of(unlock(&der, PASSPHRASE)), key(), "{way:?} as DER");
    }
}

#[test]
fn pkcs8_opens_in_the_ciphers_that_few_use() {
    let legacy = ["-provider", "legacy", "-provider", "default"];
    for way in [
        &["-v2", "camellia-128-cbc"][..],
        &["-v2", "camellia-256-cbc", "-v2prf", "hmacWithSHA512-256"],
        &["-v2", "aria-128-cbc", "-v2prf", "hmacWithSHA512-224"],
        &["-v2", "aria-256-cbc", "-v2prf", "hmacWithSHA384"],
        &["-v2", "seed-cbc"],
        &["-v2", "bf-cbc"],
        &["-v2", "cast5-cbc"],
        &["-v2", "rc2-cbc"],
        &["-v2", "rc2-40-cbc"],
        &["-v2", "rc2-64-cbc"],
        &["-v2", "des-cbc"],
        &["-v2", "aes-192-cbc", "-v2prf", "hmacWithMD5"],
        &["-v1", "PBE-SHA1-RC4-128"],
        &["-v1", "PBE-SHA1-RC4-40"],
        &["-v1", "PBE-MD5-RC2-64"],
        &["-v1", "PBE-SHA1-RC2-64"],
    ] {
        let passphrase = format!("pass:{PASSPHRASE}");
        let arguments = [&["pkcs8", "-topk8", "-passout", &passphrase][..], &legacy, way].concat();
        let pem = openssl(&arguments, &key_pem());
        assert_opens_with_the_right_passphrase_only(pem.as_bytes(), LockForm::Pkcs8, key(), &way.join(" "));
    }
    for cipher in ["-camellia256", "-aria128", "-seed"] {
        let arguments = ["rsa", "-traditional", cipher, "-passout", "pass:x"];
        let pem = openssl(&[&arguments[..], &legacy].concat(), &key_pem());
        assert_eq!(&private_key_of(unlock(pem.as_bytes(), "x")), key(), "{cipher}");
    }
}

#[test]
fn what_is_not_supported_is_named_before_a_passphrase_is_asked_for() {
    let der = openssl_bytes(
        &["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-outform", "DER", "-passout", "pass:x"],
        &key_pem(),
    );
    let with = |from: &[u8], to: u8| {
        let at = der.windows(from.len()).position(|bytes| bytes == from).unwrap();
        let mut other = der.clone();
        other[at + from.len() - 1] = to;
        read_bytes(&other)
    };
    // AES-256-CBC becomes AES-256-ECB, HMAC-SHA-256 becomes nothing that there is, and PBKDF2 becomes PBMAC1.
    let cipher = "AES-256-ECB".to_owned();
    let aes = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2A];
    assert_eq!(with(&aes, 0x29), Err(KeyProblem::CipherUnsupported { cipher }));
    let hmac = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x09];
    let derivation = "1.2.840.113549.2.99".to_owned();
    assert_eq!(with(&hmac, 99), Err(KeyProblem::DerivationUnsupported { derivation }));
    let pbkdf2 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C];
    let derivation = "PBMAC1".to_owned();
    assert_eq!(with(&pbkdf2, 0x0E), Err(KeyProblem::DerivationUnsupported { derivation }));
}

#[test]
fn old_encrypted_pem_of_openssl_opens_in_every_cipher_for_rsa_and_ec() {
    let ec = openssl(&["ecparam", "-genkey", "-noout", "-name", "prime256v1"], "");
    let ec_key = read_key(&ec).private_key.unwrap();
    let passphrase = format!("pass:{PASSPHRASE}");
    for cipher in ["-aes128", "-aes192", "-aes256", "-des3"] {
        for (tool, text, expected) in [("rsa", key_pem(), key()), ("ec", ec.clone(), &ec_key)] {
            let traditional: &[&str] = if tool == "rsa" { &["-traditional"] } else { &[] };
            let arguments = [&[tool], traditional, &[cipher, "-passout", &passphrase]].concat();
            let pem = openssl(&arguments, &text);
            assert!(pem.contains("DEK-Info"), "{pem}");
            assert_opens_with_the_right_passphrase_only(
                pem.as_bytes(),
                LockForm::OldOpenSsl,
                expected,
                cipher,
            );
        }
    }
    let des = ["rsa", "-provider", "legacy", "-provider", "default", "-traditional", "-des"];
    let pem = openssl(&[&des[..], &["-passout", &passphrase]].concat(), &key_pem());
    assert_opens_with_the_right_passphrase_only(pem.as_bytes(), LockForm::OldOpenSsl, key(), "des");
}

#[test]
fn der_of_each_structure_is_read() {
    let ec = openssl(&["ecparam", "-genkey", "-noout", "-name", "secp384r1"], "");
    let ed25519 = openssl(&["genpkey", "-algorithm", "ed25519"], "");
    for (arguments, text, syntax) in [
        (&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"][..], key_pem(), KeySyntax::Pkcs8),
        (&["rsa", "-traditional", "-outform", "DER"], key_pem(), KeySyntax::Pkcs1),
        (&["ec", "-outform", "DER"], ec.clone(), KeySyntax::Sec1),
        (&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], ec, KeySyntax::Pkcs8),
        (&["pkey", "-outform", "DER"], ed25519, KeySyntax::Pkcs8),
    ] {
        let read = private_key_of(read_bytes(&openssl_bytes(arguments, &text)));
        assert_eq!(read.syntax(), syntax, "{arguments:?}");
        assert_eq!(pem(&read), openssl(&["pkey"], &text));
    }
    assert_eq!(read_bytes(certificate().der()).unwrap().certificate.as_ref(), Some(certificate()));
    let public = openssl_bytes(&["pkey", "-pubout", "-outform", "DER"], &key_pem());
    assert_eq!(read_bytes(&public), Err(KeyProblem::PublicKey));
}

#[test]
fn one_passphrase_for_several_files_is_asked_for_once() {
    let encrypted = openssl(&["pkcs8", "-topk8", "-passout", "pass:same"], &key_pem());
    let other = openssl(&["pkcs8", "-topk8", "-passout", "pass:same"], &pem(other_key()));
    let text = encrypted + &other;
    let locked = read_bytes(text.as_bytes()).unwrap().locked;
    assert_eq!(locked.len(), 2);
    let mut passphrases = Passphrases::none();
    passphrases.give(locked[0].lock.clone(), "same".into());
    let source = [KeySource::pasted(text)];
    let (_, loaded) = load(&KeyPair::default(), &source, &passphrases);
    assert_eq!((loaded.locked.len(), loaded.choices.len()), (0, 2));
}

#[test]
fn a_file_that_would_take_for_ever_to_unlock_is_refused() {
    let rounds = openssl(&["pkcs8", "-topk8", "-iter", "20000000", "-passout", "pass:x"], &key_pem());
    assert!(matches!(unlock(rounds.as_bytes(), "x"), Err(KeyProblem::TooCostly { .. })));
    // OpenSSL refuses to write such a file: 127 times as much as usual, one after the other.
    let scrypt =
        openssl_bytes(&["pkcs8", "-topk8", "-scrypt", "-outform", "DER", "-passout", "pass:x"], &key_pem());
    let parameters = scrypt.windows(10).position(|bytes| bytes == [2, 2, 0x40, 0, 2, 1, 8, 2, 1, 1]).unwrap();
    let mut memory = scrypt.clone();
    memory[parameters + 9] = 127;
    assert!(matches!(unlock(&memory, "x"), Err(KeyProblem::TooCostly { .. })));
    assert_eq!(&private_key_of(unlock(&scrypt, "x")), key());
}
