//! Wycheproof's vectors: what they accept and refuse, our verifier accepts and refuses.

use countersign_core::inspect::token_at;
use countersign_core::jws::{KeySet, SignatureProblem, Verification, verify};
use serde_json::Value;

const SIGNATURES: &str = include_str!("wycheproof/json_web_signature_test.json");
/// RFC 7520 sections 4.2 and 4.3, signed with PS384 and ES512. The keys of these vectors say `PS256` and `ES521`, which the
/// keys in the RFC do not. Vectors 332 to 340 refuse just that: an algorithm that the key's `alg` is not (RFC 7517 section
/// 4.4).
const KEY_SAYS_ANOTHER_ALGORITHM: [(u64, &str); 2] = [(346, "Figure20"), (347, "Figure27")];
const KEYS: &str = include_str!("wycheproof/json_web_key_test.json");

fn verification(jws: &str, group: &Value) -> Verification {
    // A group for HMAC has a secret only. Reading that gives no key.
    let keys = group.get("public").unwrap_or(&group["private"]);
    let keys = KeySet::read(&keys.to_string()).map(|set| set.keys).unwrap_or_default();
    verify(jws, &keys)
}

/// Runs all vectors of a file, and returns how many were accepted.
fn run(file: &str) -> (usize, usize) {
    let file: Value = serde_json::from_str(file).unwrap();
    let (mut accepted, mut refused) = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        for test in group["tests"].as_array().unwrap() {
            // A signature in JSON serialisation is an object or a text.
            let jws = test["jws"].as_str().map_or_else(|| test["jws"].to_string(), str::to_owned);
            let verification = verification(&jws, group);
            let is_symmetric = group.get("public").is_none();
            let is_contradiction = KEY_SAYS_ANOTHER_ALGORITHM
                .iter()
                .any(|(id, comment)| test["tcId"] == *id && test["comment"] == *comment);
            let is_valid = test["result"] == "valid" && !is_symmetric && !is_contradiction;
            let is_verified = matches!(verification, Verification::Verified { .. });
            assert_eq!(is_verified, is_valid, "{}: {verification:?}\n{test}", group["comment"]);
            if is_verified { accepted += 1 } else { refused += 1 }
        }
    }
    (accepted, refused)
}

#[test]
fn each_signature_is_accepted_or_refused_as_the_vector_says() {
    let (accepted, refused) = run(SIGNATURES);
    assert!(accepted >= 25 && refused >= 300, "{accepted} accepted, {refused} refused");
}

#[test]
fn each_key_set_is_accepted_or_refused_as_the_vector_says() {
    let (accepted, refused) = run(KEYS);
    assert!(accepted >= 1 && refused >= 15, "{accepted} accepted, {refused} refused");
}

#[test]
fn a_signature_with_a_shared_secret_is_named_and_never_verified() {
    let file: Value = serde_json::from_str(SIGNATURES).unwrap();
    let group = &file["testGroups"][0];
    let jws = group["tests"][0]["jws"].as_str().unwrap();
    let problem = SignatureProblem::Symmetric { algorithm: "HS256".into() };
    assert_eq!(verification(jws, group), Verification::NotVerified { problem });
}

#[test]
fn each_vector_in_three_parts_is_found_in_a_text_as_it_is() {
    let file: Value = serde_json::from_str(SIGNATURES).unwrap();
    let groups = file["testGroups"].as_array().unwrap().iter();
    let valid =
        groups.flat_map(|group| group["tests"].as_array().unwrap()).filter(|test| test["result"] == "valid");
    let is_whole = |jws: &&str| {
        jws.starts_with("eyJ") && jws.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it))
    };
    for jws in valid.filter_map(|test| test["jws"].as_str()).filter(is_whole) {
        let text = format!("Authorization: Bearer {jws}\r\nAccept: */*");
        assert_eq!(token_at(&text, 0).as_deref(), Some(jws));
    }
}
