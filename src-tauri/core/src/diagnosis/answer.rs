//! What a response means: which of its words, status and body explains it best. What a token endpoint's own words say
//! is in `refusal.rs`.

use url::Url;

use super::before_sending::slas::is_slas;
use super::evidence::{BodyFacts, RequestFacts};
use super::finding::Finding;
use super::reading::TokenElsewhere;
use super::weight::Place;
use super::{intermediary, redirect, refusal, retry_after};
use crate::http::{MAX_BODY_BYTES, Response};
use crate::jwt;
use crate::text::shorten;

/// Unusual details of a response that grants a token.
pub(super) fn find_in_success(body: &BodyFacts) -> Vec<Finding> {
    let unusual_type = body
        .token_type
        .as_deref()
        .filter(|token_type| !token_type.eq_ignore_ascii_case("bearer"))
        .map(|token_type| Finding::UnusualTokenType { token_type: shorten(token_type) });
    unusual_type.into_iter().chain(check_token_lifetime(body)).chain(other_charset(body)).collect()
}

/// The body is text in another character set than JSON has.
fn other_charset(body: &BodyFacts) -> Option<Finding> {
    body.charset.map(|charset| Finding::InvalidUtf8 { charset: Some(charset.to_owned()) })
}

/// Tolerated difference, in seconds: a server may read its clock twice for one response, and rounds.
const LIFE_TOLERANCE_SECONDS: u64 = 5;

fn check_token_lifetime(body: &BodyFacts) -> Option<Finding> {
    let expires_in = jwt::whole_number(body.object.as_ref()?.get("expires_in")?)?;
    let token_seconds = jwt::seconds_from_issue_to_end(body.access_token()?)?;
    (expires_in.abs_diff(token_seconds) > LIFE_TOLERANCE_SECONDS)
        .then_some(Finding::TokenLifeDiffers { expires_in, token_seconds })
}

/// Why a response is not a token, the most important finding first. Its headers are without secrets.
pub(super) fn find_in_refusal(response: &Response, body: &BodyFacts, request: &RequestFacts) -> Vec<Finding> {
    let mut findings = causes(response, body, request);
    if findings.is_empty() {
        findings.push(Finding::Unexplained { status: response.status });
    }
    // A page that says itself what it is in is read as browsers do.
    findings.extend(other_charset(body).filter(|_| !body.is_page()));
    findings
}

fn causes(response: &Response, body: &BodyFacts, request: &RequestFacts) -> Vec<Finding> {
    let by_words = refusal::explain_words(response, body, request);
    let by_code = body.error.as_deref().and_then(|error| refusal::explain_code(error, response, request));
    let by_status = explain_status(response, request);
    let is_limit = matches!(by_status, Some(Finding::TooManyRequests { .. }));
    // Whatever else a redirect, a proxy or a rate limit says, the request itself was not judged.
    if is_limit || matches!(response.status, 300..=399 | 407) {
        let way = explain_way(response, body, request);
        let words = if by_words.is_empty() { Vec::from_iter(by_code) } else { by_words };
        let mut all: Vec<Finding> = way.into_iter().chain(by_status).collect();
        all.extend(words.into_iter().filter(|found| !matches!(found, Finding::TooManyRequests { .. })));
        return all;
    }
    if let [Finding::NotATokenEndpoint { .. }, ..] = by_words[..] {
        return by_words.into_iter().chain(explain_way(response, body, request)).collect();
    }
    if !by_words.is_empty() {
        return by_words;
    }
    if let Some(code) = by_code {
        let by_status = by_status.filter(|found| *found != code);
        return std::iter::once(code).chain(by_status).collect();
    }
    let way = explain_way(response, body, request);
    if !way.is_empty() {
        // A gateway's own page for an address that is not there says so itself.
        let first = by_status.filter(|found| matches!(found, Finding::NotATokenEndpoint { .. }));
        return first.into_iter().chain(way).collect();
    }
    // An error code that is not one of OAuth's says less than the status, and the body says less than both.
    by_status
        .or_else(|| body.error.as_deref().map(|error| Finding::OtherError { error: shorten(error) }))
        .or_else(|| explain_body(response, body))
        .into_iter()
        .collect()
}

fn explain_status(response: &Response, request: &RequestFacts) -> Option<Finding> {
    match response.status {
        status @ (300..=399 | 404) if request.instead_of_retired.is_some() => {
            let corrected = request.instead_of_retired.as_ref().map(Url::to_string);
            Some(Finding::RetiredPath { status, corrected })
        }
        300..=399 => Some(redirect::explain(response.header("location"), &request.endpoint)),
        status @ (404 | 405) => Some(Finding::NotATokenEndpoint { status }),
        407 => Some(Finding::ProxyAuthentication),
        429 => Some(retry_after::too_many(response, request)),
        // SLAS takes a shopper's request once in three seconds.
        409 if is_slas(&request.endpoint) => Some(retry_after::too_many(response, request)),
        500..=599 => Some(retry_after::server_error(response, request)),
        _ => None,
    }
}

/// What answered instead of the server, and whether that is for maintenance. Only what is no answer of a token endpoint
/// is from something else.
fn explain_way(response: &Response, body: &BodyFacts, request: &RequestFacts) -> Vec<Finding> {
    if body.error.is_some() || body.access_token().is_some() || body.token_elsewhere.is_some() {
        return Vec::new();
    }
    let maintenance = intermediary::is_maintenance(body).then(|| retry_after::maintenance(response, request));
    let known = intermediary::recognise(response, body).filter(|known| {
        // A redirect is explained by itself, unless something on this side of the server sends it.
        !(300..400).contains(&response.status) || known.kind.place() == Place::Computer
    });
    let known = known.map(|known| Finding::Intermediary {
        name: known.name.to_owned(),
        kind: known.kind,
        did: known.did,
        reference: known.reference,
        status: response.status,
    });
    maintenance.into_iter().chain(known).collect()
}

fn explain_body(response: &Response, body: &BodyFacts) -> Option<Finding> {
    if response.cut_off {
        return Some(Finding::BodyTooLarge { limit: u32::try_from(MAX_BODY_BYTES).unwrap_or(u32::MAX) });
    }
    if response.body.iter().all(u8::is_ascii_whitespace) || response.text().trim().is_empty() {
        return Some(Finding::EmptyBody);
    }
    if let Some(coding) = &body.unread_coding {
        return Some(Finding::Compressed { coding: shorten(coding) });
    }
    if body.error_is_object {
        return Some(Finding::ErrorOfAnotherKind);
    }
    if body.access_token().is_some() {
        return Some(Finding::TokenUnderOtherStatus { status: response.status });
    }
    if let Some(TokenElsewhere { name }) = &body.token_elsewhere {
        return Some(Finding::TokenUnderOtherName { name: name.as_deref().map(shorten) });
    }
    if let Some(page) = &body.page {
        let heading = page.heading.as_deref().filter(|heading| Some(*heading) != page.title.as_deref());
        return Some(Finding::HtmlInsteadOfJson {
            title: page.title.as_deref().map(shorten),
            heading: heading.map(shorten),
            has_login: page.has_login,
            server: response.header("server").map(shorten),
        });
    }
    if let Some(words) = body.error_description.as_deref() {
        return Some(Finding::ServerSays { words: shorten(words) });
    }
    if body.is_json {
        return Some(Finding::JsonWithoutToken);
    }
    Some(if body.is_binary { Finding::InvalidUtf8 { charset: None } } else { Finding::NotJson })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::UnixMillis;
    use crate::redaction::Learned;
    use crate::token_request::client_auth::AuthUsed;

    fn facts(body: &str) -> BodyFacts {
        BodyFacts::read(body.as_bytes(), &Learned::default().into_secrets())
    }

    fn page(title: Option<&str>) -> Finding {
        Finding::HtmlInsteadOfJson {
            title: title.map(str::to_owned),
            heading: None,
            has_login: false,
            server: None,
        }
    }

    fn server_error(status: u16) -> Finding {
        Finding::ServerError { status, retry_after: None, again_at: None }
    }

    fn invalid_scope() -> Finding {
        Finding::InvalidScope { scopes: "mail".into(), named: Vec::new(), corrected: None }
    }

    fn findings(status: u16, body: &str) -> Vec<Finding> {
        findings_with(AuthUsed::SignedJwt, status, body)
    }

    fn findings_with(auth: AuthUsed, status: u16, body: &str) -> Vec<Finding> {
        let response = Response {
            status,
            version: "HTTP/1.1".into(),
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
            cut_off: false,
        };
        let request = RequestFacts {
            endpoint: Url::parse("https://a").unwrap(),
            auth,
            audience: Some("https://a".into()),
            scopes: "mail".into(),
            missing_claim: None,
            seconds_ahead: Some(60),
            other_algorithm: false,
            key_names: Vec::new(),
            typed_times: Vec::new(),
            instead_of_retired: None,
            clock_correction: 0,
            took_ms: 300,
            answered_at: UnixMillis(1_800_000_000_000),
        };
        find_in_refusal(&response, &facts(body), &request)
    }

    #[test]
    fn each_documented_error_code_has_its_explanation() {
        let explained = |error: &str| findings(400, &format!(r#"{{"error":"{error}"}}"#));
        assert_eq!(explained("invalid_client"), [Finding::InvalidClient]);
        assert_eq!(explained("invalid_scope"), [invalid_scope()]);
        assert_eq!(explained("unauthorized_client"), [Finding::UnauthorizedClient]);
        assert_eq!(explained("unsupported_grant_type"), [Finding::UnsupportedGrantType]);
        assert_eq!(explained("access_denied"), [Finding::PolicyRefused]);
        assert_eq!(explained("invalid_target"), [Finding::ApiUnknown]);
        assert_eq!(explained("temporarily_unavailable"), [server_error(400)]);
        assert_eq!(explained("invalid_token"), [Finding::NotATokenEndpoint { status: 400 }]);
        assert_eq!(explained("odd_code"), [Finding::OtherError { error: "odd_code".into() }]);
        let [Finding::OtherError { error }] = &explained(&"java.lang.Trouble at ".repeat(999))[..] else {
            panic!("another error code")
        };
        assert!(error.len() < 100 && error.ends_with('…'), "a headline: {error}");
        // An assertion that the server echoes is shortened like any token, and is not cut before it was recognised.
        let token = format!(
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJjYW5hcnktY2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbmFyeSJ9.{}",
            "c2ln".repeat(99)
        );
        let shown = format!("bad {}", jwt::shorten_token(&token));
        assert_eq!(explained(&format!("bad {token}")), [Finding::OtherError { error: shown }]);
    }

    #[test]
    fn a_token_that_lives_longer_than_its_response_says_is_noted_but_rounding_is_not() {
        use base64::Engine as _;
        let part = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
        let token = format!("{}.{}.x", part(r#"{"alg":"RS256"}"#), part(r#"{"iat":1000,"exp":2800}"#));
        let found = |expires_in: &str| {
            let body = format!(r#"{{"access_token":"{token}","expires_in":{expires_in}}}"#);
            find_in_success(&facts(&body))
        };
        assert_eq!(found("1799"), []);
        assert_eq!(found("\"1800\""), []);
        assert_eq!(found("900"), [Finding::TokenLifeDiffers { expires_in: 900, token_seconds: 1800 }]);
    }

    #[test]
    fn the_words_of_both_engines_about_the_jwt_are_told_apart() {
        let explained = |words: &str| {
            findings(401, &format!(r#"{{"error":"invalid_client","error_description":"{words}"}}"#)).remove(0)
        };
        let audience = Finding::AudienceNotAccepted {
            audience: Some("https://a".into()),
            alternatives: vec!["https://a/".into()],
        };
        assert_eq!(explained("JWT is not valid"), Finding::JwtNotAccepted);
        assert_eq!(
            explained(
                "Client authentication with signed JWT failed: Signature on JWT token failed validation"
            ),
            Finding::SignatureNotAccepted
        );
        assert_eq!(explained("Audience validation failed"), audience);
        assert_eq!(explained("Invalid token audience"), audience);
        assert_eq!(explained("JWT has expired"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Token is not active"), Finding::JwtTimeNotAccepted);
        assert_eq!(explained("Client authentication failed"), Finding::InvalidClient);
    }

    #[test]
    fn a_refused_secret_is_explained_by_how_it_was_sent() {
        use crate::token_request::SecretPlacement::{Body, Header, HeaderNotEncoded};
        let explained = |auth: AuthUsed, error: &str, words: &str| {
            let body = format!(r#"{{"error":"{error}","error_description":"{words}"}}"#);
            findings_with(auth, 401, &body).remove(0)
        };
        let secret = |placement, encoding_matters| AuthUsed::ClientSecret { placement, encoding_matters };
        let generic = "Invalid client or Invalid client credentials";
        for placement in [Header, Body] {
            assert_eq!(explained(secret(placement, true), "invalid_client", generic), Finding::InvalidClient);
        }
        let plain = secret(HeaderNotEncoded, false);
        assert_eq!(explained(plain, "invalid_client", generic), Finding::InvalidClient);
        let spoiled = secret(HeaderNotEncoded, true);
        assert_eq!(explained(spoiled, "invalid_client", generic), Finding::SecretNotFormEncoded);
        assert_eq!(
            findings_with(spoiled, 401, r#"{"error":"invalid_client"}"#),
            [Finding::SecretNotFormEncoded]
        );
        let unread = "Unexpected error when authenticating client";
        assert_eq!(explained(spoiled, "unauthorized_client", unread), Finding::SecretNotFormEncoded);
        let encoded = secret(Header, true);
        assert_eq!(explained(encoded, "unauthorized_client", unread), Finding::SecretHeaderNotRead);
        let method = "Invalid authentication method for accessing this endpoint.";
        assert_eq!(explained(encoded, "invalid_client", method), Finding::AuthMethodNotAccepted);
        let expired = "AADSTS7000222: The provided client secret keys for app 'x' are expired.";
        assert_eq!(explained(encoded, "invalid_client", expired), Finding::ClientSecretExpired);
        let user = "Client id 'x' has invalid credentials to use grant type 'urn:demandware:params'";
        let refused = explained(AuthUsed::BusinessManagerUser, "unauthorized_client", user);
        assert_eq!(refused, Finding::BusinessManagerGrantRefused);
        let mfa =
            explained(AuthUsed::BusinessManagerUser, "invalid_grant", "Resource owner authentication failed");
        assert_eq!(mfa, Finding::PasswordGrantRefused);
    }

    #[test]
    fn a_status_tells_more_than_an_error_code_that_is_not_oauths() {
        for (status, error, expected) in [
            (404, "HTTP 404 Not Found", Finding::NotATokenEndpoint { status: 404 }),
            (503, "Service Unavailable", server_error(503)),
            (500, "server_error", server_error(500)),
            (429, "rate_limited", Finding::TooManyRequests { retry_after: None, again_at: None }),
            (401, "odd_code", Finding::OtherError { error: "odd_code".into() }),
        ] {
            assert_eq!(findings(status, &format!(r#"{{"error":"{error}"}}"#)), [expected]);
        }
        assert_eq!(
            findings(429, r#"{"error":"invalid_client"}"#)[0],
            Finding::TooManyRequests { retry_after: None, again_at: None }
        );
    }

    #[test]
    fn words_about_scopes_are_not_mistaken_for_words_about_the_jwt() {
        let body = r#"{"error":"invalid_scope","error_description":"Not allowed: audience expired"}"#;
        assert_eq!(findings(400, body), [invalid_scope()]);
    }

    #[test]
    fn responses_of_something_other_than_a_token_endpoint_are_named() {
        assert_eq!(findings(204, ""), [Finding::EmptyBody]);
        assert_eq!(findings(200, "<!DOCTYPE html><title>Log\n in</title>"), [page(Some("Log in"))]);
        assert_eq!(findings(200, r#"{"hello":"world"}"#), [Finding::JsonWithoutToken]);
        assert_eq!(findings(200, r#"[1]"#), [Finding::JsonWithoutToken]);
        assert_eq!(findings(200, r#"{"access_token":"#), [Finding::NotJson]);
        assert_eq!(findings(401, r#"{"error":{"code":401,"message":"No"}}"#), [Finding::ErrorOfAnotherKind]);
        assert_eq!(
            findings(400, r#"{"access_token":"opaque"}"#),
            [Finding::TokenUnderOtherStatus { status: 400 }]
        );
        for text in ["\u{FEFF}<html><body>Blocked", "<!-- proxy -->\n<html>", "<?xml version=\"1.0\"?><html>"]
        {
            assert_eq!(findings(200, text), [page(None)], "{text}");
        }
        assert_eq!(findings(503, "<html>"), [server_error(503)]);
        assert_eq!(
            findings(302, ""),
            [Finding::Redirect { location: None, target: None, same_server: false }]
        );
        assert_eq!(findings(401, ""), [Finding::EmptyBody]);
    }
}
