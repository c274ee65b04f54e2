//! The server's clock, as its response shows it.

use std::time::UNIX_EPOCH;

use crate::http::Response;
use crate::moment::UnixSeconds;

/// Clocks that differ by no more than this, in seconds, explain no refusal: even Keycloak, the stricter engine, tolerates it.
pub(crate) const CLOCK_MATTERS: u64 = 15;

/// What the server's clock said, if the response has a `Date` header that can be read (RFC 9110 section 6.6.1).
pub(crate) fn server_time(response: &Response) -> Option<UnixSeconds> {
    read_http_date(response.header("date")?)
}

/// A date as HTTP writes it (RFC 9110 section 5.6.7).
pub(super) fn read_http_date(text: &str) -> Option<UnixSeconds> {
    let since = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(UnixSeconds(i64::try_from(since.as_secs()).ok()?))
}
