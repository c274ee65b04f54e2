//! Answers that people met and reported, and the cause that an expert names first.

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Finding, Verdict};
use countersign_core::prepare::prepare;
use countersign_core::token_request::{AuthMethod, ClientSecrets, HeaderParameters, Proofs, RequestForm};

use crate::common::{form_for, key_pair, moment};
use crate::{Answer, codes};

const JSON: &[(&str, &str)] = &[("Content-Type", "application/json")];

#[rustfmt::skip]
const CASES: &[(u16, &str, Option<i64>, &[&str])] = &[
    (400, r#"{"error":"invalid_client","error_description":"Client authentication with signed JWT failed: Unable to load public key"}"#, None, &["public_key_not_readable"]),
    (401, r#"{"error":"invalid_client","error_description":"The specified client assertion is not of the expected type."}"#, None, &["jwt_type_not_accepted"]),
    (401, r#"{"error":"invalid_client","error_description":"AADSTS50027: JWT token is invalid or malformed. No certificate thumbprint specified in token header. Trace ID: 1"}"#, None, &["thumbprint_wanted"]),
    (401, r#"{"error":"invalid_client","error_description":"AADSTS700027: Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key]"}"#, None, &["signature_not_accepted"]),
    (401, r#"{"error":"invalid_client","error_description":"AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-29T14:00:00.0000000Z, assertion valid from 2026-11-29T12:00:00.0000000Z, expiry time of assertion 2026-11-29T12:01:00.0000000Z."}"#, None, &["jwt_times_said", "clocks_differ"]),
    (401, r#"{"error":"invalid_client","error_description":"The client_assertion token has an expiration too far into the future."}"#, None, &["jwt_lifetime_not_accepted", "jwt_time_not_accepted"]),
    (400, r#"{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter.","errorId":"x"}"#, None, &["client_unknown"]),
    (400, r#"{"error":"invalid_grant","error_description":"issuer_not_found"}"#, None, &["client_unknown"]),
    (400, r#"{"error":"consent_required"}"#, None, &["consent_missing"]),
    (400, r#"{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}"#, Some(600), &["clocks_differ", "jwt_lifetime_not_accepted"]),
    (400, r#"{"error":"invalid_grant"}"#, Some(600), &["clocks_differ", "invalid_grant"]),
    (401, r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#, Some(900), &["clocks_differ", "invalid_client"]),
    (400, r#"{"error":"invalid_grant","error_description":"invalid assertion"}"#, None, &["assertion_not_accepted"]),
    (400, r#"{"error":"app_not_found","error_description":"External client app is not installed in this org"}"#, None, &["org_host_wanted"]),
    (200, r#"{"accessToken":"opaque-secret-value-123456789","expiresIn":3600}"#, None, &["token_under_other_name"]),
    (401, r#"{"error":null,"error_description":"Client is locked"}"#, None, &["client_inactive"]),
    (401, r#"{"error":null,"error_description":"Come back on Monday"}"#, None, &["server_says"]),
    (400, r#"{"error":"unauthorized_client","error_description":"Client not allowed to use Client Credentials grant"}"#, None, &["unauthorized_client"]),
];

#[test]
fn the_cause_that_an_expert_names_comes_first() {
    for (status, body, clock_ahead, expected) in CASES {
        let (status, clock_ahead) = (*status, *clock_ahead);
        let answer = Answer { status, headers: JSON, body: body.as_bytes(), clock_ahead };
        assert_eq!(codes(&answer.shown()), *expected, "{body}");
    }
}

#[test]
fn a_key_id_that_was_sent_is_the_first_cause_of_a_key_that_is_not_found() {
    let header = HeaderParameters { kid: "abc".into(), ..HeaderParameters::default() };
    let form = RequestForm { header, ..form_for("https://login.example.com/oauth2/token") };
    for (words, expected) in [
        (
            "Client authentication with signed JWT failed: Unable to load public key",
            ["key_id_not_known", "public_key_not_readable"].as_slice(),
        ),
        ("The client_assertion JWT kid is invalid.", &["key_id_not_known"]),
        ("No matching key found", &["key_id_not_known", "certificate_unknown"]),
    ] {
        let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
        let body = serde_json::json!({"error": "invalid_client", "error_description": words}).to_string();
        let answer = Answer { status: 401, headers: JSON, body: body.as_bytes(), clock_ahead: None };
        assert_eq!(codes(&answer.to(request)), expected, "{words}");
    }
}

#[test]
fn times_in_the_words_are_passed_on() {
    let body = CASES[4].1.as_bytes();
    let answer = Answer { status: 401, headers: JSON, body, clock_ahead: None };
    let Finding::JwtTimesSaid { server, limit, ahead } = answer.shown().findings.remove(0).finding else {
        panic!()
    };
    assert_eq!((server.0 - limit.0, ahead), (119 * 60, false));
}

#[test]
fn a_page_of_a_firewall_and_a_maintenance_page_are_told_from_the_server() {
    let body =
        b"<html><head><title>Attention Required! | Cloudflare</title></head><body>Ray ID: 0</body></html>";
    let headers = &[("Content-Type", "text/html"), ("Server", "cloudflare")];
    let shown = Answer { status: 200, headers, body, clock_ahead: None }.shown();
    assert_eq!((shown.verdict, codes(&shown)), (Verdict::Refused, vec!["intermediary".to_owned()]));
    let body = b"<html><title>Maintenance</title></html>";
    let headers = &[("Content-Type", "text/html"), ("Retry-After", "120")];
    let shown = Answer { status: 503, headers, body, clock_ahead: None }.shown();
    let Finding::Maintenance { retry_after, again_at } = &shown.findings[0].finding else {
        panic!("{shown:?}")
    };
    assert_eq!(retry_after.as_deref(), Some("120"));
    assert_eq!(again_at.unwrap().0 - shown.started_at.0, 120_300);
}

#[test]
fn an_audience_in_an_answer_to_a_secret_is_the_apis() {
    let form = RequestForm {
        method: AuthMethod::ClientSecret,
        ..form_for("https://login.example.com/oauth2/token")
    };
    let secrets = ClientSecrets { client_secret: Some("Aa1bcdefghijkl".into()), access_key: None };
    let key_pair = key_pair();
    let proofs = Proofs { key_pair: &key_pair, secrets: &secrets };
    let (request, _) = prepare(&form, proofs, &moment(), &Confirmed::warnings()).unwrap();
    let body = br#"{"error":"access_denied","error_description":"Invalid audience specified"}"#;
    let answer = Answer { status: 403, headers: JSON, body, clock_ahead: None };
    assert_eq!(codes(&answer.to(request))[0], "api_unknown");
}

#[test]
fn overload_is_not_called_maintenance_and_says_when_it_is_over() {
    let body = br#"{"error":"temporarily_unavailable","error_description":"Try again later"}"#;
    let headers = &[("Content-Type", "application/json"), ("Retry-After", "120")];
    let shown = Answer { status: 503, headers, body, clock_ahead: None }.shown();
    let [Finding::ServerError { status: 503, retry_after, again_at }] =
        &shown.findings.iter().map(|shown| shown.finding.clone()).collect::<Vec<_>>()[..]
    else {
        panic!("{shown:?}")
    };
    assert_eq!(retry_after.as_deref(), Some("120"));
    assert_eq!(again_at.unwrap().0 - shown.started_at.0, 120_300);
}

#[test]
fn a_status_that_is_written_as_error_is_no_error_code() {
    for status in ["error", "fail", "FAILED", "failure", "nok"] {
        let body = format!(r#"{{"status":"{status}","message":"Unknown client"}}"#);
        let answer = Answer { status: 401, headers: JSON, body: body.as_bytes(), clock_ahead: None };
        assert_eq!(codes(&answer.shown()), ["client_unknown"]);
    }
}

#[test]
fn a_challenge_for_an_access_token_is_not_a_token_endpoints() {
    let headers = &[("WWW-Authenticate", "Bearer realm=\"api\", error=\"invalid_token\"")];
    let answer = Answer { status: 401, headers, body: b"", clock_ahead: None };
    assert_eq!(codes(&answer.shown())[0], "not_a_token_endpoint");
}

#[test]
fn a_server_that_wants_https_names_the_address_without_it() {
    let (request, _) =
        prepare(&form_for("http://login.example.com/token"), &key_pair(), &moment(), &Confirmed::warnings())
            .unwrap();
    let body = br#"{"error":"invalid_request","error_description":"HTTPS required"}"#;
    let answer = Answer { status: 403, headers: JSON, body, clock_ahead: None };
    assert_eq!(codes(&answer.to(request))[0], "endpoint_not_encrypted");
}

#[test]
fn slas_takes_a_request_once_in_three_seconds() {
    const SLAS: &str = "https://kv7kzm78.api.commercecloud.salesforce.com/shopper/auth/v1/organizations/f_ecom_zzte_053/oauth2/token";
    let (request, _) = prepare(&form_for(SLAS), &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
    let answer = Answer { status: 409, headers: JSON, body: br#"{"message":"Conflict"}"#, clock_ahead: None };
    assert_eq!(codes(&answer.to(request))[0], "too_many_requests");
}
