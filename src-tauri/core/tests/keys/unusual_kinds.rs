//! Keys and certificates that few programs make: keys for RSASSA-PSS alone, curves by their numbers, keys of old versions
//! of ring, attributes, and dates against the standard. What cannot sign here is named.

use countersign_core::certificate::CertificateConcern;
use countersign_core::key::{KeyType, SigningAlgorithm};
use countersign_core::key_file::KeyProblem;
use countersign_core::moment::UnixSeconds;

use crate::common::{
    NOW, certificate, key_pem, openssl, openssl_bytes, openssl_on_file, pem, read_bytes, read_key,
};

const RSA_PSS: [&str; 5] = ["genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"];

fn restricted(hash: &str, salt: &str) -> String {
    let hash = [format!("rsa_pss_keygen_md:{hash}"), format!("rsa_pss_keygen_mgf1_md:{hash}")];
    let salt = format!("rsa_pss_keygen_saltlen:{salt}");
    let options = ["-pkeyopt", &hash[0], "-pkeyopt", &hash[1], "-pkeyopt", &salt];
    openssl(&[&RSA_PSS[..], &options].concat(), "")
}

#[test]
fn a_key_for_pss_alone_signs_with_pss_and_stays_what_it_is() {
    let any = openssl(&RSA_PSS, "");
    for (theirs, only_hash, algorithms) in [
        (any, None, "PS256 PS384 PS512"),
        (restricted("sha256", "32"), Some(256), "PS256"),
        (restricted("sha512", "20"), Some(512), "PS512"),
    ] {
        let key = read_key(&theirs).private_key.unwrap();
        assert_eq!(key.key_type(), KeyType::RsaPss { bits: 2048, only_hash });
        let names: Vec<&str> = key.algorithms().iter().copied().map(SigningAlgorithm::name).collect();
        assert_eq!(names.join(" "), algorithms);
        assert_eq!(pem(&key), theirs, "written byte for byte as OpenSSL does");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        std::fs::write(&path, &theirs).unwrap();
        let made = ["req", "-x509", "-new", "-subj", "/CN=shop", "-key", path.to_str().unwrap()];
        let certificate = read_key(&openssl(&made, "")).certificate.unwrap();
        assert!(certificate.belongs_to(&key));
        assert_eq!(certificate.key_type(), &key.key_type());
    }
}

#[test]
fn a_pss_key_for_a_hash_that_tokens_do_not_have_is_named() {
    let key_type = KeyType::RsaPss { bits: 2048, only_hash: Some(0) };
    for theirs in [restricted("sha1", "20"), restricted("sha256", "64")] {
        let problem = KeyProblem::KeyTypeUnusable { key_type: key_type.clone() };
        assert_eq!(read_bytes(theirs.as_bytes()), Err(problem));
    }
}

#[test]
fn a_curve_by_its_numbers_is_the_curve_by_its_name() {
    for curve in ["prime256v1", "secp384r1"] {
        for form in ["uncompressed", "compressed"] {
            let make = ["ecparam", "-genkey", "-noout", "-name", curve, "-param_enc", "explicit"];
            let explicit = openssl(&[&make[..], &["-conv_form", form]].concat(), "");
            let named = read_key(&openssl(&["ec", "-param_enc", "named_curve"], &explicit)).private_key;
            assert_eq!(read_key(&explicit).private_key, named, "{curve}, {form}");
            let pkcs8 = openssl(&["pkcs8", "-topk8", "-nocrypt"], &explicit);
            assert_eq!(read_key(&pkcs8).private_key, named, "{curve}, {form}, PKCS#8");
        }
    }
}

#[test]
fn what_cannot_sign_here_is_named() {
    let ec = |curve: &str| KeyType::Ec { curve: curve.to_owned() };
    let named = |bytes: &[u8], key_type: KeyType| {
        assert_eq!(read_bytes(bytes), Err(KeyProblem::KeyTypeUnusable { key_type }));
    };
    for (curve, name) in
        [("secp521r1", "P-521"), ("secp256k1", "secp256k1"), ("SM2", "SM2"), ("secp224r1", "P-224")]
    {
        let key = openssl(&["ecparam", "-genkey", "-noout", "-name", curve], "");
        named(key.as_bytes(), ec(name));
        named(openssl(&["pkcs8", "-topk8", "-nocrypt"], &key).as_bytes(), ec(name));
    }
    let make = |curve| ["ecparam", "-genkey", "-noout", "-name", curve, "-param_enc", "explicit"];
    named(openssl(&make("secp521r1"), "").as_bytes(), ec("P-521"));
    named(openssl(&make("brainpoolP256r1"), "").as_bytes(), ec("?"));
    let dsa = KeyType::Other { oid: "1.2.840.10040.4.1".to_owned() };
    let parameters = openssl(&["dsaparam", "1024"], "");
    let key = openssl_on_file(&["gendsa", "FILE"], &parameters);
    named(key.as_bytes(), dsa.clone());
    named(&openssl_bytes(&["pkey", "-traditional", "-outform", "DER"], &key), dsa.clone());
    named(&openssl_bytes(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &key), dsa);
    named(
        openssl(&["genpkey", "-algorithm", "ED448"], "").as_bytes(),
        KeyType::Other { oid: "1.3.101.113".to_owned() },
    );
}

#[test]
fn public_keys_in_der_are_named() {
    let key = key_pem();
    for form in [&["rsa", "-RSAPublicKey_out"][..], &["rsa", "-pubout"]] {
        let der = openssl_bytes(&[form, &["-outform", "DER"]].concat(), &key);
        assert_eq!(read_bytes(&der), Err(KeyProblem::PublicKey), "{form:?}");
    }
    let key = openssl_on_file(&["gendsa", "FILE"], &openssl(&["dsaparam", "1024"], ""));
    assert_eq!(
        read_bytes(&openssl_bytes(&["dsa", "-pubout", "-outform", "DER"], &key)),
        Err(KeyProblem::PublicKey)
    );
}

/// A short DER value.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, u8::try_from(content.len()).unwrap()][..], content].concat()
}

#[test]
fn keys_of_old_versions_of_ring_are_read() {
    let theirs = openssl(&["genpkey", "-algorithm", "ED25519"], "");
    let key = read_key(&theirs).private_key.unwrap();
    let pkcs8 = key.to_pkcs8_der();
    let public = key.public_key_spki_der().last_chunk::<32>().unwrap();
    // Version 1, and the public key in a BIT STRING that [1] is put around and not in place of.
    let old = der(0xA1, &der(3, &[&[0][..], public].concat()));
    let ring = der(0x30, &[&[2, 1, 1][..], &pkcs8[5..], &old].concat());
    assert_eq!(read_bytes(&ring).unwrap().private_key.as_ref(), Some(&key));
    let mut wrong = ring.clone();
    *wrong.last_mut().unwrap() ^= 1;
    assert!(matches!(read_bytes(&wrong), Err(KeyProblem::Inconsistent { .. })));
}

#[test]
fn attributes_after_a_key_are_left_out() {
    // What Windows adds: a key usage.
    let usage = der(0x30, &[&[6, 3, 0x55, 0x1D, 0x0F][..], &der(0x31, &[3, 2, 7, 0x80])].concat());
    let attributes = der(0xA0, &usage);
    for algorithm in [&["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"][..], &["ED25519"]] {
        let theirs = openssl(&[&["genpkey", "-algorithm"], algorithm].concat(), "");
        let key = read_key(&theirs).private_key.unwrap();
        let pkcs8 = openssl_bytes(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &theirs);
        let content = if pkcs8[1] == 0x81 { &pkcs8[3..] } else { &pkcs8[2..] };
        let content = [content, &attributes].concat();
        let header = [0x30, 0x81, u8::try_from(content.len()).unwrap()];
        let header = if content.len() < 0x80 { vec![0x30, header[2]] } else { header.to_vec() };
        let read = read_bytes(&[header, content].concat()).unwrap();
        assert_eq!(read.private_key.as_ref(), Some(&key), "{algorithm:?}");
    }
}

/// The elements of a SEQUENCE with a length of two bytes or one.
fn elements(sequence: &[u8]) -> Vec<&[u8]> {
    let length = |der: &[u8]| match der[1] {
        0x82 => (4, usize::from(u16::from_be_bytes([der[2], der[3]]))),
        0x81 => (3, usize::from(der[2])),
        short => (2, usize::from(short)),
    };
    let mut rest = &sequence[length(sequence).0..];
    let mut elements = Vec::new();
    while !rest.is_empty() {
        let (header, content) = length(rest);
        let (element, after) = rest.split_at(header + content);
        elements.push(element);
        rest = after;
    }
    elements
}

/// A SEQUENCE with a length of two bytes.
fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[0x30, 0x82][..], &length, &content].concat()
}

#[test]
fn certificates_with_dates_against_the_standard_are_read_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name).to_str().unwrap().to_owned()
    };
    let key_file = write("key.pem", key_pem().as_bytes());
    assert_eq!(certificate().facts(NOW).concerns, []);
    let [signed, algorithm, _] = elements(certificate().der())[..] else {
        panic!("a certificate has three parts")
    };
    // 15 January 2027, 08:00 UTC, and the year after.
    for (begin, end) in [
        ("270115080000", "280115080000"),
        ("2701150800Z", "2801150800Z"),
        ("270115090000+0100", "280115090000+0100"),
        ("2701150800", "2801150800"),
    ] {
        let mut fields = elements(signed);
        let validity = der(0x30, &[der(0x17, begin.as_bytes()), der(0x17, end.as_bytes())].concat());
        fields[4] = &validity;
        let signed = sequence(&fields);
        let signature =
            openssl_bytes(&["dgst", "-sha256", "-sign", &key_file, &write("signed.der", &signed)], "");
        let signature = [&[3, 0x82, 1, 1, 0][..], &signature].concat();
        let whole = sequence(&[&signed, algorithm, &signature]);
        let read = read_bytes(&whole).unwrap().certificate.unwrap();
        assert_eq!(read.validity(), (NOW, UnixSeconds(NOW.0 + 365 * 86_400)), "{begin}");
        assert_eq!(read.facts(NOW).concerns, [CertificateConcern::DatesNotStandard], "{begin}");
        assert_eq!(read.der(), whole, "it stays as it was");
        assert!(read.facts(NOW).self_signed, "its signature was checked over what was signed");
        let mut altered = whole.clone();
        *altered.last_mut().unwrap() ^= 1;
        assert!(read_bytes(&altered).is_err());
    }
}
