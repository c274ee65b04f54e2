//! The faults that a person can switch on, and the response to each.

use countersign_core::account_manager::{Refusal, TokenEndpointAuthMethod, Wording};
use countersign_core::practice::{Delivery, Faults, Gateway};

use crate::attempt::{Attempt, json_of};

fn with(faults: Faults) -> Attempt {
    let mut attempt = Attempt::new();
    attempt.settings.faults = faults;
    attempt
}

#[test]
fn each_fault_breaks_a_correct_request_in_its_own_way() {
    let jwt = TokenEndpointAuthMethod::PrivateKeyJwt;
    let post = TokenEndpointAuthMethod::ClientSecretPost;
    for wording in [Wording::AsIn2021, Wording::AsOf2026] {
        for (faults, expected) in [
            (Faults { another_certificate: true, ..Faults::default() }, Refusal::SignatureWrong),
            (Faults { stray_characters: true, ..Faults::default() }, Refusal::PublicKeyStrayCharacters),
            (Faults { inactive: true, ..Faults::default() }, Refusal::ClientInactive),
            (
                Faults { other_auth_method: true, ..Faults::default() },
                Refusal::OtherMethod { sent: jwt, set: post },
            ),
            (Faults { strict_audience: true, ..Faults::default() }, Refusal::AudienceOther),
            (
                Faults { scope_not_allowed: true, ..Faults::default() },
                Refusal::ScopeNotAllowed { scopes: vec!["mail".into()] },
            ),
            (Faults { clock_minutes: 10, ..Faults::default() }, Refusal::Expired),
            (Faults { clock_minutes: -10, ..Faults::default() }, Refusal::IssuedInFuture),
        ] {
            let mut attempt = with(faults.clone());
            attempt.settings.wording = wording;
            assert_eq!(attempt.answer().refusal, Some(expected), "{faults:?}, {wording:?}");
        }
    }
}

#[test]
fn a_server_with_a_wrong_clock_reports_its_own_time() {
    for minutes in [10, -10] {
        let attempt = with(Faults { clock_minutes: minutes, ..Faults::default() });
        assert_eq!(attempt.answer().date.0, Attempt::now() + i64::from(minutes) * 60);
    }
    assert_eq!(
        with(Faults { clock_minutes: i32::MIN, ..Faults::default() }).answer().date.0,
        Attempt::now() - 86_400
    );
}

#[test]
fn something_else_can_respond_in_its_place() {
    let answer = |gateway| with(Faults { gateway, ..Faults::default() }).answer();
    assert_eq!(answer(Gateway::RetiredPath).status, 404);
    assert_eq!(answer(Gateway::Unavailable).status, 503);
    let html = answer(Gateway::Html);
    assert_eq!(html.status, 200);
    assert!(html.body.starts_with("<!DOCTYPE html>"));
    let redirect = answer(Gateway::Redirect);
    let location = redirect.headers.iter().find(|(name, _)| *name == "location").unwrap().1.clone();
    assert_eq!((redirect.status, location.as_str()), (302, "http://127.0.0.1:4443/login"));
    let limited = answer(Gateway::TooManyRequests);
    let header = |name| limited.headers.iter().find(|(its, _)| *its == name).map(|(_, value)| value.as_str());
    assert_eq!((limited.status, header("x-ratelimit-remaining")), (429, Some("0")));
    assert_eq!(header("retry-after"), header("x-ratelimit-reset"));
    for (gateway, delivery) in [(Gateway::Slow, Delivery::Late), (Gateway::Cut, Delivery::Half)] {
        let whole = answer(gateway);
        assert_eq!((whole.status, whole.delivery), (200, delivery));
        assert!(json_of(&whole)["access_token"].is_string());
    }
}
