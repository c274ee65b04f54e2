//! JSON Web Keys that Node makes, and the problems of those that cannot be used.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::key::{KeySyntax, KeyType};
use countersign_core::key_file::{KeyProblem, ReadFormat};
use serde_json::{Value, json};

use super::{Folder, private_key_of};
use crate::common::{certificate, key, pem, read_bytes, read_key, run, unlock};

/// Makes a key of each type, and prints each as a JWK together with its PKCS#8.
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
fn json_web_keys_of_node_are_read_singly_in_a_set_and_in_a_list() {
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
fn unusable_json_web_keys_are_refused_with_the_reason() {
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
