//! Certificates: making them, what is shown about them, and certificates that are unusual but valid.

use countersign_core::account_manager::certificate_text;
use countersign_core::certificate::{
    Certificate, CertificateConcern, CertificateError, CertificateLife, CertificateOptions,
    MakeCertificateError, Validity, make_self_signed, make_self_signed_with_serial,
};
use countersign_core::key::KeyType;
use countersign_core::moment::UnixSeconds;

use crate::common::{
    NOW, NOWHERE, certificate, key, key_pem, openssl, openssl_command, other_key, pem, read_key,
};

#[test]
fn the_facts_about_a_new_certificate() {
    let facts = certificate().facts(NOW);
    assert_eq!(facts.subject, "countersign");
    assert_eq!(facts.reusable_name.as_deref(), Some("countersign"));
    assert_eq!(facts.issuer, "countersign");
    assert!(facts.self_signed);
    assert_eq!(facts.serial, ["5A"; 20].join(":"));
    assert_eq!(facts.key_type, KeyType::Rsa { bits: 2048 });
    assert_eq!(facts.signature_algorithm, "SHA-256 with RSA");
    assert_eq!(facts.not_before, NOW);
    assert_eq!(facts.not_after, UnixSeconds(NOW.0 + 365 * 86_400));
    assert_eq!(facts.life, CertificateLife::Valid { days_left: 365 });
    assert_eq!(facts.concerns, []);
}

#[test]
fn the_text_for_account_manager_begins_and_ends_with_a_dash() {
    let text = certificate_text(certificate()).unwrap();
    assert!(text.starts_with("-----BEGIN CERTIFICATE-----\n"));
    assert!(text.ends_with("\n-----END CERTIFICATE-----"));
    assert_eq!(certificate().to_pem(), format!("{text}\n"));
    assert_eq!(certificate().facts(NOW).pem, text);
}

#[test]
fn a_certificate_too_long_for_account_manager_is_not_given_to_it() {
    let names: String = (0..200).map(|number| format!("/OU=department number {number} of many")).collect();
    let long = self_signed_by_openssl(&["-subj", &format!("/CN=x{names}")], "");
    let certificate = read_key(&long).certificate.unwrap();
    let characters = certificate_text(&certificate).unwrap_err().characters;
    assert_eq!(characters, long.trim().len());
    assert!(characters > 8192);
}

#[test]
fn each_certificate_has_its_own_serial_number_of_twenty_bytes() {
    let serial = || {
        let made = make_self_signed(key(), &CertificateOptions::default(), NOW).unwrap();
        made.facts(NOW).serial
    };
    let (first, second) = (serial(), serial());
    assert_ne!(first, second);
    assert_eq!(first.split(':').count(), 20);
}

#[test]
fn a_serial_number_is_positive_whatever_the_randomness() {
    for (byte, first) in [(0x00, "40"), (0xFF, "7F"), (0x80, "40")] {
        let options = CertificateOptions::default();
        let made = make_self_signed_with_serial(key(), &options, NOW, [byte; 20]).unwrap();
        let serial = made.facts(NOW).serial;
        assert!(serial.starts_with(first), "{serial}");
        assert_eq!(serial.split(':').count(), 20);
    }
}

#[test]
fn the_same_arguments_make_the_same_certificate() {
    let make = || make_self_signed_with_serial(key(), &CertificateOptions::default(), NOW, [1; 20]).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn a_clock_that_is_wrong_by_ages_is_an_error() {
    for now in [i64::MIN, -1, 253_402_300_800 - 86_400, i64::MAX] {
        let options = CertificateOptions { validity: Validity::Days(1), ..CertificateOptions::default() };
        let made = make_self_signed(key(), &options, UnixSeconds(now));
        assert_eq!(made, Err(MakeCertificateError::TimeOutOfRange), "{now}");
    }
    let options = CertificateOptions { validity: Validity::Days(1), ..CertificateOptions::default() };
    let last = make_self_signed(key(), &options, UnixSeconds(253_402_300_799 - 86_400)).unwrap();
    assert_eq!(last.facts(NOW).not_after, UnixSeconds(253_402_300_799));
}

#[test]
fn a_certificate_belongs_to_its_key_and_to_no_other() {
    assert!(certificate().belongs_to(key()));
    assert!(!certificate().belongs_to(other_key()));
}

#[test]
fn bytes_after_a_certificate_are_refused() {
    let mut bytes = certificate().der().to_vec();
    assert_eq!(Certificate::from_der(&bytes).as_ref(), Ok(certificate()));
    bytes.push(0);
    assert_eq!(Certificate::from_der(&bytes), Err(CertificateError));
}

/// A self-signed certificate for the shared key, made by OpenSSL.
fn self_signed_by_openssl(arguments: &[&str], extra_config: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("key.pem"), key_pem()).unwrap();
    std::fs::write(path("cnf"), format!("[req]\ndistinguished_name=dn\n[dn]\n{extra_config}")).unwrap();
    let base = ["req", "-x509", "-config", &path("cnf"), "-key", &path("key.pem")];
    openssl(&[&base, arguments].concat(), "")
}

#[test]
fn a_subject_without_a_common_name_is_shown_in_full() {
    let text = self_signed_by_openssl(&["-subj", "/C=DE/O=Example, Inc./OU=#1"], "");
    let facts = read_key(&text).certificate.unwrap().facts(NOW);
    assert_eq!(facts.subject, "OU=\\#1,O=Example\\, Inc.,C=DE");
}

#[test]
fn a_certificate_of_version_1_is_read() {
    // Newer OpenSSL makes it only when asked for it; the others do if there is no extension.
    let version_1 = openssl_command().args(["req", "-help"]).output().unwrap();
    let is_asked_for = String::from_utf8_lossy(&version_1.stderr).contains("-x509v1");
    let ask: &[&str] = if is_asked_for { &["-x509v1"] } else { &[] };
    let text = self_signed_by_openssl(&[&["-subj", "/CN=old", "-days", "10"], ask].concat(), "");
    assert!(openssl(&["x509", "-noout", "-text"], &text).contains("Version: 1"));
    let read = read_key(&text).certificate.unwrap();
    assert!(read.belongs_to(key()));
    let facts = read.facts(NOW);
    assert_eq!(facts.subject, "old");
    // It has no key identifiers: its signature shows that it is self-signed.
    assert!(facts.self_signed);
}

#[test]
fn a_certificate_whose_issuer_has_the_same_name_is_not_called_self_signed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let id = ["-addext", "subjectKeyIdentifier=hash"];
    let authority = self_signed_by_openssl(&[&["-subj", "/CN=localhost"], &id[..]].concat(), "");
    let facts = read_key(&authority).certificate.unwrap().facts(NOW);
    assert!(facts.self_signed);
    std::fs::write(path("ca.pem"), authority).unwrap();
    std::fs::write(path("ca.key"), key_pem()).unwrap();
    std::fs::write(path("key.pem"), pem(other_key())).unwrap();
    std::fs::write(path("ids"), "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n").unwrap();
    std::fs::write(path("own_id"), "subjectKeyIdentifier=hash\n").unwrap();
    std::fs::write(path("no_ids"), "basicConstraints=CA:FALSE\n").unwrap();
    std::fs::write(path("authority"), "basicConstraints=CA:TRUE\n").unwrap();
    let request = openssl(&["req", "-new", "-key", &path("key.pem"), "-subj", "/CN=localhost"], "");
    for extensions in ["ids", "own_id", "no_ids", "authority"] {
        let arguments =
            ["x509", "-req", "-CA", &path("ca.pem"), "-CAkey", &path("ca.key"), "-set_serial", "7"];
        let text = openssl(&[&arguments[..], &["-extfile", &path(extensions)]].concat(), &request);
        let leaf = read_key(&text).certificate.unwrap();
        assert!(leaf.belongs_to(other_key()));
        let facts = leaf.facts(NOW);
        assert_eq!((facts.subject.as_str(), facts.issuer.as_str()), ("localhost", "localhost"));
        assert!(!facts.self_signed, "{extensions}");
        // Only the certificate of an issuer that somebody else issued is a concern; the self-signed one above
        // is not.
        let is_odd = facts.concerns.contains(&CertificateConcern::Authority);
        assert_eq!(is_odd, extensions == "authority", "{extensions}");
    }
}

#[test]
fn serial_numbers_of_one_byte_and_negative_ones_are_read() {
    let text = self_signed_by_openssl(&["-subj", "/CN=x", "-set_serial", "1"], "");
    assert_eq!(read_key(&text).certificate.unwrap().facts(NOW).serial, "01");
    let text = self_signed_by_openssl(&["-subj", "/CN=x", "-set_serial", "-1"], "");
    assert_eq!(read_key(&text).certificate.unwrap().facts(NOW).serial, "FF");
}

#[test]
fn a_certificate_that_never_expires_is_read() {
    // RFC 5280 section 4.1.2.5: this time means that the certificate never expires.
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("key.pem"), key_pem()).unwrap();
    std::fs::write(path("index"), "").unwrap();
    let config = format!(
        "[ca]\ndefault_ca=d\n[d]\ndatabase={}\nnew_certs_dir={}\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\n\
         commonName=supplied\n",
        path("index"),
        folder.path().to_str().unwrap()
    );
    // In a configuration, a backslash begins an escape.
    let config = config.replace('\\', "/");
    std::fs::write(path("cnf"), config).unwrap();
    let request = openssl(&["req", "-new", "-key", &path("key.pem"), "-subj", "/CN=forever"], "");
    std::fs::write(path("csr.pem"), request).unwrap();
    let text = openssl(
        &[
            "ca",
            "-batch",
            "-selfsign",
            "-config",
            &path("cnf"),
            "-keyfile",
            &path("key.pem"),
            "-in",
            &path("csr.pem"),
            "-notext",
            "-startdate",
            "19500101000000Z",
            "-enddate",
            "99991231235959Z",
        ],
        "",
    );
    let facts = read_key(&text).certificate.unwrap().facts(NOW);
    assert_eq!(facts.not_after, UnixSeconds(253_402_300_799));
    assert_eq!(facts.not_before, UnixSeconds(-631_152_000));
    assert!(matches!(facts.life, CertificateLife::Valid { days_left: 2_900_000.. }), "{:?}", facts.life);
}

#[test]
fn certificates_for_other_types_of_keys_are_read() {
    let make = |algorithm: &[&str]| {
        let arguments = ["req", "-x509", "-nodes", "-keyout", NOWHERE, "-subj", "/CN=x", "-newkey"];
        let text = openssl(&[&arguments, algorithm].concat(), "");
        let facts = read_key(&text).certificate.unwrap().facts(NOW);
        assert!(facts.self_signed);
        (facts.key_type, facts.signature_algorithm)
    };
    let p384 = make(&["ec", "-pkeyopt", "ec_paramgen_curve:secp384r1", "-sha384"]);
    assert_eq!(p384, (KeyType::Ec { curve: "P-384".to_owned() }, "SHA-384 with ECDSA".to_owned()));
    assert_eq!(make(&["ed25519"]), (KeyType::Ed25519, "Ed25519".to_owned()));
    assert_eq!(make(&["rsa:1024"]), (KeyType::Rsa { bits: 1024 }, "SHA-256 with RSA".to_owned()));
    assert_eq!(make(&["rsa:2048", "-sha512"]), (KeyType::Rsa { bits: 2048 }, "SHA-512 with RSA".to_owned()));
    assert_eq!(make(&["rsa:2048", "-sha1"]).1, "SHA-1 with RSA");
}

#[test]
fn a_short_key_and_a_broken_hash_are_concerns() {
    let concerns = |algorithm: &[&str]| {
        let arguments = ["req", "-x509", "-nodes", "-keyout", NOWHERE, "-subj", "/CN=x", "-newkey"];
        let text = openssl(&[&arguments, algorithm].concat(), "");
        read_key(&text).certificate.unwrap().facts(NOW).concerns
    };
    assert_eq!(concerns(&["rsa:1024"]), [CertificateConcern::WeakKey { bits: 1024 }]);
    let sha1 = CertificateConcern::WeakSignature { algorithm: "SHA-1 with RSA".to_owned() };
    assert_eq!(concerns(&["rsa:2048", "-sha1"]), [sha1]);
    assert_eq!(concerns(&["rsa:2048"]), []);
}
