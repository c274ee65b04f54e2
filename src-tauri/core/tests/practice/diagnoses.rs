//! From what Account Manager says to the headline that a person sees: every refusal in the words of both
//! engines, and every known response of Account Manager. A wrong headline would send somebody to the wrong setting.
//! The faults that can be switched on are tested in `credential.rs`.

use std::collections::BTreeSet;

use countersign_core::account_manager::{Refusal, Wording};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::diagnosis::{Finding, Known};
use countersign_core::http::{HttpExchange, NameValue, Response};
use countersign_core::key::SigningAlgorithm;
use countersign_core::practice::{Limits, PracticeSettings};
use countersign_core::prepare::prepare;
use countersign_core::token_exchange::{ExchangeShown, TokenExchange};
use countersign_core::token_request::{ClaimEdit, RequestForm, TokenRequest};

use crate::attempt::Attempt;
use crate::common::{NOW, form_for, key_pair, moment, request_to};
use crate::credential::{ask, form, start};
use crate::refusals::CASES;

fn code(finding: &Finding) -> String {
    serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned()
}

/// What the response says by itself, from which the headline is made.
fn headline(shown: &ExchangeShown) -> String {
    code(shown.diagnosis.as_ref().map_or(&shown.findings[0].finding, |diagnosis| &diagnosis.said))
}

/// Response headers that say that the server's clock is this much ahead.
fn date(seconds: i64) -> Vec<NameValue> {
    let at = u64::try_from(NOW.seconds().0 + seconds).unwrap();
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(at);
    vec![NameValue::new("Date", httpdate::fmt_http_date(at))]
}

/// The exchange with this response, for a request that is correct as far as this computer knows.
fn of_answer(status: u16, headers: Vec<NameValue>, body: &str) -> ExchangeShown {
    of_answer_from("https://server.example/token", status, headers, body)
}

fn of_answer_from(url: &str, status: u16, headers: Vec<NameValue>, body: &str) -> ExchangeShown {
    exchange_of(request_to(url), 300, status, headers, body)
}

fn exchange_of(
    request: TokenRequest,
    duration_ms: u32,
    status: u16,
    headers: Vec<NameValue>,
    body: &str,
) -> ExchangeShown {
    let response =
        Some(Response { status, version: "HTTP/1.1".into(), headers, body: body.into(), cut_off: false });
    let http = HttpExchange {
        request: request.http().clone(),
        proxy: None,
        started_at: NOW,
        duration_ms,
        response,
        failure: None,
        passage: None,
    };
    TokenExchange { request, http, known: Known::default() }.shown()
}

/// The first finding for each refusal, in the words of 2021 and of 2026, if this computer knows nothing else. The
/// match is exhaustive, so that a new refusal needs its diagnosis.
fn expected(refusal: &Refusal) -> [&'static str; 2] {
    match refusal {
        Refusal::NotAForm | Refusal::FieldTwice | Refusal::GrantTypeMissing => ["invalid_request"; 2],
        Refusal::PasswordGrant => ["password_grant_refused"; 2],
        Refusal::GrantTypeUnsupported { .. } => ["unsupported_grant_type"; 2],
        Refusal::NoClient => ["invalid_client", "parameter_missing"],
        Refusal::ProofMissing | Refusal::ClientUnknown | Refusal::ClientInactive | Refusal::SecretWrong => {
            ["invalid_client"; 2]
        }
        Refusal::TwoMethods => ["two_auth_methods"; 2],
        Refusal::AssertionTypeMissing | Refusal::AssertionTypeOther { .. } | Refusal::AssertionMissing => {
            ["invalid_client", "invalid_request"]
        }
        Refusal::NotAJwt | Refusal::CriticalExtension => ["jwt_not_accepted", "invalid_request"],
        Refusal::SubjectMissing => ["jwt_not_accepted", "invalid_client"],
        Refusal::EndMissing => ["jwt_not_accepted", "jwt_claim_missing"],
        Refusal::IssuerIsNotSubject => ["jwt_not_accepted", "invalid_client"],
        Refusal::ClientIdDiffers | Refusal::ClientIdNotProven => ["invalid_client", "client_ids_differ"],
        // In 2026 the words depend on the method that is set: for a secret they are those of an unknown client, for a
        // JWT they say what is missing.
        Refusal::OtherMethod { .. } => ["auth_method_not_accepted", "invalid_client or invalid_request"],
        Refusal::SecretNotFormEncoded => ["invalid_client", "secret_not_form_encoded"],
        Refusal::AlgorithmOther => ["jwt_not_accepted", "jwt_algorithm_not_accepted"],
        Refusal::PublicKeyEmpty | Refusal::PublicKeyUnreadable => ["public_key_not_readable"; 2],
        Refusal::PublicKeyStrayCharacters => ["jwt_not_accepted", "public_key_not_readable"],
        Refusal::SignatureWrong => ["jwt_not_accepted", "signature_not_accepted"],
        Refusal::Expired => ["jwt_time_not_accepted"; 2],
        Refusal::EndTooFar => ["jwt_not_accepted", "jwt_lifetime_not_accepted"],
        Refusal::NotYetValid | Refusal::IssuedInFuture | Refusal::IssuedTooLongAgo => {
            ["jwt_not_accepted", "jwt_time_not_accepted"]
        }
        Refusal::AudienceMissing | Refusal::SeveralAudiences => ["jwt_not_accepted", "audience_not_accepted"],
        Refusal::AudienceOther => ["audience_not_accepted"; 2],
        Refusal::IdMissing => ["jwt_not_accepted", "jwt_claim_missing"],
        Refusal::IdUsed => ["jwt_not_accepted", "jwt_used_before"],
        Refusal::PublicClient => ["unauthorized_client"; 2],
        Refusal::TenantScope { .. } => ["tenant_scope_not_allowed"; 2],
        Refusal::ScopeNotAllowed { .. } => ["invalid_scope"; 2],
    }
}

#[test]
fn every_refusal_leads_to_its_own_diagnosis_in_the_words_of_both_engines() {
    let mut seen = BTreeSet::new();
    for case in CASES {
        for (engine, wording) in [Wording::AsIn2021, Wording::AsOf2026].into_iter().enumerate() {
            let mut attempt = Attempt::new();
            attempt.settings = PracticeSettings { wording, ..PracticeSettings::default() };
            (case.spoil)(&mut attempt);
            let answer = attempt.answer();
            let Some(refusal) = &answer.refusal else { continue };
            let said = headline(&of_answer(answer.status, Vec::new(), &answer.body));
            let expected = expected(refusal)[engine];
            assert!(
                expected.split(" or ").any(|one| one == said),
                "{}, {wording:?}: {said} for {refusal:?}",
                case.what
            );
            seen.insert(format!("{refusal:?}").split([' ', '(']).next().unwrap().to_owned());
        }
    }
    assert_eq!(seen.len(), 41, "each refusal there is has a case: {seen:?}");
}

/// The known responses of Account Manager: row number, status, error, description, and the code of the first finding.
#[rustfmt::skip]
const ROWS: &[(u8, u16, &str, &str, &str)] = &[
    (1, 401, "invalid_client", "Client authentication failed", "invalid_client"),
    (2, 401, "invalid_client", "JWT is not valid", "jwt_not_accepted"),
    (3, 401, "invalid_client", "JWT has expired", "jwt_time_not_accepted"),
    (3, 400, "invalid_client", "Token is not active", "jwt_time_not_accepted"),
    (4, 401, "invalid_client", "Audience validation failed", "audience_not_accepted"),
    (4, 400, "invalid_client", "Invalid token audience", "audience_not_accepted"),
    (4, 400, "invalid_client", "Multiple audiences not allowed", "audience_not_accepted"),
    (5, 401, "invalid_client", "Invalid authentication method for accessing this endpoint.", "auth_method_not_accepted"),
    (6, 400, "invalid_request", "Client authentication failed", "two_auth_methods"),
    (7, 500, "server_error", "No Client Bearer Jwt Public key configured", "public_key_not_readable"),
    (7, 400, "invalid_client", "Unable to load public key", "public_key_not_readable"),
    (8, 400, "unauthorized_client", "Unexpected error when authenticating client", "secret_not_form_encoded"),
    (9, 401, "invalid_client", "Invalid client or Invalid client credentials", "invalid_client"),
    (9, 401, "unauthorized_client", "Invalid client or Invalid client credentials", "invalid_client"),
    (10, 400, "invalid_client", "Client authentication with signed JWT failed: Signature on JWT token failed validation", "signature_not_accepted"),
    (10, 400, "unauthorized_client", "Client authentication with signed JWT failed: Signature on JWT token failed validation", "signature_not_accepted"),
    (11, 400, "invalid_client", "Token expiration is too far in the future and iat claim not present in token", "jwt_lifetime_not_accepted"),
    (12, 400, "invalid_client", "Token was issued in the future", "jwt_time_not_accepted"),
    (12, 400, "invalid_client", "Token was issued too far in the past to be used now", "jwt_time_not_accepted"),
    (13, 400, "invalid_client", "Token jti claim is required", "jwt_claim_missing"),
    (13, 400, "invalid_client", "Token reuse detected", "jwt_used_before"),
    (14, 400, "invalid_client", "Invalid signature algorithm", "jwt_algorithm_not_accepted"),
    (0, 401, "invalid_client", "The specified client assertion is not of the expected type.", "jwt_type_not_accepted"),
    (15, 400, "invalid_client", "client_id parameter does not match sub claim", "client_ids_differ"),
    (15, 400, "invalid_client", "Client ID in request does not match authenticated client", "client_ids_differ"),
    (16, 400, "invalid_client", "Parameter client_assertion_type is missing", "invalid_request"),
    (17, 400, "unauthorized_client", "Client not allowed to use Client Credentials grant", "unauthorized_client"),
    (18, 400, "invalid_scope", "Unknown/invalid tenant scope: SALESFORCE_COMMERCE_API:abcd_prd", "tenant_scope_not_allowed"),
    (19, 400, "invalid_scope", "Unknown/invalid scope(s): [sfcc.orders]", "invalid_scope"),
    (20, 400, "unsupported_grant_type", "Unsupported grant_type", "unsupported_grant_type"),
    (21, 400, "invalid_grant", "Resource owner authentication failed", "password_grant_refused"),
    (22, 400, "unauthorized_client", "Client id 'x' has invalid credentials to use grant type 'urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken'", "business_manager_grant_refused"),
    (24, 429, "rate_limit", "", "too_many_requests"),
    (25, 503, "Service Unavailable", "", "server_error"),
];

#[test]
fn every_known_response_of_account_manager_has_its_own_diagnosis() {
    for (row, status, error, description, expected) in ROWS {
        // The words may also be inside other text and in another case.
        for description in [(*description).to_owned(), format!("AM: {}.", description.to_uppercase())] {
            let body = serde_json::json!({"error": error, "error_description": description}).to_string();
            assert_eq!(headline(&of_answer(*status, Vec::new(), &body)), *expected, "row {row}: {body}");
        }
    }
}

#[test]
fn a_finding_that_an_older_version_stored_can_still_be_read() {
    for stored in [
        r#"{"code":"jwt_time_not_accepted"}"#,
        r#"{"code":"invalid_scope","scopes":"mail"}"#,
        r#"{"code":"tenant_scope_not_allowed","scope":"a"}"#,
        r#"{"code":"audience_not_accepted","audience":null}"#,
        r#"{"code":"redirect","location":"/new"}"#,
        r#"{"code":"retired_path","status":404}"#,
        r#"{"code":"too_many_requests","retry_after":"30"}"#,
        r#"{"code":"endpoint_retired"}"#,
        r#"{"code":"endpoint_has_credentials"}"#,
        r#"{"code":"endpoint_has_fragment"}"#,
        r#"{"code":"audience_white_space"}"#,
        r#"{"code":"scopes_with_commas"}"#,
        r#"{"code":"key_id_white_space","white_space":"around"}"#,
    ] {
        let read: Result<Finding, _> = serde_json::from_str(stored);
        assert!(read.is_ok(), "{stored}: {read:?}");
    }
}

#[test]
fn the_claim_and_the_scope_that_the_server_names_are_passed_on() {
    let body = r#"{"error":"invalid_client","error_description":"Token jti claim is required"}"#;
    let found = of_answer(400, Vec::new(), body).findings.remove(0).finding;
    assert_eq!(found, Finding::JwtClaimMissing { name: "jti".into() });
    let body = r#"{"error":"invalid_scope","error_description":"Unknown/invalid tenant scope: SALESFORCE_COMMERCE_API:abcd_prd"}"#;
    let found = of_answer(400, Vec::new(), body).findings.remove(0).finding;
    let scope = "SALESFORCE_COMMERCE_API:abcd_prd".to_owned();
    assert_eq!(found, Finding::TenantScopeNotAllowed { scope, scopes: String::new(), corrected: None });
}

#[test]
fn the_retired_path_is_distinguished_from_other_addresses_without_a_token_endpoint() {
    let retired = "https://account.demandware.com/dw/oauth2/access_token";
    for (url, status, expected) in [
        (retired, 404, "retired_path"),
        (retired, 302, "retired_path"),
        ("https://zzte-053.sandbox.example/dw/oauth2/access_token", 404, "not_a_token_endpoint"),
        ("https://server.example/token", 302, "redirect"),
    ] {
        assert_eq!(headline(&of_answer_from(url, status, Vec::new(), "<html>")), expected, "{url} {status}");
    }
}

#[test]
fn a_server_with_another_time_is_reported() {
    let body = |words: &str| format!(r#"{{"error":"invalid_client","error_description":"{words}"}}"#);
    for (words, seconds, expected) in [
        ("Token is not active", 600, "clocks_differ"),
        ("Token was issued in the future", -600, "clocks_differ"),
        // The clocks agree, and so do the times that were signed: neither is to blame.
        ("Token is not active", 2, "jwt_times_fit"),
        ("JWT has expired", 0, "jwt_times_fit"),
        ("Token was issued in the future", -9, "jwt_times_fit"),
        ("JWT is not valid", -600, "clocks_differ"),
        // The engine of 2021 tolerated this difference, so something else is wrong.
        ("JWT is not valid", -60, "jwt_not_accepted"),
        ("Client authentication failed", 600, "clocks_differ"),
    ] {
        let shown = of_answer(401, date(seconds), &body(words));
        assert_eq!(code(&shown.findings[0].finding), expected, "{words} at {seconds} s");
        if expected == "clocks_differ" {
            let found = &shown.findings[0].finding;
            let server_is_ahead = seconds > 0;
            assert_eq!(*found, Finding::ClocksDiffer { seconds: 600, server_is_ahead });
        }
    }
}

#[test]
fn what_was_signed_is_to_blame_before_a_clock_is() {
    let now = NOW.seconds().0;
    let set = |name: &str, ahead: i64| RequestForm {
        claims: vec![ClaimEdit::Set { name: name.into(), text: (now + ahead).to_string() }],
        ..form_for("https://server.example/token")
    };
    let lives = |seconds: &str| RequestForm { lifetime_seconds: seconds.into(), ..set("purpose", 0) };
    let off = |name: &str, ahead, by_both_clocks| Finding::JwtTimeClaimOff {
        name: name.into(),
        ahead,
        by_both_clocks,
    };
    let short = |seconds, took_seconds| Finding::JwtLifeTooShort { seconds, took_seconds };
    let differ = Finding::ClocksDiffer { seconds: 600, server_is_ahead: true };
    let (expired, future) = ("JWT has expired", "Token was issued in the future");
    for (words, form, took_ms, headers, expected) in [
        (expired, set("exp", -5), 300, date(0), off("exp", false, true)),
        (expired, set("exp", -5), 300, Vec::new(), off("exp", false, false)),
        (
            expired,
            set("exp", -5),
            300,
            date(-600),
            Finding::ClocksDiffer { seconds: 600, server_is_ahead: false },
        ),
        (future, set("iat", 90), 300, date(2), off("iat", true, true)),
        (future, set("nbf", 90), 300, date(600), differ.clone()),
        ("Token was issued too far in the past", set("iat", -90), 300, date(0), off("iat", false, true)),
        ("JWT is not valid", set("nbf", 3600), 300, date(0), off("nbf", true, true)),
        (expired, lives("3"), 300, date(0), short(3, 1)),
        (expired, lives("60"), 75_500, date(75), short(60, 76)),
        (expired, lives("60"), 75_500, Vec::new(), short(60, 76)),
        (future, lives("3"), 300, date(0), Finding::JwtTimesFit),
        (expired, lives("60"), 300, date(0), Finding::JwtTimesFit),
        (expired, lives("60"), 300, Vec::new(), Finding::JwtTimeNotAccepted),
        (expired, lives("60"), 300, date(600), differ),
    ] {
        let body = format!(r#"{{"error":"invalid_client","error_description":"{words}"}}"#);
        let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::warnings()).unwrap();
        let shown = exchange_of(request, took_ms, 401, headers, &body);
        assert_eq!(shown.findings[0].finding, expected, "{words}: {form:?}");
    }
}

#[test]
fn a_scope_that_the_server_names_can_be_removed_exactly() {
    let refused = |scopes: &str, said: &str| {
        let form = RequestForm { scopes: scopes.into(), ..form_for("https://server.example/token") };
        let (request, _) = prepare(&form, &key_pair(), &moment(), &Confirmed::default()).unwrap();
        let body = format!(r#"{{"error":"invalid_scope","error_description":"{said}"}}"#);
        exchange_of(request, 300, 400, Vec::new(), &body).findings.remove(0).finding
    };
    let scopes = || "mail sfcc.orders roles".to_owned();
    assert_eq!(
        refused(&scopes(), "Unknown/invalid scope(s): [sfcc.orders]"),
        Finding::InvalidScope {
            scopes: scopes(),
            named: vec!["sfcc.orders".into()],
            corrected: Some("mail roles".into())
        }
    );
    let tenant = "SALESFORCE_COMMERCE_API:abcd_prd";
    assert_eq!(
        refused(&format!("mail {tenant}"), &format!("Unknown/invalid tenant scope: {tenant}")),
        Finding::TenantScopeNotAllowed {
            scope: tenant.into(),
            scopes: format!("mail {tenant}"),
            corrected: Some("mail".into())
        }
    );
}

#[tokio::test]
async fn the_signed_claims_tell_apart_what_the_server_says_in_one_sentence() {
    let (server, manager) = start(Limits::default()).await;
    let settings = PracticeSettings { wording: Wording::AsIn2021, ..PracticeSettings::default() };
    manager.lock().unwrap().set_settings(settings);
    let leave_out =
        |name: &str| RequestForm { claims: vec![ClaimEdit::LeaveOut { name: name.into() }], ..form() };
    for (form, expected) in [
        (leave_out("sub"), Finding::JwtClaimMissing { name: "sub".into() }),
        (leave_out("exp"), Finding::JwtClaimMissing { name: "exp".into() }),
        (leave_out("aud"), Finding::JwtClaimMissing { name: "aud".into() }),
        (RequestForm { algorithm: SigningAlgorithm::Ps256, ..form() }, Finding::JwtAlgorithmNotAccepted),
        (RequestForm { lifetime_seconds: "3600".into(), ..form() }, Finding::JwtLifetimeNotAccepted),
    ] {
        let shown = ask(&server, form).await;
        assert_eq!(shown.response.unwrap().error_description.as_deref(), Some("JWT is not valid"));
        assert_eq!(shown.findings[0].finding, expected);
    }
}
