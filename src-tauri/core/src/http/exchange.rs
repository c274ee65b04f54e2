//! One request and its outcome. A failure is data here, never an `Err`; other modules decide what it means.

use super::failure::TransportFailure;
use super::message::{HttpRequest, Response};
use super::passage::Passage;
use super::proxy::ProxyShown;
use crate::moment::UnixMillis;

/// One request and its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpExchange {
    /// The request.
    pub request: HttpRequest,
    /// The proxy that it went through; `None` if it went directly.
    pub proxy: Option<ProxyShown>,
    /// When it was sent.
    pub started_at: UnixMillis,
    /// Milliseconds until the end of the response, or of the attempt.
    pub duration_ms: u32,
    /// The response, as far as it was received.
    pub response: Option<Response>,
    /// Why the response is missing or incomplete.
    pub failure: Option<TransportFailure>,
    /// How far the request came; `None` if that was not measured.
    pub passage: Option<Passage>,
}

impl HttpExchange {
    /// When the response, or the attempt, ended.
    #[must_use]
    pub fn ended_at(&self) -> UnixMillis {
        UnixMillis(self.started_at.0 + i64::from(self.duration_ms))
    }
}
