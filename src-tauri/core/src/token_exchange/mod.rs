//! A token request and its outcome: sending it, and what the window shows of the outcome.

mod access_token;
mod shown;

use tokio_util::sync::CancellationToken;

pub use access_token::{DecodedToken, TokenShown, shown as access_token_shown};
pub use shown::{BodyShown, ExchangeShown, GetTokenOutcome, ResponseShown, Tokens};

use crate::diagnosis::{BodyFacts, Finding, RequestFacts, granted_token, judge};
use crate::http::{self, ClientBuilder, HttpExchange, Timeouts};
use crate::moment::Clock;
use crate::token_request::TokenRequest;

/// A token request and its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenExchange {
    /// The request.
    pub request: TokenRequest,
    /// The HTTP exchange: the response, or why none came.
    pub http: HttpExchange,
}

/// Sends a token request to its token endpoint. A failure to get a response is part of the returned exchange, not an
/// error. `None` if `cancelled` was triggered first.
pub async fn send(
    client: ClientBuilder,
    request: TokenRequest,
    timeouts: Timeouts,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<TokenExchange> {
    let http = http::send(client, request.http().clone(), timeouts, clock, cancelled).await?;
    Some(TokenExchange { request, http })
}

impl TokenExchange {
    /// The exchange as the window shows it, with tokens shortened.
    #[must_use]
    pub fn shown(&self) -> ExchangeShown {
        let HttpExchange { response, failure, .. } = &self.http;
        let body = response.as_ref().map(|response| BodyFacts::read(&response.body));
        let read = response.as_ref().zip(body.as_ref());
        let (verdict, findings) = judge(failure.as_ref(), read, &self.request_facts());
        let token = || {
            let (response, body) = read?;
            let token = granted_token(response, body)?;
            Some(access_token_shown(token, body.object.as_ref()?, self.http.ended_at()))
        };
        ExchangeShown {
            verdict,
            started_at: self.http.started_at,
            duration_ms: self.http.duration_ms,
            sent: self.request.sent(),
            response: read.map(|(response, body)| ResponseShown::of(response, body)),
            token: if failure.is_none() { token() } else { None },
            findings: findings.into_iter().map(Finding::shown).collect(),
        }
    }

    /// The access token, if the response grants one (RFC 6749 section 5.1).
    #[must_use]
    pub fn access_token(&self) -> Option<String> {
        let response = self.http.response.as_ref()?;
        granted_token(response, &BodyFacts::read(&response.body)).map(str::to_owned)
    }

    fn request_facts(&self) -> RequestFacts {
        let scope = self.request.scope().unwrap_or_default();
        RequestFacts::of(&self.http, scope, self.request.assertion())
    }
}
