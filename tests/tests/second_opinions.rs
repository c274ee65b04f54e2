//! What other people's libraries say of our client assertions. Keys and certificates are put before openssl in
//! the core's own tests.

use countersign_core::prepare::prepare;
use countersign_tests::asking::form;
use countersign_tests::identity::{certificate_of, make_key_pair, this_moment};
use countersign_tests::second_opinion::jose_verifies;

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
const ENDPOINT: &str = "https://auth.example.com/token";

/// The client assertion in the body of a request with the default claims, and the second it was made in.
fn assertion(key_pair: &countersign_core::key_pair::KeyPair) -> (String, i64) {
    let moment = this_moment();
    let (request, _) =
        prepare(&form(CLIENT, ENDPOINT, ""), key_pair, &moment, false).expect("all is in order");
    let sent = request.sent();
    let field = sent.form.iter().find(|field| field.name == "client_assertion").expect("it has an assertion");
    (field.value.clone(), moment.now.seconds().0)
}

#[test]
fn jose_verifies_our_assertion_with_our_certificate() {
    let key_pair = make_key_pair();
    let (assertion, now) = assertion(&key_pair);
    let opinion = jose_verifies(&assertion, &certificate_of(&key_pair), CLIENT, ENDPOINT, now)
        .unwrap_or_else(|against| panic!("jose says: {against}"));
    assert_eq!(opinion["header"]["alg"], "RS256");
    assert_eq!(opinion["payload"]["iss"], CLIENT);
    assert_eq!(opinion["payload"]["sub"], CLIENT);
    assert_eq!(opinion["payload"]["aud"], ENDPOINT);
    assert_eq!(opinion["payload"]["iat"], now);
    assert_eq!(opinion["payload"]["exp"], now + 60);
}

#[test]
fn jose_takes_it_until_its_last_second_and_not_after() {
    let key_pair = make_key_pair();
    let (assertion, now) = assertion(&key_pair);
    let certificate = certificate_of(&key_pair);
    assert!(jose_verifies(&assertion, &certificate, CLIENT, ENDPOINT, now + 59).is_ok());
    let against = jose_verifies(&assertion, &certificate, CLIENT, ENDPOINT, now + 60).unwrap_err();
    assert_eq!(against["code"], "ERR_JWT_EXPIRED");
}

#[test]
fn jose_refuses_it_with_another_certificate() {
    let (assertion, now) = assertion(&make_key_pair());
    let other = certificate_of(&make_key_pair());
    let against = jose_verifies(&assertion, &other, CLIENT, ENDPOINT, now).unwrap_err();
    assert_eq!(against["code"], "ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
}
