//! The parts of HTTP requests and responses that matter here, and the responses that need no state: JSON, and the
//! pages that gateways send.

use std::fmt;

use serde_json::Value;

use crate::account_manager::Refusal;
use crate::moment::UnixSeconds;

/// The parts of an HTTP request that matter here.
#[derive(Clone, Copy, Default)]
pub struct Request<'r> {
    /// HTTP method, for example `POST`.
    pub method: &'r str,
    /// Path, without the query.
    pub path: &'r str,
    /// The query, without its question mark.
    pub query: &'r str,
    /// The `Host` header.
    pub host: &'r str,
    /// The `Content-Type` header.
    pub content_type: Option<&'r str>,
    /// The `Authorization` header.
    pub authorization: Option<&'r str>,
    /// OCAPI's header `x-dw-client-id`.
    pub client_id: Option<&'r str>,
    /// WebDAV's header `Depth`.
    pub depth: Option<&'r str>,
    /// The body.
    pub body: &'r [u8],
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Header and body contain secrets.
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// How a response is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At once and complete.
    Whole,
    /// Later than clients usually wait.
    Late,
    /// The first half only, then the connection is closed.
    Half,
}

/// An HTTP response.
#[derive(Clone, PartialEq, Eq)]
pub struct PracticeResponse {
    /// Status code.
    pub status: u16,
    /// Headers, except those that the HTTP library adds.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// How the response is sent.
    pub delivery: Delivery,
    /// Why a token was refused, if it was.
    pub refusal: Option<Refusal>,
    /// The server's time, which may be wrong on purpose.
    pub date: UnixSeconds,
}

impl fmt::Debug for PracticeResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body may contain a token.
        f.debug_struct("PracticeResponse")
            .field("status", &self.status)
            .field("refusal", &self.refusal)
            .finish_non_exhaustive()
    }
}

pub(super) fn response(status: u16, content_type: &str, body: String) -> PracticeResponse {
    PracticeResponse {
        status,
        headers: vec![
            ("content-type", content_type.to_owned()),
            // Required by RFC 6749 section 5.1.
            ("cache-control", "no-store".to_owned()),
            ("pragma", "no-cache".to_owned()),
        ],
        body,
        delivery: Delivery::Whole,
        refusal: None,
        date: UnixSeconds(0),
    }
}

pub(super) fn json_response(status: u16, body: &Value) -> PracticeResponse {
    response(status, "application/json", body.to_string())
}

/// An HTML page. `title` and `words` are our own constants, so nothing needs escaping.
pub(super) fn html(status: u16, title: &str, words: &str) -> PracticeResponse {
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>\n"
    );
    response(status, "text/html;charset=UTF-8", page)
}

pub(super) fn not_found() -> PracticeResponse {
    html(404, "Not Found", "The requested URL was not found on this server.")
}

pub(super) fn unavailable() -> PracticeResponse {
    html(503, "Service Unavailable", "The service is temporarily unavailable.")
}

pub(super) fn method_not_allowed(allowed: &str) -> PracticeResponse {
    let mut response = html(405, "Method Not Allowed", "The method is not allowed for this URL.");
    response.headers.push(("allow", allowed.to_owned()));
    response
}

pub(super) fn too_many_requests() -> PracticeResponse {
    html(429, "Too Many Requests", "Too many requests were sent in a given amount of time.")
}
