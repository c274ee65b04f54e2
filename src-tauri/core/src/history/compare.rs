//! What differs between two attempts, part by part.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Attempt, AttemptSummary};
use crate::http::NameValue;
use crate::text::shorten;

/// A part of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ComparedPart {
    /// The URL.
    Url,
    /// The proxy.
    Proxy,
    /// The client assertion's header.
    AssertionHeader,
    /// The client assertion's claims.
    AssertionClaims,
    /// The form fields of the request.
    RequestForm,
    /// The headers of the request.
    RequestHeaders,
    /// The status code.
    Status,
    /// The headers of the response.
    ResponseHeaders,
    /// The body of the response; compared member by member if it is a JSON object.
    ResponseBody,
    /// The claims of the access token.
    TokenClaims,
}

/// One difference between two attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Difference {
    /// The part in which they differ.
    pub part: ComparedPart,
    /// The name of the claim, field, header or member, shortened. Empty if the part is a single text.
    pub name: String,
    /// The value in the first attempt; `None` if it is missing there.
    pub left: Option<String>,
    /// The value in the second attempt; `None` if it is missing there.
    pub right: Option<String>,
    /// The value is in both attempts and changes with every request, like times and identifiers. It does not explain
    /// a different outcome.
    pub expected: bool,
}

/// Two attempts side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Comparison {
    /// The first attempt.
    pub left: AttemptSummary,
    /// The second attempt.
    pub right: AttemptSummary,
    /// The first differences, in the order of an exchange. Equal parts are left out.
    pub differences: Vec<Difference>,
    /// The number of differences after these.
    pub more: u32,
}

/// The most differences that are shown. A person reads no more, and each of them takes more than it is about.
pub(super) const MOST_DIFFERENCES: usize = 200;

/// Names whose value changes with every request or response, by part. Times are compared separately.
const EXPECTED: [(ComparedPart, &[&str]); 6] = [
    (ComparedPart::AssertionClaims, &["jti"]),
    (ComparedPart::RequestForm, &["client_assertion", "assertion"]),
    (ComparedPart::RequestHeaders, &["content-length"]),
    (
        ComparedPart::ResponseHeaders,
        &[
            "date",
            "content-length",
            "set-cookie",
            "x-request-id",
            "x-correlation-id",
            "cf-ray",
            "age",
            "etag",
        ],
    ),
    (ComparedPart::ResponseBody, &["access_token", "refresh_token", "id_token", "timestamp"]),
    (ComparedPart::TokenClaims, &["iat", "jti", "auth_time", "tokenId", "auditTrackingId"]),
];
/// Tolerated difference, in seconds, between times that come from two clocks or from two readings of one clock.
const CLOCK_TOLERANCE: u64 = 5;

/// Compares two attempts.
#[must_use]
pub fn compare(left: Attempt, right: Attempt) -> Comparison {
    let mut differences = Vec::new();
    let sent_at = [&left, &right].map(|attempt| attempt.summary.at.seconds().0);
    let parts = parts_of(&left).into_iter().zip(parts_of(&right));
    for ((part, left), (_, right)) in parts {
        compare_part(part, [&left, &right], sent_at, &mut differences);
    }
    let more = u32::try_from(differences.len().saturating_sub(MOST_DIFFERENCES)).unwrap_or(u32::MAX);
    differences.truncate(MOST_DIFFERENCES);
    Comparison { left: left.summary, right: right.summary, differences, more }
}

pub(super) type Pairs = Vec<(String, String)>;

fn parts_of(attempt: &Attempt) -> [(ComparedPart, Pairs); 10] {
    let exchange = &attempt.exchange;
    let (sent, response) = (&exchange.sent, exchange.response.as_ref());
    let claims =
        exchange.token.as_ref().and_then(|token| token.decoded.as_ref()).map(|jwt| jwt.claims.as_str());
    let proxy = exchange.proxy.as_ref().map(|proxy| proxy.address.clone());
    let status = response.map(|response| response.status.to_string());
    [
        (ComparedPart::Url, vec![(String::new(), sent.url.clone())]),
        (ComparedPart::Proxy, proxy.map(|proxy| (String::new(), proxy)).into_iter().collect()),
        (ComparedPart::AssertionHeader, members(&sent.assertion_header)),
        (ComparedPart::AssertionClaims, members(&sent.assertion_claims)),
        (ComparedPart::RequestForm, fields(&sent.form)),
        (ComparedPart::RequestHeaders, headers(&sent.headers)),
        (ComparedPart::Status, status.map(|status| (String::new(), status)).into_iter().collect()),
        (
            ComparedPart::ResponseHeaders,
            response.map(|response| headers(&response.headers)).unwrap_or_default(),
        ),
        (
            ComparedPart::ResponseBody,
            response.map(|response| members(&response.body.text)).unwrap_or_default(),
        ),
        (ComparedPart::TokenClaims, claims.map(members).unwrap_or_default()),
    ]
}

/// The members of a JSON object. Any other text is one value without a name.
pub(super) fn members(text: &str) -> Pairs {
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(object) => object
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(text) => (name, text),
                other => (name, other.to_string()),
            })
            .collect(),
        Err(_) if text.is_empty() => Vec::new(),
        Err(_) => vec![(String::new(), text.to_owned())],
    }
}

pub(super) fn fields(fields: &[NameValue]) -> Pairs {
    fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect()
}

/// Header names are case-insensitive (RFC 9110 section 5.1).
fn headers(headers: &[NameValue]) -> Pairs {
    headers.iter().map(|header| (header.name.to_ascii_lowercase(), header.value.clone())).collect()
}

/// The values under each name. Values that share a name are taken together.
struct ByName<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> ByName<'a> {
    fn of(pairs: &'a Pairs) -> Self {
        let mut values = HashMap::<_, Vec<_>>::new();
        for (name, value) in pairs {
            values.entry(name.as_str()).or_default().push(value.as_str());
        }
        Self(values)
    }

    fn value(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|values| values.join(", "))
    }

    fn seconds(&self, name: &str) -> Option<i64> {
        self.value(name)?.parse().ok()
    }
}

/// Compares by name.
pub(super) fn compare_part(
    part: ComparedPart,
    sides: [&Pairs; 2],
    sent_at: [i64; 2],
    differences: &mut Vec<Difference>,
) {
    let by_name = sides.map(ByName::of);
    let mut compared = HashSet::new();
    for (name, _) in sides.into_iter().flatten() {
        if !compared.insert(name) {
            continue;
        }
        let [left, right] = [&by_name[0], &by_name[1]].map(|side| side.value(name));
        if left != right {
            let expected = left.is_some() && right.is_some() && is_expected(part, name, &by_name, sent_at);
            differences.push(Difference { part, name: shorten(name), left, right, expected });
        }
    }
}

/// Whether this value changes with every request.
fn is_expected(part: ComparedPart, name: &str, sides: &[ByName<'_>; 2], sent_at: [i64; 2]) -> bool {
    if EXPECTED.iter().any(|(of, usual)| *of == part && usual.contains(&name)) {
        return true;
    }
    let apart_by = |[left, right]: [Option<i64>; 2]| Some(left?.abs_diff(right?));
    let issued_at = [0, 1].map(|at| sides[at].seconds("iat"));
    let has_issue = issued_at.iter().all(Option::is_some);
    // Times are compared by their distance from `iat`, or from the time of sending if there is no `iat`.
    let distances = |from: [Option<i64>; 2]| {
        let [left, right] = [0, 1].map(|at| sides[at].seconds(name)?.checked_sub(from[at]?));
        apart_by([left, right])
    };
    match (part, name) {
        // Both times come from one computer, so even one second of difference was chosen by the person.
        (ComparedPart::AssertionClaims, "exp" | "nbf") if has_issue => distances(issued_at) == Some(0),
        (ComparedPart::AssertionClaims, "iat" | "exp" | "nbf") => {
            distances(sent_at.map(Some)).is_some_and(|by| by <= CLOCK_TOLERANCE)
        }
        (ComparedPart::TokenClaims, "exp" | "nbf") => {
            let from = if has_issue { issued_at } else { sent_at.map(Some) };
            distances(from).is_some_and(|by| by <= CLOCK_TOLERANCE)
        }
        (ComparedPart::ResponseBody, "expires_in" | "refresh_expires_in") => {
            apart_by([0, 1].map(|at| sides[at].seconds(name))).is_some_and(|by| by <= CLOCK_TOLERANCE)
        }
        _ => false,
    }
}
