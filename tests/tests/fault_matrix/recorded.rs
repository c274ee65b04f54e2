//! What servers answer that nobody can start here: their words were published, by them or by people who met them. A
//! server of ours sends them over HTTP.

use countersign_core::token_request::{Destination, RequestForm, SecretPlacement};
use countersign_tests::cause;
use countersign_tests::fault_matrix::{Asked, Cause, Judged};
use countersign_tests::faulty_server::{answers, message};

use crate::keys::key_pair;
use crate::practice::CLIENT;

/// An answer that was published.
struct Recorded {
    fault: &'static str,
    cause: Cause,
    status: &'static str,
    headers: &'static [&'static str],
    body: &'static str,
    /// The request has a secret instead of a JWT.
    secret: bool,
}

const JSON: &[&str] = &["Content-Type: application/json"];
const HTML: &[&str] = &["Content-Type: text/html"];

const fn json(fault: &'static str, cause: Cause, status: &'static str, body: &'static str) -> Recorded {
    Recorded { fault, cause, status, headers: JSON, body, secret: false }
}

const fn page(
    fault: &'static str,
    cause: Cause,
    status: &'static str,
    headers: &'static [&'static str],
    body: &'static str,
) -> Recorded {
    Recorded { fault, cause, status, headers, body, secret: false }
}

const RECORDED: &[Recorded] = &[
    json(
        "OpenIddict: typ",
        cause!(JwtTypeNotAccepted),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"The specified client assertion is not of the expected type."}"#,
    ),
    json(
        "Entra: no thumbprint",
        cause!(ThumbprintWanted),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"AADSTS50027: JWT token is invalid or malformed. No certificate thumbprint specified in token header. Trace ID: 1"}"#,
    ),
    json(
        "Entra: certificate unknown",
        cause!(CertificateUnknown),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: 'AB12']"}"#,
    ),
    json(
        "Entra: another key signed",
        cause!(SignatureNotAccepted),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"AADSTS700027: Client assertion contains an invalid signature. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: 'AB12']"}"#,
    ),
    json(
        "Entra: times",
        cause!(JwtTimesSaid | ClocksDiffer),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-29T14:00:00.0000000Z, assertion valid from 2026-11-29T12:00:00.0000000Z, expiry time of assertion 2026-11-29T12:01:00.0000000Z."}"#,
    ),
    Recorded {
        secret: true,
        ..json(
            "Entra: secret ended",
            cause!(ClientSecretExpired),
            "401 Unauthorized",
            r#"{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app 'x' are expired."}"#,
        )
    },
    json(
        "Okta: life too long",
        cause!(JwtLifetimeNotAccepted | ClocksDiffer),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"The client_assertion token has an expiration too far into the future."}"#,
    ),
    json(
        "Okta: kid wanted",
        cause!(KeyIdWanted),
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"The client_assertion JWT kid is invalid."}"#,
    ),
    json(
        "Okta: client unknown",
        cause!(ClientUnknown),
        "400 Bad Request",
        r#"{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter.","errorId":"x"}"#,
    ),
    json(
        "DocuSign: client unknown",
        cause!(ClientUnknown),
        "400 Bad Request",
        r#"{"error":"invalid_grant","error_description":"issuer_not_found"}"#,
    ),
    json(
        "DocuSign: key or times",
        cause!(SignatureNotAccepted | AssertionNotAccepted | CertificateUnknown),
        "400 Bad Request",
        r#"{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}"#,
    ),
    json("DocuSign: consent", cause!(ConsentMissing), "400 Bad Request", r#"{"error":"consent_required"}"#),
    json(
        "Salesforce: consent",
        cause!(ConsentMissing),
        "400 Bad Request",
        r#"{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}"#,
    ),
    json(
        "Salesforce: audience",
        cause!(AudienceNotAccepted),
        "400 Bad Request",
        r#"{"error":"invalid_grant","error_description":"audience is invalid"}"#,
    ),
    json(
        "Salesforce: general login host",
        cause!(OrgHostWanted),
        "400 Bad Request",
        r#"{"error":"app_not_found","error_description":"External client app is not installed in this org"}"#,
    ),
    json(
        "token under another name",
        cause!(TokenUnderOtherName),
        "200 OK",
        r#"{"accessToken":"opaque-secret-value-123456789","expiresIn":3600}"#,
    ),
    page(
        "Cloudflare blocks",
        cause!(Intermediary),
        "403 Forbidden",
        &["Content-Type: text/html", "Server: cloudflare", "CF-RAY: 8a1b2c3d4e5f6789-FRA"],
        "<html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked. Ray ID: 8a1b2c3d4e5f6789</body></html>",
    ),
    page(
        "Akamai blocks",
        cause!(Intermediary),
        "403 Forbidden",
        &["Content-Type: text/html", "Server: AkamaiGHost"],
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this server.<P>Reference #18.4d3e1102.1717.2b0c</BODY></HTML>",
    ),
    page(
        "F5 blocks",
        cause!(Intermediary),
        "200 OK",
        HTML,
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890123456789</body></html>",
    ),
    page(
        "maintenance",
        cause!(Maintenance),
        "503 Service Unavailable",
        &["Content-Type: text/html", "Retry-After: 120"],
        "<html><title>Maintenance</title><body>We are down for maintenance.</body></html>",
    ),
    page(
        "captive portal",
        cause!(Intermediary | HtmlInsteadOfJson),
        "511 Network Authentication Required",
        HTML,
        "<html><head><title>Guest Wi-Fi</title></head><body><form><input type=password></form></body></html>",
    ),
    page(
        "gateway without a server behind it",
        cause!(Intermediary | ServerError),
        "502 Bad Gateway",
        &["Content-Type: text/html", "Server: nginx"],
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>",
    ),
];

/// What the program says about each.
pub(crate) async fn rows() -> Vec<Judged> {
    let mut rows = Vec::new();
    for recorded in RECORDED {
        let address = answers(message(recorded.status, recorded.headers, recorded.body));
        let destination = Destination::other(format!("http://{address}/token"), "");
        let form = RequestForm { api_key: CLIENT.into(), destination, ..RequestForm::default() };
        let mut asked = Asked::new(form, key_pair().clone());
        if recorded.secret {
            asked.use_secret("a-good-secret-0123", SecretPlacement::Header);
        }
        asked.right = Some(recorded.cause);
        rows.push(Judged::of("recorded", recorded.fault, recorded.cause, &asked.run().await));
    }
    rows
}
