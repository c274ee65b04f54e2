//! What other tools say about the files that are saved here.

use std::sync::LazyLock;

use countersign_core::certificate::{Certificate, CertificateOptions, make_self_signed};
use countersign_core::key::{EcCurve, PrivateKey, make_ec_key};
use countersign_core::key_file::{Lock, LockForm, Passphrases};
use countersign_core::key_pair::save_as::{PassphraseUse, SaveAsProblem, SaveFormat, file_content, offers};
use countersign_core::key_pair::{KeyPair, KeySource, load};
use secrecy::SecretString;

use crate::common::{NOW, certificate, key, openssl, openssl_command, other_key, pem, python, read_key, run};

const PASSPHRASE: &str = "correct horse, bättery staple";

fn pair_of(key: &PrivateKey) -> KeyPair {
    let certificate = make_self_signed(key, &CertificateOptions::default(), NOW).unwrap();
    KeyPair::generated(key.clone(), certificate)
}

static PAIRS: LazyLock<Vec<KeyPair>> = LazyLock::new(|| {
    let ed25519 = read_key(&openssl(&["genpkey", "-algorithm", "ed25519"], "")).private_key.unwrap();
    let ec = [EcCurve::P256, EcCurve::P384].map(|curve| make_ec_key(curve).unwrap());
    [key().clone(), ed25519].iter().chain(&ec).map(pair_of).collect()
});

/// A pair for each type of key: RSA, Ed25519, P-256, P-384.
fn pairs() -> &'static [KeyPair] {
    &PAIRS
}

fn rsa() -> &'static KeyPair {
    &pairs()[0]
}

fn key_of(pair: &KeyPair) -> &PrivateKey {
    pair.private_key().unwrap()
}

fn certificate_of(pair: &KeyPair) -> &Certificate {
    pair.certificate().unwrap()
}

fn saved(pair: &KeyPair, format: SaveFormat, passphrase: Option<&str>) -> Vec<u8> {
    let passphrase = passphrase.map(SecretString::from);
    file_content(pair, format, passphrase.as_ref(), false).unwrap().bytes.to_vec()
}

fn saved_text(pair: &KeyPair, format: SaveFormat, passphrase: Option<&str>) -> String {
    String::from_utf8(saved(pair, format, passphrase)).unwrap()
}

fn is_offered(pair: &KeyPair, format: SaveFormat) -> bool {
    offers(pair).iter().any(|offer| offer.format == format)
}

/// A file for a tool to read, with its passphrase in another file beside it.
struct Saved {
    folder: tempfile::TempDir,
}

impl Saved {
    fn new(contents: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), contents).unwrap();
        std::fs::write(folder.path().join("passphrase"), PASSPHRASE).unwrap();
        Self { folder }
    }

    fn path(&self) -> String {
        self.folder.path().join("file").to_str().unwrap().to_owned()
    }

    fn passphrase(&self) -> String {
        format!("file:{}", self.folder.path().join("passphrase").to_str().unwrap())
    }
}

/// Runs a script in Node with the file's text as `text`, and returns what it prints.
fn node(script: &str, text: &str) -> String {
    let file = Saved::new(text.as_bytes());
    let prelude =
        "const crypto = require('crypto'), text = require('fs').readFileSync(process.argv[1], 'utf8');";
    run("node", "nodejs", &["-e", &format!("{prelude}\n{script}"), &file.path()])
}

#[test]
fn openssl_reads_every_key_with_its_passphrase_and_with_no_other() {
    for pair in pairs() {
        let encrypted = saved_text(pair, SaveFormat::KeyPkcs8, Some(PASSPHRASE));
        assert!(encrypted.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        let file = Saved::new(encrypted.as_bytes());
        let read = openssl(&["pkey", "-in", &file.path(), "-passin", &file.passphrase()], "");
        assert_eq!(read, pem(key_of(pair)));
        let refused =
            openssl_command().args(["pkey", "-in", &file.path(), "-passin", "pass:wrong"]).output().unwrap();
        assert!(!refused.status.success());
    }
}

#[test]
fn a_passphrase_is_hashed_as_often_as_is_recommended_today() {
    let encrypted = saved_text(rsa(), SaveFormat::KeyPkcs8, Some(PASSPHRASE));
    let structure = openssl(&["asn1parse"], &encrypted);
    for part in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc"] {
        assert!(structure.contains(part), "{part} in {structure}");
    }
    // 600 000.
    assert!(structure.contains("INTEGER           :0927C0"), "{structure}");
}

#[test]
fn the_same_key_and_passphrase_never_make_the_same_file() {
    let save = || saved(rsa(), SaveFormat::KeyPkcs8, Some(PASSPHRASE));
    assert_ne!(save(), save());
}

#[test]
fn der_is_what_openssl_converts_the_pem_to() {
    for pair in pairs() {
        let file = Saved::new(&saved(pair, SaveFormat::KeyPkcs8Der, None));
        assert_eq!(openssl(&["pkey", "-inform", "DER", "-in", &file.path()], ""), pem(key_of(pair)));
        let file = Saved::new(&saved(pair, SaveFormat::KeyPkcs8Der, Some(PASSPHRASE)));
        let arguments = ["pkey", "-inform", "DER", "-in", &file.path(), "-passin", &file.passphrase()];
        assert_eq!(openssl(&arguments, ""), pem(key_of(pair)));
        let file = Saved::new(&saved(pair, SaveFormat::CertificateDer, None));
        let read = openssl(&["x509", "-inform", "DER", "-in", &file.path()], "");
        assert_eq!(read, certificate_of(pair).to_pem());
        assert_eq!(saved_text(pair, SaveFormat::CertificatePem, None), read);
    }
}

#[test]
fn keys_without_pkcs8_are_byte_for_byte_what_openssl_writes() {
    for pair in pairs() {
        let pkcs8 = pem(key_of(pair));
        assert_eq!(saved_text(pair, SaveFormat::KeyPkcs8, None), pkcs8);
        if is_offered(pair, SaveFormat::KeyPkcs1) {
            let theirs = openssl(&["rsa", "-traditional"], &pkcs8);
            assert_eq!(saved_text(pair, SaveFormat::KeyPkcs1, None), theirs);
        }
        if is_offered(pair, SaveFormat::KeySec1) {
            assert_eq!(saved_text(pair, SaveFormat::KeySec1, None), openssl(&["ec"], &pkcs8));
        }
    }
    let offered = |format| pairs().iter().map(|pair| is_offered(pair, format)).collect::<Vec<_>>();
    assert_eq!(offered(SaveFormat::KeyPkcs1), [true, false, false, false]);
    assert_eq!(offered(SaveFormat::KeySec1), [false, false, true, true]);
}

#[test]
fn the_public_key_is_byte_for_byte_what_openssl_writes() {
    for pair in pairs() {
        let theirs = openssl(&["pkey", "-pubout"], &pem(key_of(pair)));
        assert_eq!(saved_text(pair, SaveFormat::PublicKeyPem, None), theirs);
    }
}

#[test]
fn node_reads_every_private_and_public_jwk() {
    for pair in pairs() {
        let jwk = saved_text(pair, SaveFormat::KeyJwk, None);
        let script = "const key = crypto.createPrivateKey({ key: JSON.parse(text), format: 'jwk' });
            process.stdout.write(key.export({ type: 'pkcs8', format: 'pem' }))";
        assert_eq!(node(script, &jwk), pem(key_of(pair)));
        let read = "process.stdout.write(crypto.createPublicKey({ key, format: 'jwk' })
            .export({ type: 'spki', format: 'pem' }))";
        let public = saved_text(pair, SaveFormat::PublicKeyPem, None);
        let jwk = saved_text(pair, SaveFormat::PublicKeyJwk, None);
        assert_eq!(node(&format!("const key = JSON.parse(text);\n{read}"), &jwk), public);
        let set = saved_text(pair, SaveFormat::PublicKeyJwks, None);
        assert_eq!(node(&format!("const [key] = JSON.parse(text).keys;\n{read}"), &set), public);
    }
}

#[test]
fn a_public_jwk_contains_nothing_private() {
    for pair in pairs() {
        for format in [SaveFormat::PublicKeyJwk, SaveFormat::PublicKeyJwks] {
            let jwk = saved_text(pair, format, None);
            for member in ["\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\""] {
                assert!(!jwk.contains(member), "{member} in {jwk}");
            }
        }
    }
}

#[test]
fn the_key_identifier_of_a_jwk_is_its_thumbprint() {
    // RFC 7638 section 3.2: these members, in the order of their names, and no others.
    let script = "const key = JSON.parse(text);
        const names = { RSA: ['e', 'kty', 'n'], EC: ['crv', 'kty', 'x', 'y'], OKP: ['crv', 'kty', 'x'] }[key.kty];
        const hashed = JSON.stringify(Object.fromEntries(names.map((name) => [name, key[name]])));
        const thumbprint = crypto.createHash('sha256').update(hashed).digest('base64url');
        process.stdout.write(String(thumbprint === key.kid && key.use === 'sig'))";
    for pair in pairs() {
        for format in [SaveFormat::KeyJwk, SaveFormat::PublicKeyJwk] {
            assert_eq!(node(script, &saved_text(pair, format, None)), "true");
        }
    }
}

#[test]
fn the_certificate_is_added_to_the_public_key_on_request() {
    let script = "const key = JSON.parse(text), [der] = key.x5c;
        const certificate = new crypto.X509Certificate(Buffer.from(der, 'base64'));
        const hash = crypto.createHash('sha256').update(certificate.raw).digest('base64url');
        if (hash === key['x5t#S256']) process.stdout.write(certificate.toString())";
    let saved = file_content(rsa(), SaveFormat::PublicKeyJwk, None, true).unwrap();
    assert!(saved.holds_certificate);
    let text = String::from_utf8(saved.bytes.to_vec()).unwrap();
    assert_eq!(node(script, &text), certificate_of(rsa()).to_pem());
    assert!(!saved_text(rsa(), SaveFormat::PublicKeyJwk, None).contains("x5c"));
}

#[test]
fn openssl_reads_key_and_certificate_from_pkcs12() {
    for pair in pairs() {
        let file = Saved::new(&saved(pair, SaveFormat::Pkcs12, Some(PASSPHRASE)));
        let read = openssl(&["pkcs12", "-in", &file.path(), "-passin", &file.passphrase(), "-nodes"], "");
        let read = read_key(&read);
        assert_eq!(read.private_key.as_ref(), pair.private_key());
        assert_eq!(read.certificate.as_ref(), pair.certificate());
    }
}

#[test]
fn pkcs12_is_protected_as_openssl_3_does_and_as_is_recommended_today() {
    let file = Saved::new(&saved(rsa(), SaveFormat::Pkcs12, Some(PASSPHRASE)));
    // OpenSSL prints this on standard error.
    let said = openssl_command()
        .args(["pkcs12", "-in", &file.path(), "-passin", &file.passphrase(), "-info", "-noout"])
        .output()
        .unwrap();
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("MAC: sha256, Iteration 600000"), "{said}");
    let scheme = "PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256";
    assert_eq!(said.matches(scheme).count(), 2, "{said}");
}

/// The work spent on one file does not count against the next.
#[test]
fn several_pkcs12_files_with_different_passphrases_are_read_together() {
    let passphrases = ["one", "two", "three"];
    let sources = passphrases.map(|passphrase| KeySource {
        name: None,
        content: Ok(saved(rsa(), SaveFormat::Pkcs12, Some(passphrase)).into()),
    });
    let mut given = Passphrases::none();
    for (source, passphrase) in (0..).zip(passphrases) {
        given.give(Lock { source, place: 0, form: LockForm::Pkcs12, entry: None }, passphrase.into());
    }
    let (pair, loaded) = load(&KeyPair::default(), &sources, &given);
    assert!(loaded.problems.is_empty() && loaded.locked.is_empty(), "{loaded:?}");
    assert_eq!(pair.private_key(), rsa().private_key());
}

#[test]
fn java_reads_key_and_certificate_from_pkcs12() {
    let passphrase = "correct horse battery staple";
    for pair in pairs() {
        let file = Saved::new(&saved(pair, SaveFormat::Pkcs12, Some(passphrase)));
        let store = ["-keystore", &file.path(), "-storetype", "PKCS12", "-storepass", passphrase];
        let listed = run(
            "keytool",
            "default-jre-headless",
            &[&["-J-Duser.language=en", "-list"], &store[..]].concat(),
        );
        assert!(listed.contains("countersign") && listed.contains("PrivateKeyEntry"), "{listed}");
        let exported = run(
            "keytool",
            "default-jre-headless",
            &[&["-exportcert", "-rfc", "-alias", "countersign"], &store[..]].concat(),
        );
        assert_eq!(read_key(&exported).certificate.as_ref(), pair.certificate());
        // Java decrypts the key and writes it again, so it must have read it.
        let copy = file.folder.path().join("copy").to_str().unwrap().to_owned();
        let import = ["-importkeystore", "-srckeystore", &file.path(), "-srcstorepass", passphrase];
        let destination =
            ["-destkeystore", &copy, "-deststoretype", "PKCS12", "-deststorepass", "another one"];
        run("keytool", "default-jre-headless", &[&import[..], &destination[..]].concat());
        let read = openssl(&["pkcs12", "-in", &copy, "-passin", "pass:another one", "-nodes"], "");
        assert_eq!(read_key(&read).private_key.as_ref(), pair.private_key());
    }
}

#[test]
fn python_reads_every_key_with_its_passphrase() {
    let script = "
import sys
from cryptography.hazmat.primitives.serialization import (
    Encoding, NoEncryption, PrivateFormat, load_pem_private_key, pkcs12)
name, passphrase, path = sys.argv[1:]
data, passphrase = open(path, 'rb').read(), passphrase.encode()
key = pkcs12.load_key_and_certificates(data, passphrase)[0] if name == 'pkcs12' else load_pem_private_key(data, passphrase)
sys.stdout.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
";
    for pair in pairs() {
        for (name, format) in [("pkcs12", SaveFormat::Pkcs12), ("pkcs8", SaveFormat::KeyPkcs8)] {
            let file = Saved::new(&saved(pair, format, Some(PASSPHRASE)));
            let read = run(python(), "python3-cryptography", &["-c", script, name, PASSPHRASE, &file.path()]);
            assert_eq!(read_key(&read).private_key.as_ref(), pair.private_key(), "{name}");
        }
    }
}

#[test]
#[cfg(unix)]
fn ssh_keygen_sees_the_same_public_key() {
    use std::os::unix::fs::PermissionsExt as _;
    let public = Saved::new(&saved(rsa(), SaveFormat::PublicKeyPem, None));
    let theirs = run("ssh-keygen", "openssh-client", &["-i", "-m", "PKCS8", "-f", &public.path()]);
    for passphrase in [None, Some(PASSPHRASE)] {
        let file = Saved::new(&saved(rsa(), SaveFormat::KeyPkcs8, passphrase));
        // ssh-keygen refuses a key that others may read.
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o600)).unwrap();
        let arguments = ["-y", "-P", passphrase.unwrap_or_default(), "-f", &file.path()];
        assert_eq!(run("ssh-keygen", "openssh-client", &arguments), theirs);
    }
}

#[test]
fn only_formats_for_what_a_pair_has_are_offered() {
    let formats = |pair: &KeyPair| offers(pair).into_iter().map(|offer| offer.format).collect::<Vec<_>>();
    let load_one =
        |current: &KeyPair, text: String| load(current, &[KeySource::pasted(text)], &Passphrases::none()).0;
    assert_eq!(formats(&KeyPair::default()), []);
    let certificate_alone = load_one(&KeyPair::default(), certificate().to_pem());
    let of_certificate = [
        SaveFormat::CertificatePem,
        SaveFormat::CertificateDer,
        SaveFormat::PublicKeyPem,
        SaveFormat::PublicKeyJwk,
        SaveFormat::PublicKeyJwks,
    ];
    assert_eq!(formats(&certificate_alone), of_certificate);
    let key_alone = load_one(&KeyPair::default(), pem(key()));
    assert!(!formats(&key_alone).contains(&SaveFormat::CertificatePem));
    assert!(formats(rsa()).contains(&SaveFormat::Pkcs12));
    // A file with a key and the certificate of another would be taken for a pair.
    let mismatch = load_one(&certificate_alone, pem(other_key()));
    assert_eq!(mismatch.belong_together(), Some(false));
    assert!(!formats(&mismatch).contains(&SaveFormat::Pkcs12));
    assert!(offers(&mismatch).iter().all(|offer| !offer.takes_certificate));
}

#[test]
fn a_passphrase_must_fit_the_format() {
    let problem = |format, passphrase: Option<&str>| {
        file_content(rsa(), format, passphrase.map(SecretString::from).as_ref(), false).err()
    };
    assert_eq!(problem(SaveFormat::Pkcs12, None), Some(SaveAsProblem::PassphraseMissing));
    assert_eq!(problem(SaveFormat::Pkcs12, Some("")), Some(SaveAsProblem::PassphraseMissing));
    assert_eq!(problem(SaveFormat::Pkcs12, Some("key 🔑")), Some(SaveAsProblem::PassphraseCharacter));
    assert_eq!(problem(SaveFormat::KeyPkcs1, Some("secret")), Some(SaveAsProblem::PassphraseNotUsed));
    assert_eq!(problem(SaveFormat::KeySec1, None), Some(SaveAsProblem::NotOffered));
    assert_eq!(saved_text(rsa(), SaveFormat::KeyPkcs8, Some("")), pem(key()), "an empty one is none");
}

#[test]
fn files_with_a_private_key_say_so_and_whether_it_is_unencrypted() {
    for offer in offers(rsa()) {
        let passphrase = (offer.passphrase != PassphraseUse::None).then(|| SecretString::from(PASSPHRASE));
        let content = file_content(rsa(), offer.format, passphrase.as_ref(), false).unwrap();
        assert_eq!(content.holds_private_key, offer.holds_private_key);
        let holds_certificate = matches!(
            offer.format,
            SaveFormat::Pkcs12 | SaveFormat::CertificatePem | SaveFormat::CertificateDer
        );
        assert_eq!(content.holds_certificate, holds_certificate, "{:?}", offer.format);
        let is_open = offer.holds_private_key && offer.passphrase == PassphraseUse::None;
        assert_eq!(content.holds_open_key, is_open, "{:?}", offer.format);
        if is_open {
            let (length, capacity) = (content.bytes.len(), content.bytes.capacity());
            assert_eq!(length, capacity, "{:?} grew, and left copies of the key behind", offer.format);
        }
    }
}
