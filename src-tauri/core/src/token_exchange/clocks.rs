//! Two clocks: the life of an assertion by this computer's, and what the server's said when it judged it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnosis::{Finding, server_time};
use crate::http::{HttpExchange, Response};
use crate::jwt::whole_number;
use crate::moment::{UnixMillis, UnixSeconds};
use crate::token_request::Assertion;

/// If the clocks differ by no more than this, in milliseconds, that is worth no picture by itself.
const WORTH_SHOWING: i64 = 5_000;

/// The clocks of this computer and of the server, for one exchange. The history stores this type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Clocks {
    /// What the server's clock said: its `Date` header (RFC 9110 section 6.6.1).
    pub server: UnixSeconds,
    /// What this computer's clock said then, as well as that can be known.
    pub here: UnixMillis,
    /// So many milliseconds the difference can be off, either way: the header has whole seconds, and the request was on
    /// its way.
    pub uncertainty: u32,
    /// The assertion's `iat`, by this computer's clock.
    pub issued_at: Option<UnixSeconds>,
    /// The assertion's `exp`, by this computer's clock.
    pub expires_at: Option<UnixSeconds>,
}

impl Clocks {
    /// The clocks of an exchange, if the server's is known and is worth a look: the server refused the assertion for its
    /// times, or the clocks differ by more than a few seconds.
    pub(super) fn of(
        http: &HttpExchange,
        response: Option<&Response>,
        assertion: Option<&Assertion>,
        findings: &[Finding],
    ) -> Option<Self> {
        let server = server_time(response?)?;
        let (from, to) = http.passage.as_ref()?.judged_within?;
        let (from, to) = (i64::from(from), i64::from(to));
        // The header is cut to whole seconds, so the clock was up to a second further.
        let (earliest, latest) = (http.started_at.0 + from - 1000, http.started_at.0 + to);
        let here = earliest.midpoint(latest);
        let uncertainty = (latest - earliest) / 2;
        let claim = |name: &str| assertion?.signed_claim(name).and_then(seconds);
        let clocks = Self {
            server,
            here: UnixMillis(here),
            uncertainty: u32::try_from(uncertainty).unwrap_or(u32::MAX),
            issued_at: claim("iat"),
            expires_at: claim("exp"),
        };
        let differs = server.0.checked_mul(1000)?.abs_diff(here)
            > WORTH_SHOWING.saturating_add(uncertainty).unsigned_abs();
        let is_about_time = |finding: &Finding| {
            matches!(
                finding,
                Finding::ClocksDiffer { .. }
                    | Finding::JwtTimeNotAccepted
                    | Finding::JwtTimesSaid { .. }
                    | Finding::JwtTimeClaimOff { .. }
                    | Finding::JwtLifeTooShort { .. }
                    | Finding::JwtTimesFit
            )
        };
        (differs || findings.iter().any(is_about_time)).then_some(clocks)
    }
}

fn seconds(value: &Value) -> Option<UnixSeconds> {
    whole_number(value).map(UnixSeconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{HttpRequest, Method, NameValue, Passage};

    /// An exchange that began at 1 800 000 000 s; the server judged within the given milliseconds of it.
    fn clocks(date: &str, judged_within: (u32, u32), findings: &[Finding]) -> Option<Clocks> {
        let url = "https://server.example/token".parse().unwrap();
        let http = HttpExchange {
            request: HttpRequest { method: Method::POST, url, headers: Vec::new(), body: None },
            proxy: None,
            started_at: UnixMillis(1_800_000_000_000),
            duration_ms: 500,
            response: None,
            failure: None,
            passage: Some(Passage { judged_within: Some(judged_within), ..Passage::default() }),
        };
        let response = Response {
            status: 401,
            version: "HTTP/1.1".into(),
            headers: vec![NameValue::new("Date", date)],
            body: Vec::new(),
            cut_off: false,
        };
        Clocks::of(&http, Some(&response), None, findings)
    }

    #[test]
    fn the_difference_has_the_uncertainty_of_the_header_and_of_the_way() {
        // 1 800 000 060 s.
        let minute_ahead = clocks("Fri, 15 Jan 2027 08:01:00 GMT", (100, 500), &[]).unwrap();
        assert_eq!(minute_ahead.server, UnixSeconds(1_800_000_060));
        assert_eq!((minute_ahead.here, minute_ahead.uncertainty), (UnixMillis(1_799_999_999_800), 700));
    }

    #[test]
    fn clocks_that_agree_are_shown_only_if_the_refusal_is_about_time() {
        let same = "Fri, 15 Jan 2027 08:00:00 GMT";
        assert_eq!(clocks(same, (100, 500), &[]), None);
        assert_eq!(clocks(same, (100, 500), &[Finding::InvalidClient]), None);
        // These are what a refusal for its time becomes when the clocks agree.
        let by_hand = Finding::JwtTimeClaimOff { name: "exp".into(), ahead: false, by_both_clocks: true };
        let too_short = Finding::JwtLifeTooShort { seconds: 1, took_seconds: 2 };
        for finding in [Finding::JwtTimeNotAccepted, Finding::JwtTimesFit, by_hand, too_short] {
            assert!(clocks(same, (100, 500), std::slice::from_ref(&finding)).is_some(), "{finding:?}");
        }
        assert_eq!(clocks("yesterday", (100, 500), &[Finding::JwtTimeNotAccepted]), None);
        // A slow answer says little about the clock.
        assert_eq!(clocks("Fri, 15 Jan 2027 08:00:12 GMT", (100, 20_000), &[]), None);
    }
}
