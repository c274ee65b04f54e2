//! Files that other programs make, read here: OpenSSL in every cipher, Java's keytool, ssh-keygen, Node, Python.
//!
//! A tool that is missing fails the test: a format that nobody checked is not one that is read.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key::{
    KeyProblem, KeySyntax, KeyType, Lock, LockForm, Locked, Passphrases, PrivateKey, ReadFormat,
};
use serde_json::{Value, json};

use crate::common::{
    NOW, Read, certificate, certificate_for, key, key_pem, locks, openssl, openssl_bytes, other_key, pem,
    python, read_bytes, read_bytes_with, read_key, unlock,
};

const PASSPHRASE: &str = "correct horse: bättery";

/// A folder with the key and certificate that all tests share, for tools that want files.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("key.pem", key_pem().as_bytes());
        folder.write("cert.pem", certificate().to_pem().as_bytes());
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }
}

/// Runs a tool that has to be there, and gives back what it prints.
fn run(tool: &str, package: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).output().unwrap_or_else(|error| {
        panic!("this test needs the command `{tool}` (Debian: apt-get install {package}): {error}")
    });
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{tool} {arguments:?} failed: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn keytool(arguments: &[&str]) {
    run("keytool", "default-jre-headless", arguments);
}

fn private_key_of(read: Result<Read, KeyProblem>) -> PrivateKey {
    let read = read.unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(read.problems, []);
    assert_eq!(read.locked, []);
    read.private_key.unwrap()
}

/// What is said when a wrong passphrase was given for the first thing that is locked.
fn refused(bytes: &[u8]) -> Read {
    let lock = read_bytes(bytes).unwrap().locked.remove(0).lock;
    let mut passphrases = Passphrases::none();
    passphrases.give(lock, "wrong".into());
    read_bytes_with(bytes, &passphrases).unwrap()
}

fn assert_opens_with_the_right_passphrase_only(
    bytes: &[u8],
    form: LockForm,
    expected: &PrivateKey,
    what: &str,
) {
    assert_eq!(locks(bytes), [form], "{what}");
    assert_eq!(&private_key_of(unlock(bytes, PASSPHRASE)), expected, "{what}");
    let wrong = refused(bytes);
    assert_eq!((wrong.private_key, wrong.problems), (None, vec![]), "{what}");
    assert!(matches!(wrong.locked.as_slice(), [Locked { refused: true, .. }]), "{what}");
}

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
fn ciphers_that_are_not_known_are_named_before_anybody_types_a_passphrase() {
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
fn pkcs12_of_openssl_opens_as_today_and_as_of_old() {
    let folder = Folder::new();
    let (key_path, certificate_path) = (folder.path("key.pem"), folder.path("cert.pem"));
    let passphrase = format!("pass:{PASSPHRASE}");
    for way in [
        &[][..],
        &["-legacy"],
        &["-keypbe", "AES-128-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha512"],
        &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        &["-keypbe", "AES-256-CBC", "-certpbe", "NONE", "-macalg", "sha384"],
        &["-iter", "600000", "-maciter"],
        &["-nomac"],
    ] {
        let arguments = ["pkcs12", "-export", "-inkey", &key_path, "-in", &certificate_path, "-passout"];
        let bytes = openssl_bytes(&[&arguments[..], &[&passphrase], way].concat(), "");
        let what = way.join(" ");
        assert_opens_with_the_right_passphrase_only(&bytes, LockForm::Pkcs12, key(), &what);
        let read = unlock(&bytes, PASSPHRASE).unwrap();
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{what}");
        assert_eq!(read.private_key.unwrap().syntax(), KeySyntax::Pkcs12);
    }
}

#[test]
fn pkcs12_with_an_empty_passphrase_opens_without_a_question() {
    let folder = Folder::new();
    let (key_path, certificate_path) = (folder.path("key.pem"), folder.path("cert.pem"));
    for way in [&[][..], &["-legacy"], &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]] {
        let arguments =
            ["pkcs12", "-export", "-inkey", &key_path, "-in", &certificate_path, "-passout", "pass:"];
        let bytes = openssl_bytes(&[&arguments[..], way].concat(), "");
        assert_eq!(&private_key_of(read_bytes(&bytes)), key(), "{way:?}");
    }
}

#[test]
fn a_chain_in_pkcs12_gives_the_certificate_of_the_key() {
    let folder = Folder::new();
    folder.write("more.pem", certificate_for(other_key(), NOW).to_pem().as_bytes());
    let bytes = openssl_bytes(
        &[
            "pkcs12",
            "-export",
            "-inkey",
            &folder.path("key.pem"),
            "-in",
            &folder.path("cert.pem"),
            "-certfile",
            &folder.path("more.pem"),
            "-passout",
            "pass:x",
        ],
        "",
    );
    assert_eq!(unlock(&bytes, "x").unwrap().certificate.as_ref(), Some(certificate()));
}

#[test]
fn an_altered_pkcs12_is_told_apart_from_a_wrong_passphrase() {
    let folder = Folder::new();
    let arguments = ["pkcs12", "-export", "-inkey", &folder.path("key.pem"), "-in", &folder.path("cert.pem")];
    let bytes = openssl_bytes(&[&arguments[..], &["-passout", "pass:x"]].concat(), "");
    // In the middle is the encrypted private key, behind the certificate.
    let mut altered = bytes.clone();
    altered[bytes.len() * 2 / 3] ^= 1;
    assert_eq!(locks(&altered), [LockForm::Pkcs12]);
    assert_eq!(unlock(&altered, "x"), Err(KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 }));
    assert_eq!(
        read_bytes(&bytes[..bytes.len() - 40]),
        Err(KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 })
    );
}

/// A keystore that keytool makes of the shared key, with passphrases of its own liking.
fn java_keystore(folder: &Folder, name: &str, kind: &str, store: &str, entry: &str) -> Vec<u8> {
    let source = ["pkcs12", "-export", "-inkey", &folder.path("key.pem"), "-in", &folder.path("cert.pem")];
    openssl(
        &[&source[..], &["-name", "shop", "-passout", "pass:source", "-out", &folder.path("in.p12")]]
            .concat(),
        "",
    );
    keytool(&[
        "-importkeystore",
        "-noprompt",
        "-srckeystore",
        &folder.path("in.p12"),
        "-srcstoretype",
        "PKCS12",
        "-srcstorepass",
        "source",
        "-srcalias",
        "shop",
        "-destkeystore",
        &folder.path(name),
        "-deststoretype",
        kind,
        "-deststorepass",
        store,
        "-destkeypass",
        entry,
    ]);
    folder.read(name)
}

#[test]
fn java_keystores_of_each_kind_open_with_their_passphrase() {
    let folder = Folder::new();
    for kind in ["JKS", "JCEKS", "PKCS12"] {
        let bytes = java_keystore(&folder, &format!("store.{kind}"), kind, "store-word", "store-word");
        let read = unlock(&bytes, "store-word").unwrap();
        assert_eq!(read.private_key.as_ref(), Some(key()), "{kind}");
        assert_eq!(read.certificate.as_ref(), Some(certificate()), "{kind}");
        assert_eq!((read.problems.as_slice(), read.locked.as_slice()), (&[][..], &[][..]), "{kind}");
        let wrong = refused(&bytes);
        assert_eq!(wrong.private_key, None);
        assert!(matches!(wrong.locked.as_slice(), [Locked { refused: true, .. }]), "{kind}");
        // The certificates of the older ones are not encrypted.
        assert_eq!(wrong.certificate.is_some(), kind != "PKCS12", "{kind}");
    }
}

#[test]
fn a_key_with_a_passphrase_of_its_own_is_asked_for_by_its_alias() {
    let folder = Folder::new();
    for kind in ["JKS", "JCEKS"] {
        let bytes = java_keystore(&folder, &format!("store.{kind}"), kind, "store-word", "entry-word");
        let store = read_bytes(&bytes).unwrap().locked.remove(0).lock;
        assert_eq!(store, Lock { source: 0, place: 0, form: LockForm::JavaKeystore, entry: None });
        let mut passphrases = Passphrases::none();
        passphrases.give(store.clone(), "store-word".into());
        let half = read_bytes_with(&bytes, &passphrases).unwrap();
        let entry = Lock { entry: Some("shop".to_owned()), ..store.clone() };
        assert_eq!(half.locked, [Locked { lock: entry.clone(), source: None, refused: false }], "{kind}");
        passphrases.give(entry, "entry-word".into());
        assert_eq!(&private_key_of(read_bytes_with(&bytes, &passphrases)), key(), "{kind}");
        // Whoever knows the key's passphrase need not know the keystore's.
        assert_eq!(&private_key_of(unlock(&bytes, "entry-word")), key(), "{kind}");
    }
}

#[test]
fn a_keystore_with_certificates_alone_gives_them_without_a_passphrase() {
    let folder = Folder::new();
    keytool(&[
        "-importcert",
        "-noprompt",
        "-alias",
        "shop",
        "-file",
        &folder.path("cert.pem"),
        "-keystore",
        &folder.path("trust.jks"),
        "-storetype",
        "JKS",
        "-storepass",
        "store-word",
    ]);
    assert_eq!(read_bytes(&folder.read("trust.jks")).unwrap().certificate.as_ref(), Some(certificate()));
}

#[test]
fn a_secret_key_in_a_keystore_hides_what_is_behind_it_and_that_is_said() {
    let folder = Folder::new();
    keytool(&[
        "-genseckey",
        "-alias",
        "aes",
        "-keyalg",
        "AES",
        "-keysize",
        "128",
        "-keystore",
        &folder.path("secret.jceks"),
        "-storetype",
        "JCEKS",
        "-storepass",
        "store-word",
        "-keypass",
        "store-word",
    ]);
    let problem = KeyProblem::SecretKeyEntry { alias: "aes".to_owned() };
    assert_eq!(read_bytes(&folder.read("secret.jceks")), Err(problem));
}

fn ssh_keygen(folder: &Folder, name: &str, arguments: &[&str], passphrase: &str) -> Vec<u8> {
    let path = folder.path(name);
    let made = ["-q", "-f", &path, "-N", passphrase, "-C", "me@here"];
    run("ssh-keygen", "openssh-client", &[arguments, &made[..]].concat());
    folder.read(name)
}

#[test]
fn openssh_keys_are_read_with_and_without_a_passphrase() {
    let folder = Folder::new();
    for (name, arguments, key_type) in [
        ("rsa", &["-t", "rsa", "-b", "2048"][..], KeyType::Rsa { bits: 2048 }),
        ("p256", &["-t", "ecdsa", "-b", "256"], KeyType::Ec { curve: "P-256".to_owned() }),
        ("p384", &["-t", "ecdsa", "-b", "384"], KeyType::Ec { curve: "P-384".to_owned() }),
        ("ed25519", &["-t", "ed25519"], KeyType::Ed25519),
    ] {
        let bytes = ssh_keygen(&folder, name, arguments, "");
        let plain = private_key_of(read_bytes(&bytes));
        assert_eq!((plain.key_type(), plain.syntax()), (key_type, KeySyntax::OpenSsh));
        // The same key with a passphrase, and as ssh-keygen turns it into PKCS#8.
        let path = folder.path(name);
        run("ssh-keygen", "openssh-client", &["-q", "-p", "-f", &path, "-P", "", "-N", PASSPHRASE]);
        assert_opens_with_the_right_passphrase_only(&folder.read(name), LockForm::OpenSsh, &plain, name);
        if name != "ed25519" {
            run(
                "ssh-keygen",
                "openssh-client",
                &["-q", "-p", "-m", "PKCS8", "-f", &path, "-P", PASSPHRASE, "-N", ""],
            );
            assert_eq!(private_key_of(read_bytes(&folder.read(name))), plain, "{name}");
        }
    }
}

#[test]
fn openssh_keys_open_in_every_cipher() {
    let folder = Folder::new();
    for cipher in [
        "aes128-cbc",
        "aes192-cbc",
        "aes256-cbc",
        "aes128-ctr",
        "aes192-ctr",
        "aes256-ctr",
        "aes128-gcm@openssh.com",
        "aes256-gcm@openssh.com",
        "chacha20-poly1305@openssh.com",
        "3des-cbc",
    ] {
        let bytes = ssh_keygen(&folder, cipher, &["-t", "ed25519", "-Z", cipher, "-a", "4"], PASSPHRASE);
        assert_eq!(locks(&bytes), [LockForm::OpenSsh], "{cipher}");
        assert_eq!(private_key_of(unlock(&bytes, PASSPHRASE)).key_type(), KeyType::Ed25519, "{cipher}");
    }
    let text = ssh_keygen(&folder, "unknown", &["-t", "ed25519", "-Z", "aes256-ctr"], PASSPHRASE);
    let text: String =
        String::from_utf8(text).unwrap().lines().filter(|line| !line.starts_with('-')).collect();
    let mut bytes = STANDARD.decode(text).unwrap();
    let name = bytes.windows(10).position(|name| name == b"aes256-ctr").unwrap();
    bytes[name..name + 10].copy_from_slice(b"aes999-ctr");
    let cipher = "aes999-ctr".to_owned();
    assert_eq!(read_bytes(&bytes), Err(KeyProblem::CipherUnsupported { cipher }));
}

#[test]
fn openssh_keys_that_cannot_sign_here_are_named() {
    let folder = Folder::new();
    let p521 = ssh_keygen(&folder, "p521", &["-t", "ecdsa", "-b", "521"], "");
    let key_type = KeyType::Ec { curve: "P-521".to_owned() };
    assert_eq!(read_bytes(&p521), Err(KeyProblem::KeyTypeUnusable { key_type }));
    let short = ssh_keygen(&folder, "short", &["-t", "rsa", "-b", "1024"], "");
    assert_eq!(read_bytes(&short), Err(KeyProblem::TooShort { bits: 1024 }));
}

/// Makes a key of each kind and prints each as JWK, with its PKCS#8.
const NODE_KEYS: &str = "
const { generateKeyPairSync } = require('node:crypto')
const made = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  generateKeyPairSync('ed25519'),
]
console.log(JSON.stringify(made.map(({ privateKey, publicKey }) => ({
  jwk: privateKey.export({ format: 'jwk' }),
  public: publicKey.export({ format: 'jwk' }),
  pkcs8: privateKey.export({ format: 'pem', type: 'pkcs8' }),
  locked: privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'node-word' }),
}))))";

fn keys_of_node() -> Vec<Value> {
    serde_json::from_str(&run("node", "nodejs", &["--eval", NODE_KEYS])).unwrap()
}

#[test]
fn json_web_keys_of_node_are_read_alone_in_a_set_and_in_a_list() {
    for made in keys_of_node() {
        let expected = read_key(made["pkcs8"].as_str().unwrap()).private_key.unwrap();
        for text in [
            made["jwk"].to_string(),
            format!("\u{feff}\n  {:#}\n", made["jwk"]),
            json!({ "keys": [made["public"], made["jwk"]] }).to_string(),
            json!([made["jwk"]]).to_string(),
        ] {
            let read = private_key_of(read_bytes(text.as_bytes()));
            assert_eq!(read, expected);
            assert_eq!(read.syntax(), KeySyntax::Jwk);
            assert_eq!(pem(&read), pem(&expected));
        }
        let locked = made["locked"].as_str().unwrap();
        assert_eq!(private_key_of(unlock(locked.as_bytes(), "node-word")), expected);
        assert_eq!(read_bytes(made["public"].to_string().as_bytes()), Err(KeyProblem::PublicKey));
    }
}

#[test]
fn a_certificate_in_a_json_web_key_is_taken_too() {
    let folder = Folder::new();
    let script = "console.log(JSON.stringify(require('node:crypto').createPrivateKey(require('node:fs')
        .readFileSync(process.argv[1])).export({ format: 'jwk' })))";
    let jwk = run("node", "nodejs", &["--eval", script, &folder.path("key.pem")]);
    let mut jwk: Value = serde_json::from_str(&jwk).unwrap();
    jwk["x5c"] = json!([STANDARD.encode(certificate().der())]);
    let read = read_bytes(jwk.to_string().as_bytes()).unwrap();
    assert_eq!((read.private_key.as_ref(), read.certificate.as_ref()), (Some(key()), Some(certificate())));
}

#[test]
fn json_web_keys_that_cannot_be_used_are_refused_by_what_is_wrong() {
    let made = keys_of_node();
    let (rsa, ec) = (&made[0], &made[1]);
    let changed = |jwk: &Value, member: &str, value: Value| {
        let mut jwk = jwk["jwk"].clone();
        match value {
            Value::Null => drop(jwk.as_object_mut().unwrap().remove(member)),
            value => jwk[member] = value,
        }
        read_bytes(jwk.to_string().as_bytes()).unwrap_err()
    };
    let missing = |names: &[&str]| KeyProblem::JwkMembersMissing {
        members: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let invalid = |name: &str| KeyProblem::JwkMemberInvalid { member: name.to_owned() };
    let kind = |kind: &str| KeyProblem::JwkKindUnusable { kind: kind.to_owned() };
    assert_eq!(changed(rsa, "p", Value::Null), missing(&["p"]));
    assert_eq!(changed(rsa, "qi", Value::Null), missing(&["qi"]));
    assert_eq!(changed(rsa, "n", json!("not*base64")), invalid("n"));
    assert_eq!(changed(rsa, "q", json!("")), invalid("q"));
    assert_eq!(changed(rsa, "n", rsa["jwk"]["p"].clone()), KeyProblem::TooShort { bits: 1024 });
    assert_eq!(
        changed(rsa, "d", rsa["jwk"]["p"].clone()),
        KeyProblem::Inconsistent { label: "JWK".to_owned() }
    );
    assert_eq!(changed(rsa, "kty", json!("oct")), kind("oct"));
    assert_eq!(changed(ec, "crv", Value::Null), missing(&["crv"]));
    assert_eq!(
        changed(ec, "x", ec["jwk"]["y"].clone()),
        KeyProblem::Inconsistent { label: "JWK".to_owned() }
    );
    let key_type = KeyType::Ec { curve: "P-521".to_owned() };
    assert_eq!(changed(ec, "crv", json!("P-521")), KeyProblem::KeyTypeUnusable { key_type });
    let x25519 = json!({ "kty": "OKP", "crv": "X25519", "d": "AA", "x": "AA" });
    assert_eq!(read_bytes(x25519.to_string().as_bytes()), Err(kind("X25519")));
    let cut = &rsa["jwk"].to_string()[..200];
    assert_eq!(read_bytes(cut.as_bytes()), Err(KeyProblem::FileDamaged { format: ReadFormat::Jwk }));
}

/// Writes a key of each kind in each format into the folder that is its argument.
const PYTHON_KEYS: &str = "
import sys
from pathlib import Path
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, pkcs12)

folder = Path(sys.argv[1])
kinds = {
    'rsa': rsa.generate_private_key(65537, 2048),
    'p256': ec.generate_private_key(ec.SECP256R1()),
    'p384': ec.generate_private_key(ec.SECP384R1()),
    'ed25519': ed25519.Ed25519PrivateKey.generate(),
}
locked, plain = BestAvailableEncryption(b'python-word'), NoEncryption()
for name, key in kinds.items():
    def write(form, content):
        (folder / f'{name}.{form}').write_bytes(content)
    write('plain', key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, plain))
    write('der', key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, plain))
    write('ssh', key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, plain))
    write('locked-pkcs8', key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    write('locked-pkcs12', pkcs12.serialize_key_and_certificates(b'shop', key, None, None, locked))
    if name != 'ed25519':
        write('traditional', key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, plain))
        write('locked-traditional', key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, locked))
";

#[test]
fn keys_of_pythons_cryptography_are_read_in_every_format() {
    let folder = Folder::new();
    run(python(), "python3-cryptography", &["-c", PYTHON_KEYS, &folder.path("")]);
    let mut read_files = 0;
    for name in ["rsa", "p256", "p384", "ed25519"] {
        let expected = private_key_of(read_bytes(&folder.read(&format!("{name}.plain"))));
        for form in ["der", "ssh", "traditional", "locked-pkcs8", "locked-pkcs12", "locked-traditional"] {
            let file = format!("{name}.{form}");
            if !Path::new(&folder.path(&file)).exists() {
                continue;
            }
            let bytes = folder.read(&file);
            let read =
                if form.starts_with("locked") { unlock(&bytes, "python-word") } else { read_bytes(&bytes) };
            assert_eq!(private_key_of(read), expected, "{file}");
            read_files += 1;
        }
    }
    assert_eq!(read_files, 22);
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
    assert_eq!(&private_key_of(read_bytes_with(text.as_bytes(), &passphrases)), key());
}

#[test]
fn a_file_that_would_take_forever_to_open_is_refused_by_name() {
    let rounds = openssl(&["pkcs8", "-topk8", "-iter", "5000000", "-passout", "pass:x"], &key_pem());
    assert!(matches!(unlock(rounds.as_bytes(), "x"), Err(KeyProblem::TooCostly { .. })));
    // OpenSSL itself refuses to write such a one: block size 127 in the place of 8 makes 254 MiB of 16.
    let scrypt =
        openssl_bytes(&["pkcs8", "-topk8", "-scrypt", "-outform", "DER", "-passout", "pass:x"], &key_pem());
    let parameters = scrypt.windows(7).position(|bytes| bytes == [2, 2, 0x40, 0, 2, 1, 8]).unwrap();
    let mut memory = scrypt.clone();
    memory[parameters + 6] = 127;
    assert!(matches!(unlock(&memory, "x"), Err(KeyProblem::TooCostly { .. })));
    assert_eq!(&private_key_of(unlock(&scrypt, "x")), key());
}
