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
fn unknown_ciphers_are_named_before_a_passphrase_is_asked_for() {
    for (way, name) in [
        (vec!["-v2", "camellia-256-cbc"], "Camellia-256"),
        (vec!["-v2", "aria-256-cbc"], "1.2.410.200046.1.1.12"),
        (vec!["-provider", "legacy", "-provider", "default", "-v1", "PBE-SHA1-RC4-128"], "RC4 (128 bits)"),
    ] {
        let arguments = [&["pkcs8", "-topk8", "-passout", "pass:x"], way.as_slice()].concat();
        let pem = openssl(&arguments, &key_pem());
        let cipher = name.to_owned();
        assert_eq!(read_bytes(pem.as_bytes()), Err(KeyProblem::CipherUnsupported { cipher }));
    }
    let pem = openssl(&["rsa", "-traditional", "-camellia256", "-passout", "pass:x"], &key_pem());
    let cipher = "CAMELLIA-256-CBC".to_owned();
    assert_eq!(read_bytes(pem.as_bytes()), Err(KeyProblem::CipherUnsupported { cipher }));
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
    let rounds = openssl(&["pkcs8", "-topk8", "-iter", "5000000", "-passout", "pass:x"], &key_pem());
    assert!(matches!(unlock(rounds.as_bytes(), "x"), Err(KeyProblem::TooCostly { .. })));
    // OpenSSL refuses to write such a file: a block size of 127 in place of 8 turns 16 MiB into 254 MiB.
    let scrypt =
        openssl_bytes(&["pkcs8", "-topk8", "-scrypt", "-outform", "DER", "-passout", "pass:x"], &key_pem());
    let parameters = scrypt.windows(7).position(|bytes| bytes == [2, 2, 0x40, 0, 2, 1, 8]).unwrap();
    let mut memory = scrypt.clone();
    memory[parameters + 6] = 127;
    assert!(matches!(unlock(&memory, "x"), Err(KeyProblem::TooCostly { .. })));
    assert_eq!(&private_key_of(unlock(&scrypt, "x")), key());
}
