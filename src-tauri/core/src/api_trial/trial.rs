//! A request that tries a token, and its outcome.

use std::fmt;

use tokio_util::sync::CancellationToken;

use super::places::TriedApi;
use super::token_facts::TokenFacts;
use crate::http::{self, Connection, HttpExchange, HttpRequest, without_query};
use crate::moment::Clock;

/// A request that tries a token. It only reads.
#[derive(Clone, PartialEq)]
pub struct TrialRequest {
    api: TriedApi,
    client_id: String,
    practice: bool,
    http: HttpRequest,
}

/// A request that tried a token, and its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiTrial {
    /// The request.
    pub request: TrialRequest,
    /// What is known of the token.
    pub token: TokenFacts,
    /// The HTTP exchange: the response, or why none came.
    pub http: HttpExchange,
}

impl TrialRequest {
    pub(super) fn new(api: TriedApi, client_id: String, practice: bool, http: HttpRequest) -> Self {
        Self { api, client_id, practice, http }
    }

    /// What is tried.
    #[must_use]
    pub fn api(&self) -> TriedApi {
        self.api
    }

    /// The HTTP request, with the token.
    #[must_use]
    pub fn http(&self) -> &HttpRequest {
        &self.http
    }

    /// The client that the token was issued to.
    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    /// It goes to the practice server.
    pub(super) fn is_practice(&self) -> bool {
        self.practice
    }
}

/// Sends the request. A failure to get a response is part of the returned trial, not an error. `None` if `cancelled` was
/// triggered first.
pub async fn send(
    connection: Connection,
    request: TrialRequest,
    token: TokenFacts,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<ApiTrial> {
    let http = http::send(connection, request.http.clone(), clock, cancelled).await?;
    Some(ApiTrial { request, token, http })
}

impl fmt::Debug for TrialRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The headers have the token.
        f.debug_struct("TrialRequest")
            .field("api", &self.api)
            .field("url", &without_query(self.http.url.as_str()))
            .finish_non_exhaustive()
    }
}
