//! A token request and its outcome: sending it, and what the window shows of the outcome.

mod access_token;
mod api_fit;
mod bounds;
mod clocks;
mod keys_address;
mod role_reach;
mod sent;
mod shown;
mod way;

use tokio_util::sync::CancellationToken;

pub use access_token::{DecodedToken, TokenShown, shown as access_token_shown};
pub use api_fit::ApiFit;
pub use clocks::Clocks;
pub use keys_address::KeysAddress;
pub use role_reach::RoleReach;
pub use shown::{BodyShown, ExchangeShown, GetTokenOutcome, ResponseShown};
pub use way::{Stage, StageEnd, StageMark, StageName};

pub(crate) use access_token::words_of;
pub(crate) use api_fit::{api_fit, is_account_managers, is_ocapi_shopper, is_slas};
pub(crate) use keys_address::fetchable;
pub(crate) use role_reach::role_reach;

use crate::diagnosis::{
    Answer, Asked, BodyFacts, Finding, Known, Reasoned, RequestFacts, Suspects, Verdict, clock_notes,
    granted_token, judge, reason,
};
use crate::http::{self, Connection, HttpExchange, Response};
use crate::moment::Clock;
use crate::redaction::{Learned, Secrets};
use crate::token_request::{SentRequest, TokenRequest};

/// A token request and its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenExchange {
    /// The request.
    pub request: TokenRequest,
    /// The HTTP exchange: the response, or why none came.
    pub http: HttpExchange,
    /// What else is known that can explain a refusal.
    pub known: Known,
}

/// Sends a token request to its token endpoint. A failure to get a response is part of the returned exchange, not an
/// error. `None` if `cancelled` was triggered first.
///
/// # Examples
/// A token from the practice Account Manager:
///
/// ```
/// use std::sync::{Arc, Mutex};
/// # use std::time::Duration;
///
/// use countersign_core::account_manager::certificate_text;
/// use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// use countersign_core::diagnosis::Verdict;
/// use countersign_core::http::{Connection, ProxySettings};
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::key_pair::KeyPair;
/// # use countersign_core::moment::{Clock, Moment, UnixMillis};
/// use countersign_core::practice::{
///     ApiClientForm, Limits, MomentSource, PracticeAccountManager, PracticeServer, SigningKey, read_api_client,
/// };
/// use countersign_core::diagnosis::before_sending::Confirmed;
/// use countersign_core::prepare::prepare;
/// use countersign_core::token_exchange::send;
/// use countersign_core::token_request::{Destination, RequestForm};
/// use tokio_util::sync::CancellationToken;
///
/// # struct Stopped;
/// # impl Clock for Stopped {
/// #     fn now(&self) -> UnixMillis {
/// #         UnixMillis(1_800_000_000_000)
/// #     }
/// #     fn steady(&self) -> Duration {
/// #         Duration::ZERO
/// #     }
/// # }
/// # impl MomentSource for Stopped {
/// #     fn moment(&self) -> Moment {
/// #         Moment { now: self.now(), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() }
/// #     }
/// # }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let (clock, moments) = (Stopped, Arc::new(Stopped));
/// let client_id = "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15";
/// let moment = moments.moment();
///
/// // A key pair, and an API client that has its certificate.
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let certificate = make_self_signed(&key, &CertificateOptions::default(), moment.now.seconds())?;
/// let form = ApiClientForm { public_key: certificate_text(&certificate)?, ..ApiClientForm::default() };
/// let mut manager = PracticeAccountManager::new(Arc::new(SigningKey::make()?));
/// manager.save_api_client(read_api_client(client_id.into(), form, None).expect("the form has no problem"));
/// let manager = Arc::new(Mutex::new(manager));
/// let server = PracticeServer::start_at(0, manager, moments, Limits::default()).await?;
///
/// // The request of that client, signed and sent.
/// let key_pair = KeyPair::generated(key, certificate);
/// let destination = Destination::Practice { running: Some(server.address().clone()) };
/// let form = RequestForm { api_key: client_id.into(), destination, ..RequestForm::default() };
/// let nothing = Confirmed::default();
/// let (request, timeouts) = prepare(&form, &key_pair, &moment, &nothing).expect("no error and no warning");
/// let connection = Connection::to(request.url(), timeouts, &ProxySettings::default());
/// let exchange = send(connection, request, &clock, &CancellationToken::new()).await.ok_or("cancelled")?;
///
/// let shown = exchange.shown();
/// assert_eq!(shown.verdict, Verdict::TokenReceived);
/// let token = shown.token.and_then(|token| token.decoded).ok_or("the token is a JWT")?;
/// assert_eq!(token.client.as_deref(), Some(client_id));
/// # Ok(())
/// # }
/// ```
pub async fn send(
    connection: Connection,
    request: TokenRequest,
    clock: &dyn Clock,
    cancelled: &CancellationToken,
) -> Option<TokenExchange> {
    let http = http::send(connection, request.http().clone(), clock, cancelled).await?;
    Some(TokenExchange { request, http, known: Known::default() })
}

/// The body of a response as it was received. It has no `Debug`, because it can hold tokens.
#[derive(Clone, Copy)]
pub struct ReceivedBody<'a> {
    /// Its bytes, as many as were read.
    pub bytes: &'a [u8],
    /// It is JSON.
    pub json: bool,
}

impl TokenExchange {
    /// A request and how it went, for what reads answers that nobody sent: the fuzz targets.
    #[must_use]
    pub fn of(request: TokenRequest, http: HttpExchange) -> Self {
        Self { request, http, known: Known::default() }
    }

    /// The exchange as the window shows it, without secrets, except for the assertion that was sent. As text and as
    /// JSON together it is at most three times as long as what was received, and four times what was sent.
    #[must_use]
    pub fn shown(&self) -> ExchangeShown {
        let HttpExchange { response, failure, .. } = &self.http;
        let secrets = self.secrets();
        let response = response.as_ref().map(|response| Response {
            headers: secrets.hide_in_headers(&response.headers),
            ..response.clone()
        });
        let body = response.as_ref().map(|response| BodyFacts::of(response, &secrets));
        let read = response.as_ref().zip(body.as_ref());
        let facts = self.request_facts();
        let (verdict, findings) = judge(failure.as_ref(), read, &facts);
        let says_error = body.as_ref().is_some_and(|body| body.error.is_some());
        let way = way::stages(&self.http, verdict, says_error, !findings.is_empty());
        let clocks = Clocks::of(&self.http, response.as_ref(), self.request.assertion(), &findings);
        let reasoned = read
            .filter(|_| verdict == Verdict::Refused)
            .and_then(|(response, body)| self.reason(response, body, &facts, findings.clone()));
        let (mut findings, diagnosis) = match reasoned {
            Some(Reasoned { findings, diagnosis }) => (findings, Some(diagnosis)),
            None => (findings.into_iter().map(Finding::shown).collect(), None),
        };
        if let Some((response, _)) = read {
            findings.extend(clock_notes(response, &facts, verdict == Verdict::TokenReceived));
        }
        let token = || {
            let (response, body) = read?;
            let token = granted_token(response, body)?;
            Some(access_token_shown(token, body.object.as_ref()?, self.http.ended_at()).without(&secrets))
        };
        let shown = ExchangeShown {
            verdict,
            started_at: self.http.started_at,
            duration_ms: self.http.duration_ms,
            proxy: self.http.proxy.clone(),
            sent: self.sent(),
            response: read.map(|(response, body)| ResponseShown::of(response, body, &secrets)),
            token: if failure.is_none() { token() } else { None },
            findings,
            diagnosis,
            way,
            clocks,
        };
        shown.bounded_for_window(response.as_ref().map(Response::received_bytes).unwrap_or_default())
    }

    /// The body of the response with its tokens in full, as the window shows it; `None` without a response.
    #[must_use]
    pub fn body_in_full(&self) -> Option<BodyShown> {
        let response = self.http.response.as_ref()?;
        let body = BodyShown::in_full(response, &BodyFacts::of(response, &self.secrets()));
        Some(body.bounded_for_window(response.received_bytes()))
    }

    /// The access token, if a whole response grants one (RFC 6749 section 5.1).
    #[must_use]
    pub fn access_token(&self) -> Option<String> {
        let response = self.http.response.as_ref().filter(|_| self.http.failure.is_none())?;
        granted_token(response, &BodyFacts::of(response, &self.secrets())).map(str::to_owned)
    }

    /// The body of the response exactly as it was received, to be saved in a file; `None` without a response.
    #[must_use]
    pub fn received_body(&self) -> Option<ReceivedBody<'_>> {
        let response = self.http.response.as_ref()?;
        let facts = BodyFacts::of(response, &self.secrets());
        Some(ReceivedBody { bytes: &response.body, json: facts.is_json })
    }

    /// The request as the window shows it: as it was sent, but without the client's secrets.
    #[must_use]
    pub fn sent(&self) -> SentRequest {
        sent::without_client_secrets(self.request.sent())
    }

    /// What the window must not show.
    fn secrets(&self) -> Secrets {
        let mut learned = Learned::default();
        self.teach(&mut learned);
        learned.into_secrets()
    }

    /// Makes the secrets of this exchange known.
    pub(crate) fn teach(&self, learned: &mut Learned) {
        let sent = self.request.sent();
        learned.learn_request(&sent.url, &sent.headers, &sent.form);
        if let Some(response) = &self.http.response {
            learned.learn_response(response);
        }
    }

    /// Why the request was refused.
    fn reason(
        &self,
        response: &Response,
        body: &BodyFacts,
        facts: &RequestFacts,
        by_words: Vec<Finding>,
    ) -> Option<Reasoned> {
        let asked = Asked { request: &self.request, facts };
        reason(&asked, &Answer { response, body }, by_words, &self.known)
    }

    /// Everything that a model of the server knows to be behind its refusal; `None` if it is no refusal, or if nothing is
    /// known of the server. `audiences` are those that it may expect.
    pub(crate) fn suspects(&self, audiences: &[String]) -> Option<Suspects> {
        let response = self.http.response.as_ref().filter(|_| self.http.failure.is_none())?;
        let secrets = self.secrets();
        let response = Response { headers: secrets.hide_in_headers(&response.headers), ..response.clone() };
        let body = BodyFacts::of(&response, &secrets);
        let facts = self.request_facts();
        let (verdict, by_words) = judge(None, Some((&response, &body)), &facts);
        let asked = Asked { request: &self.request, facts: &facts };
        let answer = Answer { response: &response, body: &body };
        let is_refused = verdict == Verdict::Refused;
        is_refused.then(|| Suspects::of(&asked, &answer, &by_words, &self.known, audiences)).flatten()
    }

    fn request_facts(&self) -> RequestFacts {
        let scope = self.request.scope().unwrap_or_default();
        RequestFacts::of(&self.http, scope, self.request.auth(), self.request.assertion())
    }
}
