//! The keys to verify with: chosen by `kid`, by type and use; several, damaged, from certificates, too many.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_core::certificate::{CertificateOptions, make_self_signed};
use countersign_core::inspect::{NoKeys, SignatureCheck, read_keys};
use countersign_core::jws::{
    KeyChoice, KeySet, KeySetProblem, LONGEST_KEY_SET, MOST_KEYS, SignatureProblem, Verification, WhyUnfit,
    WhyUnusable, verify,
};
use countersign_core::key::{NewKey, PrivateKey, make_key};
use countersign_core::key_pair::KeyPair;
use countersign_core::key_pair::KeySource;
use countersign_core::moment::UnixSeconds;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use x509_parser::prelude::FromDer as _;

use crate::common::key_pair;

pub(crate) fn sign(pair: &KeyPair, kid: Option<&str>, claims: &Value) -> String {
    let header = Header { kid: kid.map(str::to_owned), ..Header::new(Algorithm::RS256) };
    jsonwebtoken::encode(&header, claims, &encoding_key(pair.private_key().unwrap())).unwrap()
}

fn encoding_key(key: &PrivateKey) -> EncodingKey {
    let pem = key.to_pkcs8_pem();
    let (_, pem) = x509_parser::pem::parse_x509_pem(pem.expose_secret().as_bytes()).unwrap();
    let info = pkcs8::PrivateKeyInfoRef::try_from(pem.contents.as_slice()).unwrap();
    EncodingKey::from_rsa_der(info.private_key.as_bytes())
}

/// The public key of a pair as a JSON Web Key with these members more.
pub(crate) fn jwk(pair: &KeyPair, more: &Value) -> Value {
    let spki = pair.private_key().unwrap().public_key_spki_der();
    let (_, info) = x509_parser::x509::SubjectPublicKeyInfo::from_der(spki).unwrap();
    let x509_parser::public_key::PublicKey::RSA(numbers) = info.parsed().unwrap() else { panic!("RSA") };
    let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes.strip_prefix(&[0]).unwrap_or(bytes));
    let mut jwk = json!({"kty": "RSA", "n": number(numbers.modulus), "e": number(numbers.exponent)});
    jwk.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    jwk
}

pub(crate) fn another_pair() -> KeyPair {
    let key = make_key(NewKey::Rsa2048).unwrap();
    let certificate =
        make_self_signed(&key, &CertificateOptions::default(), UnixSeconds(1_795_444_800)).unwrap();
    KeyPair::generated(key, certificate)
}

fn verified(token: &str, keys: &Value) -> Verification {
    verify(token, &KeySet::read(&keys.to_string()).unwrap().keys)
}

fn choice(verification: Verification) -> KeyChoice {
    match verification {
        Verification::Verified { choice, .. } => choice,
        other => panic!("{other:?}"),
    }
}

fn problem(verification: Verification) -> SignatureProblem {
    match verification {
        Verification::NotVerified { problem } => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_key_is_chosen_by_its_id_and_a_wrong_id_is_told() {
    let (ours, other) = (key_pair(), another_pair());
    let set = |our_id: &str, other_id: &str| json!({"keys": [jwk(&other, &json!({"kid": other_id})), jwk(&ours, &json!({"kid": our_id}))]});
    let named = sign(&ours, Some("a"), &json!({}));
    assert_eq!(choice(verified(&named, &set("a", "b"))), KeyChoice::KeyId);
    assert_eq!(choice(verified(&named, &set("c", "b"))), KeyChoice::KeyIdUnknown { key_id: "a".into() });
    assert_eq!(choice(verified(&named, &set("b", "a"))), KeyChoice::KeyIdOfAnother { key_id: "a".into() });
    // Two keys with the same ID: each is tried.
    assert_eq!(choice(verified(&named, &set("a", "a"))), KeyChoice::KeyId);
    let unnamed = sign(&ours, None, &json!({}));
    assert_eq!(choice(verified(&unnamed, &set("a", "b"))), KeyChoice::Trying);
    let only_other = json!({"keys": [jwk(&other, &json!({"kid": "b"}))]});
    let SignatureProblem::Wrong { tried: 1, key: Some(key), unknown_key_id, .. } =
        problem(verified(&named, &only_other))
    else {
        panic!("it is wrong");
    };
    assert_eq!((key.key_id.as_deref(), unknown_key_id.as_deref()), (Some("b"), Some("a")));
}

#[test]
fn a_key_for_something_else_does_not_verify() {
    let ours = key_pair();
    let token = sign(&ours, Some("a"), &json!({}));
    for (members, why) in [
        (json!({"use": "enc"}), WhyUnfit::Usage { usage: "enc".into() }),
        (json!({"alg": "RS512"}), WhyUnfit::Algorithm { algorithm: "RS512".into() }),
        (json!({"alg": "RSA-OAEP"}), WhyUnfit::Algorithm { algorithm: "RSA-OAEP".into() }),
        (json!({"key_ops": ["encrypt"]}), WhyUnfit::Operations),
    ] {
        let SignatureProblem::NoKeyFits { keys, .. } = problem(verified(&token, &jwk(&ours, &members)))
        else {
            panic!("it does not fit: {members}");
        };
        assert_eq!(keys[0].why, why);
    }
    for members in [json!({"use": "sig"}), json!({"alg": "RS256"}), json!({"key_ops": ["verify"]})] {
        assert!(
            matches!(verified(&token, &jwk(&ours, &members)), Verification::Verified { .. }),
            "{members}"
        );
    }
}

#[test]
fn a_key_that_is_a_certificate_only_verifies_and_another_keys_certificate_does_not() {
    let (ours, other) = (key_pair(), another_pair());
    let token = sign(&ours, None, &json!({}));
    let x5c = |pair: &KeyPair| STANDARD.encode(pair.certificate().unwrap().der());
    let only = json!({"kty": "RSA", "x5c": [x5c(&ours)]});
    assert!(matches!(verified(&token, &only), Verification::Verified { .. }));
    let mixed = jwk(&ours, &json!({"x5c": [x5c(&other)]}));
    let set = KeySet::read(&mixed.to_string()).unwrap();
    assert_eq!((set.keys.len(), &set.unusable[0].why), (0, &WhyUnusable::AnotherCertificate));
}

#[test]
fn what_must_not_be_verified_is_named() {
    let ours = key_pair();
    let keys = jwk(&ours, &json!({}));
    let with_header = |header: Value| {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.AAAA", part(&header), part(&json!({})))
    };
    let of = |header: Value| problem(verified(&with_header(header), &keys));
    assert_eq!(of(json!({"alg": "none"})), SignatureProblem::Unsigned);
    assert_eq!(of(json!({"alg": "nOnE"})), SignatureProblem::Unsigned);
    assert_eq!(of(json!({"alg": "HS256"})), SignatureProblem::Symmetric { algorithm: "HS256".into() });
    assert_eq!(of(json!({"alg": "rs256"})), SignatureProblem::UnknownAlgorithm { algorithm: "rs256".into() });
    assert_eq!(of(json!({"typ": "JWT"})), SignatureProblem::NoAlgorithm);
    let critical = json!({"alg": "RS256", "crit": ["b64"], "b64": false});
    assert_eq!(of(critical), SignatureProblem::Critical { names: vec!["b64".into()] });
    assert_eq!(of(json!({"alg": "RS256", "crit": []})), SignatureProblem::Critical { names: vec![] });
    // A key in the header is the attacker's own.
    let token = sign(&another_pair(), None, &json!({}));
    assert!(matches!(problem(verified(&token, &keys)), SignatureProblem::Wrong { .. }));
}

#[test]
fn a_public_key_is_never_a_shared_secret() {
    let ours = key_pair();
    let pem = ours.certificate().unwrap().to_pem();
    for secret in [pem.as_bytes(), ours.private_key().unwrap().public_key_spki_der()] {
        let forged = jsonwebtoken::encode(
            &Header::new(Algorithm::HS256),
            &json!({}),
            &EncodingKey::from_secret(secret),
        );
        let check = SignatureCheck::with(&forged.unwrap(), read_keys(&[KeySource::pasted(pem.clone())]));
        let SignatureCheck::Checked { verification, .. } = check else { panic!("{check:?}") };
        assert_eq!(problem(verification), SignatureProblem::Symmetric { algorithm: "HS256".into() });
    }
}

#[test]
fn keys_are_read_from_everything_that_has_one() {
    let ours = key_pair();
    let token = sign(&ours, None, &json!({}));
    let key = ours.private_key().unwrap();
    let spki = STANDARD.encode(key.public_key_spki_der());
    let public = format!("-----BEGIN PUBLIC KEY-----\n{spki}\n-----END PUBLIC KEY-----\n");
    let der = |bytes: &[u8]| KeySource { name: Some("a".into()), content: Ok(bytes.to_vec().into()) };
    for source in [
        KeySource::pasted(ours.certificate().unwrap().to_pem()),
        KeySource::pasted(public),
        KeySource::pasted(spki),
        KeySource::pasted(STANDARD.encode(ours.certificate().unwrap().der())),
        KeySource::pasted(key.to_pkcs8_pem().expose_secret().to_owned()),
        KeySource::pasted(jwk(&ours, &json!({"kid": "a"})).to_string()),
        KeySource::pasted(json!({"keys": [jwk(&ours, &json!({}))]}).to_string()),
        KeySource::pasted(json!([jwk(&ours, &json!({}))]).to_string()),
        der(key.public_key_spki_der()),
        der(ours.certificate().unwrap().der()),
    ] {
        let check = SignatureCheck::with(&token, read_keys(std::slice::from_ref(&source)));
        let is_verified =
            matches!(&check, SignatureCheck::Checked { verification: Verification::Verified { .. }, .. });
        assert!(is_verified, "{check:?}");
    }
}

#[test]
fn why_there_is_no_key_is_told() {
    let no_keys = |text: String| match read_keys(&[KeySource::pasted(text)]) {
        Err(why) => why,
        Ok(_) => panic!("there is a key"),
    };
    assert!(matches!(no_keys("hello".into()), NoKeys::Unreadable { .. }));
    assert_eq!(no_keys("{}".into()), NoKeys::KeySet { problem: KeySetProblem::NoKeys });
    assert_eq!(no_keys("{\"keys\": [".into()), NoKeys::KeySet { problem: KeySetProblem::NotJson });
    let secret = json!({"keys": [{"kty": "oct", "kid": "a", "k": "c2VjcmV0"}]});
    let NoKeys::Unusable { keys } = no_keys(secret.to_string()) else { panic!("it is unusable") };
    assert_eq!((keys[0].key_id.as_deref(), &keys[0].why), (Some("a"), &WhyUnusable::Symmetric));
}

#[test]
fn a_set_without_end_is_bounded() {
    let long = format!("{{\"keys\": [{}]}}", " ".repeat(LONGEST_KEY_SET));
    let too_long = KeySet::read(&long).err();
    assert_eq!(too_long, Some(KeySetProblem::TooLong { limit: u32::try_from(LONGEST_KEY_SET).unwrap() }));
    let ours = jwk(&key_pair(), &json!({}));
    let many = json!({"keys": vec![ours; MOST_KEYS + 7]});
    let set = KeySet::read(&many.to_string()).unwrap();
    assert_eq!((set.keys.len(), set.not_read), (MOST_KEYS, 7));
}
