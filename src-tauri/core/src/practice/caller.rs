//! Who may talk to the practice Account Manager: programs on this computer, and no web page. Any page can make a browser
//! send requests here.

use hyper::StatusCode;
use hyper::header::{self, HeaderName};
use hyper::http::request::Parts;

use crate::account_manager::PracticeAddress;

/// What a browser says of the page that sends a request (Fetch Metadata Request Headers section 2.1).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// What it says of a request that comes from no page of another origin.
const OWN_SITES: [&str; 2] = ["none", "same-origin"];
/// Headers that a request has once at most (RFC 9110 section 5.3). Of two, a proxy may read one and the server the other.
const ONCE: [HeaderName; 5] =
    [header::HOST, header::ORIGIN, header::CONTENT_TYPE, header::AUTHORIZATION, FETCH_SITE];

/// The status with which a request is refused before its body is read: 400 if it has no `Host` or one of the headers
/// twice (RFC 9112 section 3.2), 421 if it is for another host (DNS rebinding), 403 if it comes from a page of another
/// origin.
pub(super) fn refuse(head: &Parts, address: &PracticeAddress) -> Option<StatusCode> {
    let own = [format!("127.0.0.1:{}", address.port()), format!("localhost:{}", address.port())];
    let is_own_host = |name: &str| own.iter().any(|own| name.eq_ignore_ascii_case(own));
    let header = |name| head.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_twice = |name: &HeaderName| head.headers.get_all(name).iter().nth(1).is_some();
    let Some(host) = header(header::HOST).filter(|_| !ONCE.iter().any(is_twice)) else {
        return Some(StatusCode::BAD_REQUEST);
    };
    // A whole URL in the first line counts more than `Host` (RFC 9112 section 3.2.2).
    let target = head.uri.authority().map(|authority| authority.as_str());
    if ![Some(host), target].into_iter().flatten().all(is_own_host) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let is_own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(is_own_host);
    let is_from_elsewhere = header(header::ORIGIN).is_some_and(|origin| !is_own_origin(origin))
        || header(FETCH_SITE).is_some_and(|site| !OWN_SITES.contains(&site));
    is_from_elsewhere.then_some(StatusCode::FORBIDDEN)
}
