//! A chain of certificates, or an issuer's certificate, where the private key's own certificate is expected.

use countersign_core::certificate::{Certificate, CertificateConcern};
use countersign_core::key_file::{CertificateChoice, Passphrases, ReadNote};
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, load};

use crate::common::{
    NOW, certificate, certificate_for, key_pem, openssl, openssl_bytes, openssl_on_file, other_key, pem,
    read_key, unlock,
};

/// What a company's certificate authority issues for the shared key, made by OpenSSL.
struct Authority {
    root: String,
    intermediate: String,
    client: String,
}

impl Authority {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let write = |name: &str, text: &str| std::fs::write(path(name), text).unwrap();
        write("client.key", &key_pem());
        for name in ["root", "intermediate"] {
            let made = openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "");
            write(&format!("{name}.key"), &made);
        }
        let usage = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"];
        let root = ["req", "-x509", "-key", &path("root.key"), "-subj", "/CN=Example Root"];
        write("root.pem", &openssl(&[&root[..], &usage].concat(), ""));
        write("authority", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign");
        write("end", "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature");
        let sign = |name: &str, subject: &str, issuer: &str, extensions: &str| {
            let key = path(&format!("{name}.key"));
            let request = openssl(&["req", "-new", "-key", &key, "-subj", subject], "");
            let (by, with) = (path(&format!("{issuer}.pem")), path(&format!("{issuer}.key")));
            let sign = ["x509", "-req", "-CA", &by, "-CAkey", &with, "-extfile", &path(extensions)];
            let signed = openssl(&[&sign[..], &["-set_serial", "7"]].concat(), &request);
            write(&format!("{name}.pem"), &signed);
            signed
        };
        let intermediate = sign("intermediate", "/CN=Example Clients", "root", "authority");
        let client = sign("client", "/CN=shop", "intermediate", "end");
        Self { root: std::fs::read_to_string(path("root.pem")).unwrap(), intermediate, client }
    }
}

fn loaded_beside(current: &KeyPair, text: String) -> (KeyPair, Loaded) {
    load(current, &[KeySource::pasted(text)], &Passphrases::none())
}

fn with_key() -> KeyPair {
    loaded_beside(&KeyPair::default(), key_pem()).0
}

fn one_of_three(because: CertificateChoice) -> ReadNote {
    ReadNote::SeveralCertificates { count: 3, taken: "shop".to_owned(), because }
}

fn issuers_left_out() -> ReadNote {
    let issuers = ["Example Clients", "Example Root"].map(str::to_owned).to_vec();
    ReadNote::IssuersLeftOut { issuers }
}

fn subject(pair: &KeyPair) -> &str {
    pair.certificate().unwrap().subject()
}

#[test]
fn the_certificate_of_the_key_is_taken_from_a_chain_and_its_issuers_are_named() {
    let Authority { root, intermediate, client } = Authority::make();
    // In any order, and whether the key is already there or loaded together with the chain.
    let chain = [root, intermediate, client].concat();
    let (current, new) = (with_key(), KeyPair::default());
    for (pair, loaded) in [loaded_beside(&current, chain.clone()), loaded_beside(&new, key_pem() + &chain)] {
        assert_eq!((subject(&pair), pair.belong_together()), ("shop", Some(true)));
        assert_eq!(loaded.notes, [one_of_three(CertificateChoice::BelongsToKey), issuers_left_out()]);
        assert_eq!(pair.facts(NOW, false).certificate.unwrap().concerns, []);
    }
}

#[test]
fn the_end_of_a_chain_is_taken_when_its_key_is_missing() {
    let Authority { root, intermediate, client } = Authority::make();
    let chain = [root, intermediate, client].concat();
    let (pair, loaded) = loaded_beside(&KeyPair::default(), chain);
    assert_eq!(subject(&pair), "shop");
    assert_eq!(loaded.notes, [one_of_three(CertificateChoice::EndOfChain), issuers_left_out()]);
}

#[test]
fn a_chain_in_pkcs12_is_reported_too() {
    let Authority { root, intermediate, client } = Authority::make();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("all.pem"), [key_pem(), client, intermediate, root].concat()).unwrap();
    let bytes = openssl_bytes(&["pkcs12", "-export", "-in", &path("all.pem"), "-passout", "pass:x"], "");
    let read = unlock(&bytes, "x").unwrap();
    assert_eq!(read.certificate.unwrap().subject(), "shop");
    assert_eq!(read.notes, [one_of_three(CertificateChoice::BelongsToKey), issuers_left_out()]);
}

#[test]
fn two_certificates_with_the_same_name_did_not_issue_each_other() {
    let several = |because| {
        let taken = "countersign".to_owned();
        [ReadNote::SeveralCertificates { count: 2, taken, because }]
    };
    let both = [certificate_for(other_key(), NOW).to_pem(), certificate().to_pem()].concat();
    let (pair, loaded) = loaded_beside(&with_key(), both.clone());
    assert_eq!(pair.certificate(), Some(certificate()));
    assert_eq!(loaded.notes, several(CertificateChoice::BelongsToKey));
    let (pair, loaded) = loaded_beside(&KeyPair::default(), both);
    assert!(pair.certificate().unwrap().belongs_to(other_key()));
    assert_eq!(loaded.notes, several(CertificateChoice::First));
}

#[test]
fn the_certificate_of_an_issuer_is_a_concern() {
    let Authority { root, intermediate, client } = Authority::make();
    for (text, is_of_issuer) in [
        (root, true),
        (intermediate, true),
        (client, false),
        // These say CA:TRUE too.
        (certificate().to_pem(), false),
        (certificate_for(other_key(), NOW).to_pem(), false),
        (openssl_on_file(&["req", "-x509", "-key", "FILE", "-subj", "/CN=shop"], &key_pem()), false),
    ] {
        let (pair, loaded) = loaded_beside(&with_key(), text);
        assert_eq!(loaded.notes, []);
        let concerns = pair.facts(NOW, false).certificate.unwrap().concerns;
        assert_eq!(concerns == [CertificateConcern::Authority], is_of_issuer, "{}", subject(&pair));
    }
}

#[test]
fn a_certificate_signed_with_its_own_key_may_be_for_issuing_others() {
    let usage = ["-addext", "keyUsage=keyCertSign"];
    let own = ["req", "-x509", "-key", "FILE", "-subj", "/CN=shop"];
    let text = openssl_on_file(&[&own[..], &usage].concat(), &key_pem());
    let concerns = |pair: &KeyPair| pair.facts(NOW, false).certificate.unwrap().concerns;
    let beside_its_key = loaded_beside(&with_key(), text.clone()).0;
    assert_eq!(concerns(&beside_its_key), []);
    let of_other_key = loaded_beside(&loaded_beside(&KeyPair::default(), pem(other_key())).0, text).0;
    assert_eq!(of_other_key.belong_together(), Some(false));
    assert_eq!(concerns(&of_other_key), [CertificateConcern::Authority]);
}

#[test]
fn a_single_certificate_is_taken_without_a_note() {
    let read = read_key(&certificate().to_pem());
    assert_eq!(read.notes, []);
    assert_eq!(read.certificate.as_ref().map(Certificate::subject), Some("countersign"));
}
