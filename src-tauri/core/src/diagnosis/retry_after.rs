//! When a server takes requests again, from its `Retry-After` header (RFC 9110 section 10.2.3).

use super::evidence::RequestFacts;
use super::finding::Finding;
use super::server_time::{read_http_date, server_time};
use crate::http::Response;
use crate::moment::UnixMillis;
use crate::text::shorten;

/// The finding for too many requests.
pub(super) fn too_many(response: &Response, request: &RequestFacts) -> Finding {
    Finding::TooManyRequests {
        retry_after: response.header("retry-after").map(shorten),
        again_at: again_at(response, request.answered_at),
    }
}

/// The finding for a server that is being maintained.
pub(super) fn maintenance(response: &Response, request: &RequestFacts) -> Finding {
    Finding::Maintenance {
        retry_after: response.header("retry-after").map(shorten),
        again_at: again_at(response, request.answered_at),
    }
}

/// The finding for a server that failed, or is too busy.
pub(super) fn server_error(response: &Response, request: &RequestFacts) -> Finding {
    Finding::ServerError {
        status: response.status,
        retry_after: response.header("retry-after").map(shorten),
        again_at: again_at(response, request.answered_at),
    }
}

/// When the server takes requests again, by this computer's clock; `None` if it does not say. A date is the server's:
/// its distance to the response's own `Date` counts, if there is one.
pub(crate) fn again_at(response: &Response, answered_at: UnixMillis) -> Option<UnixMillis> {
    let said = response.header("retry-after")?.trim();
    let after_ms = |seconds: i64| Some(UnixMillis(answered_at.0.checked_add(seconds.checked_mul(1000)?)?));
    if said.bytes().all(|byte| byte.is_ascii_digit()) {
        return after_ms(said.parse().ok()?);
    }
    let date = read_http_date(said)?;
    match server_time(response) {
        Some(server) => after_ms(date.0.checked_sub(server.0)?),
        None => Some(UnixMillis(date.0.checked_mul(1000)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::NameValue;

    fn seconds_left(headers: &[(&str, &str)]) -> Option<i64> {
        let headers = headers.iter().map(|(name, value)| NameValue::new(*name, *value)).collect();
        let response =
            Response { status: 429, version: "HTTP/1.1".into(), headers, body: Vec::new(), cut_off: false };
        // 15 January 2027, 08:00:00.5 UTC.
        let answered_at = UnixMillis(1_800_000_000_500);
        again_at(&response, answered_at).map(|again| (again.0 - answered_at.0).div_euclid(1000))
    }

    #[test]
    fn seconds_and_dates_are_read_and_a_date_is_taken_by_the_servers_clock() {
        const LATER: (&str, &str) = ("Retry-After", "Fri, 15 Jan 2027 08:00:42 GMT");
        assert_eq!(seconds_left(&[("retry-after", " 42 ")]), Some(42));
        assert_eq!(seconds_left(&[LATER]), Some(41));
        assert_eq!(seconds_left(&[LATER, ("Date", "Fri, 15 Jan 2027 07:59:00 GMT")]), Some(102));
        for unknown in ["", "soon", "-5", "99999999999999999999", "9223372036854775807"] {
            assert_eq!(seconds_left(&[("Retry-After", unknown)]), None, "{unknown}");
        }
        assert_eq!(seconds_left(&[]), None);
    }
}
