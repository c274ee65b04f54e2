//! The server's clock, as its response shows it.

use std::time::UNIX_EPOCH;

use crate::http::Response;
use crate::moment::UnixSeconds;

/// What the server's clock said, if the response has a `Date` header that can be read (RFC 9110 section 6.6.1).
pub(crate) fn server_time(response: &Response) -> Option<UnixSeconds> {
    let date = httpdate::parse_http_date(response.header("date")?).ok()?;
    let seconds = date.duration_since(UNIX_EPOCH).ok()?.as_secs();
    i64::try_from(seconds).ok().map(UnixSeconds)
}
