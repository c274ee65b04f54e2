//! Private keys of every type that can sign, as OpenSSL writes them, and certificates for them.

use countersign_core::key::{KeySyntax, KeyType, PrivateKey, SigningAlgorithm};

use crate::common::{NOW, certificate_for, openssl, pem, problem, read_key};

/// Arguments for OpenSSL, the type of the key that it makes, and the algorithms that the key can sign with.
fn kinds() -> [(Vec<&'static str>, KeyType, &'static str); 4] {
    let ec = |curve: &str| KeyType::Ec { curve: curve.to_owned() };
    [
        (vec!["RSA"], KeyType::Rsa { bits: 2048 }, "RS256 RS384 RS512 PS256 PS384 PS512"),
        (vec!["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"], ec("P-256"), "ES256"),
        (vec!["EC", "-pkeyopt", "ec_paramgen_curve:secp384r1"], ec("P-384"), "ES384"),
        (vec!["ED25519"], KeyType::Ed25519, "EdDSA"),
    ]
}

fn genpkey(algorithm: &[&str]) -> String {
    openssl(&[&["genpkey", "-algorithm"], algorithm].concat(), "")
}

#[test]
fn a_key_of_each_kind_is_read_and_written_byte_for_byte_as_openssl_does() {
    for (algorithm, key_type, algorithms) in kinds() {
        let theirs = genpkey(&algorithm);
        let read = read_key(&theirs).private_key.unwrap();
        assert_eq!(read.key_type(), key_type);
        assert_eq!(read.syntax(), KeySyntax::Pkcs8);
        assert_eq!(pem(&read), theirs);
        let names: Vec<&str> = read.algorithms().iter().copied().map(SigningAlgorithm::name).collect();
        assert_eq!(names.join(" "), algorithms);
    }
}

#[test]
fn a_key_of_each_kind_is_read_from_its_own_der() {
    for (algorithm, key_type, _) in kinds() {
        let read = read_key(&genpkey(&algorithm)).private_key.unwrap();
        let again = PrivateKey::from_pkcs8_der(&read.to_pkcs8_der()).unwrap();
        assert_eq!(again, read);
        assert_eq!(again.to_pkcs8_der(), read.to_pkcs8_der());
        assert_eq!(again.key_type(), key_type);
    }
}

#[test]
fn openssl_finds_the_same_public_key_in_each_kind() {
    for (algorithm, ..) in kinds() {
        let theirs = genpkey(&algorithm);
        let expected: String =
            openssl(&["pkey", "-pubout"], &theirs).lines().filter(|l| !l.starts_with('-')).collect();
        use base64::Engine as _;
        let spki = read_key(&theirs).private_key.unwrap().public_key_spki_der().to_vec();
        assert_eq!(base64::engine::general_purpose::STANDARD.encode(spki), expected);
    }
}

#[test]
fn a_certificate_for_each_kind_belongs_to_it_and_openssl_verifies_it() {
    for (algorithm, key_type, _) in kinds() {
        let read = read_key(&genpkey(&algorithm)).private_key.unwrap();
        let certificate = certificate_for(&read, NOW);
        assert!(certificate.belongs_to(&read));
        assert_eq!(certificate.facts(NOW).key_type, key_type);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cert.pem");
        std::fs::write(&path, certificate.to_pem()).unwrap();
        let (path, now) = (path.to_str().unwrap(), NOW.0.to_string());
        let said = openssl(&["verify", "-attime", &now, "-check_ss_sig", "-CAfile", path, path], "");
        assert!(said.ends_with(": OK\n"), "{said}");
    }
}

#[test]
fn ec_keys_are_read_as_old_versions_of_openssl_write_them() {
    for (curve, name) in [("prime256v1", "P-256"), ("secp384r1", "P-384")] {
        // With `EC PARAMETERS` before it.
        let sec1 = openssl(&["ecparam", "-genkey", "-name", curve], "");
        let read = read_key(&sec1).private_key.unwrap();
        assert_eq!(read.key_type(), KeyType::Ec { curve: name.to_owned() });
        assert_eq!(read.syntax(), KeySyntax::Sec1);
        assert_eq!(pem(&read), openssl(&["pkey"], &sec1));
    }
}

#[test]
fn an_ec_key_with_the_public_key_of_another_is_inconsistent() {
    let [one, other] =
        [(); 2].map(|()| openssl(&["ecparam", "-genkey", "-noout", "-name", "prime256v1"], ""));
    let der = |pem: &str| {
        use base64::Engine as _;
        let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    };
    let (mut mixed, other) = (der(&one), der(&other));
    // The public key is at the end.
    let length = mixed.len();
    mixed[length - 64..].copy_from_slice(&other[length - 64..]);
    let text = crate::common::pem_text("EC PRIVATE KEY", &mixed);
    assert_eq!(
        problem(&text),
        countersign_core::key_file::KeyProblem::Inconsistent { label: "EC PRIVATE KEY".to_owned() }
    );
}

#[test]
fn no_kind_of_key_is_shown_in_debug_output() {
    for (algorithm, ..) in kinds() {
        let read = read_key(&genpkey(&algorithm)).private_key.unwrap();
        let shown = format!("{read:?}");
        assert!(shown.starts_with("PrivateKey([elided]") && shown.len() < 60, "{shown}");
    }
}
