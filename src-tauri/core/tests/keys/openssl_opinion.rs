//! What OpenSSL says about keys and certificates made here, and reading those that OpenSSL makes.

use countersign_core::certificate::{CertificateOptions, Subject, Validity, make_self_signed};
use countersign_core::key::{KeySyntax, KeyType, RsaBits, make_rsa_key};
use countersign_core::moment::UnixSeconds;

use crate::common::{NOW, certificate, certificate_for, key, key_pem, openssl, pem, read_key};

#[test]
fn openssl_accepts_a_key_made_here() {
    let said = openssl(&["pkey", "-check", "-noout"], &key_pem());
    assert!(said.contains("Key is valid"), "{said}");
}

#[test]
fn keys_of_all_offered_sizes_have_that_size() {
    for (bits, length) in [(RsaBits::Rsa2048, 2048), (RsaBits::Rsa3072, 3072), (RsaBits::Rsa4096, 4096)] {
        let made = make_rsa_key(bits).unwrap();
        assert_eq!(made.key_type(), KeyType::Rsa { bits: length });
        let said = openssl(&["pkey", "-noout", "-text"], &pem(&made));
        assert!(said.contains(&format!("Private-Key: ({length} bit, 2 primes)")), "{said}");
        assert!(said.contains("publicExponent: 65537 (0x10001)"), "{said}");
    }
}

#[test]
fn the_key_file_is_byte_for_byte_what_openssl_writes() {
    assert_eq!(openssl(&["pkey"], &key_pem()), key_pem());
}

#[test]
fn the_certificate_file_is_byte_for_byte_what_openssl_writes() {
    assert_eq!(openssl(&["x509"], &certificate().to_pem()), certificate().to_pem());
}

#[test]
fn openssl_verifies_the_certificate_against_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cert.pem");
    let now = openssl_now();
    std::fs::write(&path, certificate_for(key(), now).to_pem()).unwrap();
    let path = path.to_str().unwrap();
    let said = openssl(&["verify", "-x509_strict", "-check_ss_sig", "-CAfile", path, path], "");
    assert!(said.ends_with(": OK\n"), "{said}");
}

/// The current time of this machine, which is the time that `openssl verify` uses.
fn openssl_now() -> UnixSeconds {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("now");
    std::fs::write(&file, "").unwrap();
    let written = std::fs::metadata(&file).unwrap().modified().unwrap();
    let seconds = written.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    UnixSeconds(i64::try_from(seconds).unwrap())
}

#[test]
fn openssl_sees_the_same_public_key_in_key_and_certificate() {
    let of_key = openssl(&["rsa", "-noout", "-modulus"], &key_pem());
    let of_certificate = openssl(&["x509", "-noout", "-modulus"], &certificate().to_pem());
    assert_eq!(of_key, of_certificate);
    assert!(certificate().belongs_to(key()));
}

#[test]
fn the_certificate_has_the_contents_that_openssl_req_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, key_pem()).unwrap();
    let arguments =
        ["req", "-x509", "-key", path.to_str().unwrap(), "-days", "365", "-subj", "/CN=countersign"];
    let theirs = openssl(&arguments, "");
    // Serial number, validity and signature differ each time; the order of extensions means nothing.
    let comparable = |certificate: &str| {
        let text = openssl(
            &["x509", "-noout", "-text", "-certopt", "no_serial,no_validity,no_sigdump"],
            certificate,
        );
        let (head, extensions) = text.split_once("X509v3 extensions:").unwrap();
        let mut extensions: Vec<String> = extensions
            .split("X509v3 ")
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        extensions.sort();
        (head.to_owned(), extensions)
    };
    let (their_head, their_extensions) = comparable(&theirs);
    let (head, extensions) = comparable(&certificate().to_pem());
    assert_eq!(head, their_head);
    assert_eq!(extensions, their_extensions);
    assert!(extensions.contains(&"Basic Constraints: critical CA:TRUE".to_owned()), "{extensions:?}");
}

#[test]
fn openssl_prints_serial_validity_and_fingerprint_as_they_are_shown() {
    let facts = certificate().facts(NOW);
    let said =
        openssl(&["x509", "-noout", "-serial", "-dates", "-fingerprint", "-sha256"], &certificate().to_pem());
    assert!(said.contains(&format!("serial={}\n", facts.serial.replace(':', ""))), "{said}");
    assert!(said.contains("notBefore=Jan 15 08:00:00 2027 GMT"), "{said}");
    assert!(said.contains("notAfter=Jan 15 08:00:00 2028 GMT"), "{said}");
    assert!(said.contains(&format!("sha256 Fingerprint={}\n", facts.fingerprint_sha256)), "{said}");
}

#[test]
fn times_after_2049_are_written_so_that_openssl_reads_them() {
    // 1 July 2049.
    let options = CertificateOptions { validity: Validity::Days(3650), ..CertificateOptions::default() };
    let made = make_self_signed(key(), &options, UnixSeconds(2_508_796_800)).unwrap();
    let said = openssl(&["x509", "-noout", "-dates"], &made.to_pem());
    assert_eq!(said, "notBefore=Jul  2 00:00:00 2049 GMT\nnotAfter=Jun 30 00:00:00 2059 GMT\n");
    let asn1 = openssl(&["asn1parse"], &made.to_pem());
    assert!(asn1.contains("UTCTIME           :490702000000Z"), "{asn1}");
    assert!(asn1.contains("GENERALIZEDTIME   :20590630000000Z"), "{asn1}");
}

#[test]
fn any_name_can_be_in_the_certificate() {
    for name in ["Bücher & Söhne", "日本語", "a=b, c+d/e \"quoted\"", "🔑"] {
        let subject = Subject { common_name: name.to_owned(), ..Subject::default() };
        let options = CertificateOptions { subject, ..CertificateOptions::default() };
        let made = make_self_signed(key(), &options, NOW).unwrap();
        assert_eq!(made.facts(NOW).subject, name);
        let arguments = ["x509", "-noout", "-subject", "-nameopt", "utf8,sep_multiline"];
        assert!(openssl(&arguments, &made.to_pem()).contains(&format!("CN={name}\n")));
    }
}

#[test]
fn the_key_and_certificate_of_the_usual_openssl_command_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    openssl(
        &[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-keyout",
            &path("key.pem"),
            "-out",
            &path("cert.pem"),
            "-days",
            "365",
            "-nodes",
            "-subj",
            "/C=DE/O=Example/CN=shop",
        ],
        "",
    );
    let text = ["key.pem", "cert.pem"].map(|name| std::fs::read_to_string(path(name)).unwrap()).concat();
    let material = read_key(&text);
    let (read, certificate) = (material.private_key.unwrap(), material.certificate.unwrap());
    assert!(certificate.belongs_to(&read));
    assert_eq!(read.key_type(), KeyType::Rsa { bits: 2048 });
    assert_eq!(certificate.facts(NOW).subject, "shop");
}

#[test]
fn traditional_keys_are_read_and_written_as_pkcs8() {
    let traditional = openssl(&["genrsa", "-traditional", "2048"], "");
    assert!(traditional.starts_with("-----BEGIN RSA PRIVATE KEY-----"));
    let read = read_key(&traditional).private_key.unwrap();
    assert_eq!(read.syntax(), KeySyntax::Pkcs1);
    assert_eq!(pem(&read), openssl(&["pkey"], &traditional));
}

#[test]
fn the_public_key_is_the_one_that_openssl_extracts() {
    let expected = openssl(&["pkey", "-pubout", "-outform", "PEM"], &key_pem());
    let expected: String = expected.lines().filter(|line| !line.starts_with('-')).collect();
    use base64::Engine as _;
    let ours = base64::engine::general_purpose::STANDARD.encode(key().public_key_spki_der());
    assert_eq!(ours, expected);
}

#[test]
fn trusted_certificates_of_openssl_are_read_without_their_settings() {
    let trusted = openssl(&["x509", "-trustout", "-addtrust", "serverAuth"], &certificate().to_pem());
    assert!(trusted.contains("TRUSTED CERTIFICATE"));
    assert_eq!(read_key(&trusted).certificate.as_ref(), Some(certificate()));
}
