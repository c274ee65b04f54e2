//! What other people's libraries say about our client assertions and calendar entries. The core's own tests check
//! keys and certificates with openssl.

use countersign_core::certificate::{CertificateOptions, Validity, make_self_signed};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::key_pair::reminder::{ReminderWords, write_reminder};
use countersign_core::moment::UnixSeconds;
use countersign_core::prepare::prepare;
use countersign_tests::asking::form;
use countersign_tests::identity::{certificate_of, make_key_pair, this_moment};
use countersign_tests::second_opinion::{ical_reads, jose_verifies};
use serde_json::json;

const CLIENT: &str = "3f6b1f0e-5d1c-4b8e-9d6a-0c2a7f1e9b44";
const ENDPOINT: &str = "https://auth.example.com/token";
/// 15 January 2027, 08:00 UTC.
const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

/// The client assertion in a request with the default claims, and the second in which it was made.
fn assertion(key_pair: &countersign_core::key_pair::KeyPair) -> (String, i64) {
    let moment = this_moment();
    let (request, _) = prepare(&form(CLIENT, ENDPOINT, ""), key_pair, &moment, &Confirmed::default())
        .expect("all is in order");
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
fn jose_accepts_it_until_its_last_second_and_not_after() {
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

#[test]
fn a_calendar_contains_the_expiry_of_a_certificate_on_its_day_and_reminds_before() {
    let pair = make_key_pair();
    let options = CertificateOptions { validity: Validity::Days(365), ..CertificateOptions::default() };
    let certificate =
        make_self_signed(pair.private_key().expect("it was made"), &options, NOW).expect("it can be made");
    // Long enough to be folded between multi-byte characters, and with every character that is special in a calendar.
    let words = ReminderWords {
        summary: "Certificate “Bücher & Söhne, Läden; Öffentlicher Schlüssel für Übersee” \\ ends — 证书 🔑"
            .to_owned(),
        description: "Open Countersign, choose Renew…, and paste it.\nThen: get a token; done.".to_owned(),
    };
    let calendar = write_reminder(&certificate, &words, NOW).expect("it ends later");
    assert!(calendar.contains("\r\n "), "it is folded");
    let read = ical_reads(&calendar).unwrap_or_else(|against| panic!("ical.js says: {against}"));
    assert_eq!((&read["summary"], &read["description"]), (&json!(words.summary), &json!(words.description)));
    assert_eq!((&read["start"], &read["startIsDay"]), (&json!("2028-01-15"), &json!(true)));
    assert_eq!(read["stamp"], "2027-01-15T08:00:00Z");
    let alarm = |at: &str| json!({ "at": at, "action": "DISPLAY", "description": words.summary });
    assert_eq!(read["alarms"], json!([alarm("2027-12-16T09:00:00"), alarm("2028-01-08T09:00:00")]));
}
