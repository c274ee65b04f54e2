//! Wrong requests, and the response to each in the words of both engines. People have to recognise these words: a
//! change here changes what they learn.

use countersign_core::account_manager::{
    ClientAuthenticationType, Refusal, TokenEndpointAuthMethod, Wording,
};
use countersign_core::practice::PracticeSettings;
use jsonwebtoken::Algorithm;
use serde_json::json;

use crate::attempt::{Attempt, PASSWORD, certificate, json_of, other_certificate};
use crate::common::CLIENT_ID;

/// Status, error and description of a refusal; `None` for a token.
type Said = Option<(u16, &'static str, &'static str)>;

pub(crate) struct Case {
    pub(crate) what: &'static str,
    pub(crate) spoil: fn(&mut Attempt),
    as_in_2021: Said,
    as_of_2026: Said,
}

const TOKEN: Said = None;
const FAILED: Said = Some((401, "invalid_client", "Client authentication failed"));
const NOT_VALID: Said = Some((401, "invalid_client", "JWT is not valid"));
const NO_KEY: Said = Some((500, "server_error", "No Client Bearer Jwt Public key configured"));
const UNKNOWN: Said = Some((401, "invalid_client", "Invalid client or Invalid client credentials"));
const WRONG_SECRET: Said = Some((401, "unauthorized_client", "Invalid client or Invalid client credentials"));
const TWO_METHODS: Said = Some((400, "invalid_request", "Client authentication failed"));

/// `invalid_client` in the words of the newer engine.
const fn of_2026(description: &'static str) -> Said {
    Some((400, "invalid_client", description))
}

#[rustfmt::skip]
pub(crate) const CASES: &[Case] = &[
    // ---- the request
    Case { what: "a body that is no form",
        spoil: |a| a.content_type = "application/json",
        as_in_2021: Some((400, "invalid_request", "Invalid Content Type")),
        as_of_2026: Some((400, "invalid_request", "Missing form parameter: grant_type")) },
    Case { what: "no grant type",
        spoil: |a| a.grant_type(None),
        as_in_2021: Some((400, "invalid_request", "Grant type is not set")),
        as_of_2026: Some((400, "invalid_request", "Missing form parameter: grant_type")) },
    Case { what: "the JWT bearer grant",
        spoil: |a| a.grant_type(Some("urn:ietf:params:oauth:grant-type:jwt-bearer")),
        as_in_2021: Some((400, "unsupported_grant_type", "Grant type is not supported: urn:ietf:params:oauth:grant-type:jwt-bearer")),
        as_of_2026: Some((400, "unsupported_grant_type", "Unsupported grant_type")) },
    Case { what: "the Business Manager grant, which goes to an instance",
        spoil: |a| a.grant_type(Some("urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken")),
        as_in_2021: Some((400, "unsupported_grant_type", "Grant type is not supported: urn:demandware:params:oauth:grant-type:client-id:dwsid:dwsecuretoken")),
        as_of_2026: Some((400, "unsupported_grant_type", "Unsupported grant_type")) },
    Case { what: "a password grant",
        spoil: |a| { a.grant_type(Some("password")); a.field("username", "me"); a.field("password", "x") },
        as_in_2021: Some((400, "invalid_grant", "Resource owner authentication failed")),
        as_of_2026: Some((400, "invalid_grant", "Resource owner authentication failed")) },
    Case { what: "a field twice",
        spoil: |a| { a.field("scope", "mail"); a.field("scope", "mail") },
        as_in_2021: Some((400, "invalid_request", "Invalid request parameters")),
        as_of_2026: Some((400, "invalid_request", "duplicated parameter")) },
    Case { what: "nothing that says who asks",
        spoil: |a| a.with_assertion = false,
        as_in_2021: FAILED, as_of_2026: of_2026("Missing client_id parameter") },
    Case { what: "an assertion without its type",
        spoil: |a| { a.with_assertion = false; a.field("client_assertion", "x.y.z") },
        as_in_2021: FAILED, as_of_2026: of_2026("Parameter client_assertion_type is missing") },
    Case { what: "another assertion type",
        spoil: |a| { a.with_assertion = false; a.field("client_assertion_type", "saml"); a.field("client_assertion", "x.y.z") },
        as_in_2021: FAILED,
        as_of_2026: of_2026("Parameter client_assertion_type has value 'saml' but expected is 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'") },
    Case { what: "an assertion type without an assertion",
        spoil: |a| a.assertion = Some(String::new()),
        as_in_2021: FAILED, as_of_2026: of_2026("client_assertion parameter missing") },
    Case { what: "an assertion that is no JWT",
        spoil: |a| a.assertion = Some("eyJub3QiOiJhIEpXVCJ9".into()),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Client authentication with signed JWT failed: Failed to parse JWT") },
    Case { what: "an assertion with an extension that must be understood",
        spoil: |a| a.critical = Some(vec!["exp"]),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Client authentication with signed JWT failed: Failed to parse JWT") },

    // ---- the client
    Case { what: "no sub",
        spoil: |a| a.without_claim("sub"),
        as_in_2021: NOT_VALID, as_of_2026: UNKNOWN },
    Case { what: "no iss",
        spoil: |a| a.without_claim("iss"),
        as_in_2021: NOT_VALID, as_of_2026: UNKNOWN },
    Case { what: "an iss that is not sub",
        spoil: |a| a.claim("iss", "somebody"),
        as_in_2021: NOT_VALID, as_of_2026: UNKNOWN },
    Case { what: "an unknown API client",
        spoil: |a| { a.claim("iss", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"); a.claim("sub", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") },
        as_in_2021: FAILED, as_of_2026: UNKNOWN },
    Case { what: "an inactive API client",
        spoil: |a| a.client.active = false,
        as_in_2021: FAILED, as_of_2026: UNKNOWN },
    Case { what: "another client_id beside the assertion",
        spoil: |a| a.field("client_id", "somebody"),
        as_in_2021: FAILED, as_of_2026: of_2026("client_id parameter does not match sub claim") },
    Case { what: "a public API client",
        spoil: |a| a.client.authentication_type = ClientAuthenticationType::Public,
        as_in_2021: Some((400, "unauthorized_client", "Client not allowed to use Client Credentials grant")),
        as_of_2026: Some((400, "unauthorized_client", "Client not allowed to use Client Credentials grant")) },
    Case { what: "an API client without authentication",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::None; a.with_assertion = false; a.field("client_id", CLIENT_ID) },
        as_in_2021: Some((400, "unauthorized_client", "Client not allowed to use Client Credentials grant")),
        as_of_2026: Some((400, "unauthorized_client", "Client not allowed to use Client Credentials grant")) },

    // ---- the method
    Case { what: "a JWT where a secret in the body is set",
        spoil: |a| a.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost,
        as_in_2021: Some((401, "invalid_client", "Invalid authentication method for accessing this endpoint.")),
        as_of_2026: UNKNOWN },
    Case { what: "a secret where a JWT is set",
        spoil: |a| a.secret_in_body(PASSWORD),
        as_in_2021: Some((401, "invalid_client", "Invalid authentication method for accessing this endpoint.")),
        as_of_2026: of_2026("Parameter client_assertion_type is missing") },
    Case { what: "a secret in the header where the body is set",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost; a.basic(CLIENT_ID, "p%2Bss%3Aw%25rd+%26+more") },
        as_in_2021: Some((401, "invalid_client", "Invalid authentication method for accessing this endpoint.")),
        as_of_2026: UNKNOWN },
    Case { what: "an assertion and a secret in the body",
        spoil: |a| a.field("client_secret", PASSWORD),
        as_in_2021: TWO_METHODS, as_of_2026: TWO_METHODS },
    Case { what: "an assertion and a Basic header",
        spoil: |a| { a.basic(CLIENT_ID, "x"); a.with_assertion = true },
        as_in_2021: TWO_METHODS, as_of_2026: TWO_METHODS },
    Case { what: "a secret in the header and in the body",
        spoil: |a| { a.basic(CLIENT_ID, "x"); a.field("client_secret", PASSWORD) },
        as_in_2021: TWO_METHODS, as_of_2026: TWO_METHODS },
    Case { what: "a client ID without any proof",
        spoil: |a| { a.with_assertion = false; a.field("client_id", CLIENT_ID) },
        as_in_2021: FAILED, as_of_2026: WRONG_SECRET },

    // ---- the secret
    Case { what: "a wrong secret in the body",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost; a.secret_in_body("not the password") },
        as_in_2021: FAILED, as_of_2026: WRONG_SECRET },
    Case { what: "a wrong secret in the header",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic; a.basic(CLIENT_ID, "not+it") },
        as_in_2021: FAILED, as_of_2026: WRONG_SECRET },
    Case { what: "a secret in the header that was not form-encoded and cannot be decoded",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic; a.basic(CLIENT_ID, PASSWORD) },
        as_in_2021: FAILED,
        as_of_2026: Some((400, "unauthorized_client", "Unexpected error when authenticating client")) },
    Case { what: "a secret in the header that was not form-encoded and decodes to another",
        spoil: |a| {
            a.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic;
            a.client.password = Some("one+two+three".into());
            a.basic(CLIENT_ID, "one+two+three");
        },
        as_in_2021: FAILED,
        as_of_2026: Some((400, "unauthorized_client", "Unexpected error when authenticating client")) },
    Case { what: "a header of one client and a client_id of another",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic; a.basic(CLIENT_ID, "p%2Bss%3Aw%25rd+%26+more"); a.field("client_id", "other") },
        as_in_2021: FAILED, as_of_2026: of_2026("Client ID in request does not match authenticated client") },

    // ---- the key
    Case { what: "no certificate stored",
        spoil: |a| a.client.public_key = String::new(),
        as_in_2021: NO_KEY, as_of_2026: of_2026("Unable to load public key") },
    Case { what: "something that is no certificate stored",
        spoil: |a| a.client.public_key = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----".into(),
        as_in_2021: NO_KEY, as_of_2026: of_2026("Unable to load public key") },
    Case { what: "a line end behind the stored certificate",
        spoil: |a| a.client.public_key = certificate() + "\n",
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Unable to load public key") },
    Case { what: "a space before the stored certificate",
        spoil: |a| a.client.public_key = format!(" {}", certificate()),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Unable to load public key") },
    Case { what: "another certificate stored",
        spoil: |a| a.client.public_key = other_certificate(),
        as_in_2021: NOT_VALID,
        as_of_2026: of_2026("Client authentication with signed JWT failed: Signature on JWT token failed validation") },
    Case { what: "another key that signed",
        spoil: |a| a.signed_by_other = true,
        as_in_2021: NOT_VALID,
        as_of_2026: of_2026("Client authentication with signed JWT failed: Signature on JWT token failed validation") },
    Case { what: "a signature of nothing",
        spoil: |a| { let whole = a.body(); let jwt = whole.rsplit('=').next().unwrap().to_owned(); a.assertion = Some(jwt.rsplit_once('.').unwrap().0.to_owned() + ".") },
        as_in_2021: NOT_VALID,
        as_of_2026: of_2026("Client authentication with signed JWT failed: Signature on JWT token failed validation") },
    Case { what: "an HMAC with the certificate as its secret",
        spoil: |a| a.algorithm = Algorithm::HS256,
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Invalid signature algorithm") },
    Case { what: "a right signature of another algorithm",
        spoil: |a| a.algorithm = Algorithm::PS256,
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Invalid signature algorithm") },
    Case { what: "no algorithm and no signature",
        spoil: |a| a.assertion = Some(format!("eyJhbGciOiJub25lIn0.{}.", base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, serde_json::to_string(&a.claims).unwrap()))),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Invalid signature algorithm") },

    // ---- the audience
    Case { what: "no aud",
        spoil: |a| a.without_claim("aud"),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Invalid token audience") },
    Case { what: "the real Account Manager as aud",
        spoil: |a| a.claim("aud", "https://account.demandware.com:443/dwsso/oauth2/access_token"),
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")),
        as_of_2026: of_2026("Invalid token audience") },
    Case { what: "the retired path as aud",
        spoil: |a| a.claim("aud", "http://127.0.0.1:4443/dw/oauth2/access_token"),
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")),
        as_of_2026: of_2026("Invalid token audience") },
    Case { what: "another port in aud",
        spoil: |a| a.claim("aud", "http://127.0.0.1:4444/dwsso/oauth2/access_token"),
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")),
        as_of_2026: of_2026("Invalid token audience") },
    Case { what: "another host in aud",
        spoil: |a| a.claim("aud", "http://127.0.0.1.example:4443/dwsso/oauth2/access_token"),
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")),
        as_of_2026: of_2026("Invalid token audience") },
    Case { what: "two audiences, one of them right",
        spoil: |a| a.claim("aud", json!(["http://127.0.0.1:4443/dwsso/oauth2/access_token", "https://else.example"])),
        as_in_2021: TOKEN, as_of_2026: of_2026("Multiple audiences not allowed") },
    Case { what: "the default audience where it is taken strictly",
        spoil: |a| a.settings.faults.strict_audience = true,
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")),
        as_of_2026: of_2026("Invalid token audience") },
    Case { what: "the issuer as aud",
        spoil: |a| a.claim("aud", "http://127.0.0.1:4443/dwsso/oauth2"),
        as_in_2021: Some((401, "invalid_client", "Audience validation failed")), as_of_2026: TOKEN },

    // ---- times
    Case { what: "no exp",
        spoil: |a| a.without_claim("exp"),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Token exp claim is required") },
    Case { what: "an exp that is text",
        spoil: |a| a.claim("exp", (Attempt::now() + 60).to_string()),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Token exp claim is required") },
    Case { what: "an exp that passed six minutes ago",
        spoil: |a| { a.claim("iat", Attempt::now() - 420); a.claim("exp", Attempt::now() - 360) },
        as_in_2021: Some((401, "invalid_client", "JWT has expired")), as_of_2026: of_2026("Token is not active") },
    Case { what: "an exp that passed a minute ago, which one engine forgives",
        spoil: |a| a.claim("exp", Attempt::now() - 60),
        as_in_2021: TOKEN, as_of_2026: of_2026("Token is not active") },
    Case { what: "an exp of more than 30 minutes and the clocks' difference",
        spoil: |a| a.claim("exp", Attempt::now() + 36 * 60),
        as_in_2021: NOT_VALID, as_of_2026: TOKEN },
    Case { what: "an exp of 5 minutes without iat",
        spoil: |a| { a.without_claim("iat"); a.claim("exp", Attempt::now() + 300) },
        as_in_2021: TOKEN,
        as_of_2026: of_2026("Token expiration is too far in the future and iat claim not present in token") },
    Case { what: "an iat six minutes ahead",
        spoil: |a| { a.claim("iat", Attempt::now() + 360); a.claim("exp", Attempt::now() + 420) },
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Token was issued in the future") },
    Case { what: "an iat a minute ahead, which one engine forgives",
        spoil: |a| { a.claim("iat", Attempt::now() + 60); a.claim("exp", Attempt::now() + 120) },
        as_in_2021: TOKEN, as_of_2026: of_2026("Token was issued in the future") },
    Case { what: "an iat two minutes ago",
        spoil: |a| { a.claim("iat", Attempt::now() - 120); a.claim("exp", Attempt::now() + 1500) },
        as_in_2021: TOKEN, as_of_2026: of_2026("Token was issued too far in the past to be used now") },
    Case { what: "an nbf six minutes ahead",
        spoil: |a| a.claim("nbf", Attempt::now() + 360),
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Token is not active") },

    // ---- single use
    Case { what: "no jti",
        spoil: |a| a.without_claim("jti"),
        as_in_2021: TOKEN, as_of_2026: of_2026("Token jti claim is required") },
    Case { what: "the same assertion again",
        spoil: |a| a.times = 2,
        as_in_2021: NOT_VALID, as_of_2026: of_2026("Token reuse detected") },

    // ---- scopes
    Case { what: "an instance that is not in the role's filter",
        spoil: |a| a.field("scope", "SALESFORCE_COMMERCE_API:abcd_prd sfcc.products"),
        as_in_2021: Some((400, "invalid_scope", "Unknown/invalid tenant scope: SALESFORCE_COMMERCE_API:abcd_prd")),
        as_of_2026: Some((400, "invalid_scope", "Unknown/invalid tenant scope: SALESFORCE_COMMERCE_API:abcd_prd")) },
    Case { what: "scopes that are not allowed",
        spoil: |a| a.field("scope", "mail sfcc.orders sfcc.catalogs.rw"),
        as_in_2021: Some((400, "invalid_scope", "Unknown/invalid scope(s): [sfcc.orders, sfcc.catalogs.rw]")),
        as_of_2026: Some((400, "invalid_scope", "Invalid scopes: sfcc.orders sfcc.catalogs.rw")) },

    // ---- correct requests, so that the table cannot consist of refusals only
    Case { what: "nothing wrong", spoil: |_| (), as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "the audience without its port",
        spoil: |a| a.claim("aud", "http://127.0.0.1/dwsso/oauth2/access_token"),
        as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "the audience without its port where it is taken strictly",
        spoil: |a| { a.settings.faults.strict_audience = true; a.claim("aud", "http://127.0.0.1/dwsso/oauth2/access_token") },
        as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "one audience in a list",
        spoil: |a| a.claim("aud", json!(["http://localhost:4443/dwsso/oauth2/access_token"])),
        as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "the instance in the role's filter, and an allowed scope",
        spoil: |a| a.field("scope", "SALESFORCE_COMMERCE_API:zzte_053 sfcc.products"),
        as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "the right secret in the body",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretPost; a.secret_in_body(PASSWORD) },
        as_in_2021: TOKEN, as_of_2026: TOKEN },
    Case { what: "the right secret in the header, form-encoded",
        spoil: |a| { a.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic; a.basic(CLIENT_ID, "p%2Bss%3Aw%25rd+%26+more") },
        as_in_2021: TOKEN, as_of_2026: TOKEN },
];

#[test]
fn each_wrong_request_is_refused_in_the_words_of_both_engines() {
    for case in CASES {
        for (wording, expected) in
            [(Wording::AsIn2021, case.as_in_2021), (Wording::AsOf2026, case.as_of_2026)]
        {
            let mut attempt = Attempt::new();
            attempt.settings = PracticeSettings { wording, ..PracticeSettings::default() };
            (case.spoil)(&mut attempt);
            let answer = attempt.answer();
            let body = json_of(&answer);
            let said = match answer.status {
                200 => None,
                status => Some((
                    status,
                    body["error"].as_str().unwrap(),
                    body["error_description"].as_str().unwrap(),
                )),
            };
            assert_eq!(said, expected, "{}, {wording:?}: {:?}", case.what, answer.refusal);
            assert_eq!(said.is_none(), body["access_token"].is_string(), "{}", case.what);
            assert_eq!(answer.refusal.is_none(), said.is_none(), "{}", case.what);
        }
    }
}

#[test]
fn the_table_has_at_least_thirty_refusals_of_each_engine() {
    let refused = |said: fn(&Case) -> Said| CASES.iter().filter(|case| said(case).is_some()).count();
    assert!(refused(|case| case.as_in_2021) >= 30 && refused(|case| case.as_of_2026) >= 30);
}

/// Only the first of several faults is reported, and the engines check in different orders.
#[test]
fn the_checks_run_in_the_order_of_each_engine() {
    let refusal = |wording, spoil: fn(&mut Attempt)| {
        let mut attempt = Attempt::new();
        attempt.settings.wording = wording;
        spoil(&mut attempt);
        attempt.answer().refusal.unwrap()
    };
    let expired_and_unsigned: fn(&mut Attempt) = |a| {
        a.claim("exp", Attempt::now() - 3600);
        a.signed_by_other = true;
    };
    assert_eq!(refusal(Wording::AsIn2021, expired_and_unsigned), Refusal::Expired);
    assert_eq!(refusal(Wording::AsOf2026, expired_and_unsigned), Refusal::SignatureWrong);
    let inactive_and_unsigned: fn(&mut Attempt) = |a| {
        a.client.active = false;
        a.signed_by_other = true;
    };
    assert_eq!(refusal(Wording::AsIn2021, inactive_and_unsigned), Refusal::SignatureWrong);
    assert_eq!(refusal(Wording::AsOf2026, inactive_and_unsigned), Refusal::ClientInactive);
}

#[test]
fn a_client_that_used_the_header_is_told_its_scheme() {
    let mut attempt = Attempt::new();
    attempt.client.auth_method = TokenEndpointAuthMethod::ClientSecretBasic;
    attempt.basic(CLIENT_ID, "not+it");
    assert!(attempt.answer().headers.iter().any(|(name, _)| *name == "www-authenticate"));
}

#[test]
fn no_secret_and_no_token_is_in_debug_output() {
    let attempt = Attempt::new();
    let answer = attempt.answer();
    let token = json_of(&answer)["access_token"].as_str().unwrap().to_owned();
    let said = format!("{answer:?} {:?} {:?}", attempt.client, attempt.manager());
    assert!(!said.contains(&token) && !said.contains(PASSWORD), "{said}");
}
