//! APIs repeat the token in their words. Nothing that is shown or stored has it, however it is spelled.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_core::api_trial::{ApiResults, TrialVerdict, TriedApi};

use crate::answering::{TOKEN, answered, token};

#[tokio::test]
async fn an_opaque_token_is_hidden_wherever_an_answer_repeats_it() {
    let escaped: String = TOKEN.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let base64 = STANDARD.encode(format!("Bearer {TOKEN}"));
    for (api, status, body) in [
        (
            TriedApi::Ocapi,
            "401 Unauthorized",
            format!(
                r#"{{"_v":"24.5","fault":{{"arguments":{{"accessToken":"{TOKEN}"}},"type":"InvalidAccessTokenException","message":"Unauthorized request! The access token '{TOKEN}' is invalid."}}}}"#
            ),
        ),
        (
            TriedApi::Scapi,
            "401 Unauthorized",
            format!(r#"{{"title":"Unauthorized","detail":"access-token is invalid: {escaped} {base64}"}}"#),
        ),
        (TriedApi::Scapi, "400 Bad Request", format!(r#"{{"message":"Bearer {TOKEN}"}}"#)),
        (TriedApi::WebDav, "403 Forbidden", format!("<html><title>{TOKEN}</title>{TOKEN}</html>")),
        (
            TriedApi::Ocapi,
            "403 Forbidden",
            format!(r#"{{"fault":{{"type":"{TOKEN}","message":"{escaped}"}}}}"#),
        ),
    ] {
        let location = format!("location: https://login.example/?hint={TOKEN}");
        let shown =
            answered(api, token(&[]), status, &[&location, &format!("x-token: {TOKEN}")], &body).await;
        let crossing = serde_json::to_string(&shown).unwrap();
        let stored = serde_json::to_string(&ApiResults::default().with(&shown)).unwrap();
        for text in [&crossing, &stored, &format!("{shown:?}")] {
            for spelling in [TOKEN, &TOKEN[8..], &base64, &escaped.replace('\\', "\\\\")] {
                assert!(!text.contains(spelling), "{spelling} in {text}");
            }
        }
        assert_eq!(shown.verdict, TrialVerdict::Refused);
    }
}

#[tokio::test]
async fn what_is_shown_is_a_small_multiple_of_what_was_received() {
    let body =
        format!(r#"{{"fault":{{"type":"{}","message":"{}"}}}}"#, "x".repeat(9000), "\u{1}".repeat(90_000));
    let shown = answered(TriedApi::Ocapi, token(&[]), "403 Forbidden", &[], &body).await;
    let crossing = serde_json::to_string(&shown).unwrap();
    assert!(crossing.len() < 3 * body.len() + 16 * 1024, "{}", crossing.len());
    assert!(serde_json::to_string(&ApiResults::default().with(&shown)).unwrap().len() < 1024);
}
