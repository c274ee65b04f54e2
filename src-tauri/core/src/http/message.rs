//! HTTP messages: a request as it is sent, and a response as it is received (RFC 9110).

use std::borrow::Cow;
use std::fmt;

use reqwest::Method;
use serde::{Deserialize, Serialize};
use url::Url;

/// What this program calls itself to servers.
pub const USER_AGENT: &str = concat!("Countersign/", env!("CARGO_PKG_VERSION"));

/// A header or form field. Lists of them are in the order in which they are sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NameValue {
    /// Its name.
    pub name: String,
    /// Its value, decoded.
    pub value: String,
}

impl NameValue {
    /// A name and its value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A complete HTTP request.
#[derive(Clone, PartialEq)]
pub struct HttpRequest {
    /// Request method.
    pub method: Method,
    /// Request URL.
    pub url: Url,
    /// The headers in the order in which they are sent, without `Host` and `Content-Length`, which follow from
    /// the URL and the body.
    pub headers: Vec<NameValue>,
    /// The body exactly as it is sent, if there is one.
    pub body: Option<String>,
}

impl HttpRequest {
    /// All headers in the order in which they are sent.
    #[must_use]
    pub fn headers_on_the_wire(&self) -> Vec<NameValue> {
        let mut headers = self.headers.clone();
        headers.push(host_header(&self.url));
        if let Some(body) = &self.body {
            headers.push(NameValue::new("content-length", body.len().to_string()));
        }
        headers
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Query, headers and body can hold secrets.
        f.debug_struct("HttpRequest").field("url", &without_query(self.url.as_str())).finish_non_exhaustive()
    }
}

impl fmt::Debug for NameValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value can be a secret.
        f.debug_struct("NameValue").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A URL as far as it can be logged: its query and fragment can hold secrets.
pub(crate) fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// The `Host` header (RFC 9110 section 7.2). It contains the port only if that is not the scheme's default.
pub(crate) fn host_header(url: &Url) -> NameValue {
    let authority = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => String::new(),
    };
    NameValue::new("host", authority)
}

/// A body without the byte order mark that some servers send first.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// A response, as far as it was received.
#[derive(Clone, PartialEq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// HTTP version, for example `HTTP/1.1`.
    pub version: String,
    /// The headers in the order received; bytes that are not UTF-8 become `\u{FFFD}`.
    pub headers: Vec<NameValue>,
    /// The body, at most [`MAX_BODY_BYTES`](super::MAX_BODY_BYTES) of it.
    pub body: Vec<u8>,
    /// The body was longer; the rest was not read.
    pub cut_off: bool,
}

impl Response {
    /// The value of the first header with this name. Upper and lower case do not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name)).map(|h| h.value.as_str())
    }

    /// The body as text, without the coding that it came in, and from the character set that it is in. Bytes that mean
    /// nothing are replaced by `\u{FFFD}`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.content().text
    }

    /// The number of bytes that were read of header fields and body, which counts as long as it is without its coding. A `\u{FFFD}` counts as the one byte that it
    /// replaces.
    #[must_use]
    pub fn received_bytes(&self) -> usize {
        let length = |text: &str| text.len() - text.matches('\u{FFFD}').count() * ('\u{FFFD}'.len_utf8() - 1);
        let fields = self.headers.iter().map(|header| header.name.len() + length(&header.value));
        let is_coded = self.content().coding.is_some_and(|coding| coding.is_read);
        let body = if is_coded { self.text().len() } else { self.body.len() };
        fields.sum::<usize>() + body
    }

    /// The standard reason phrase for the status code, for example `Unauthorized`, because servers may leave
    /// theirs out. Empty if the code is not a standard one.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        let status = reqwest::StatusCode::from_u16(self.status).ok();
        status.and_then(|status| status.canonical_reason()).unwrap_or_default()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers and body can hold tokens.
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
