//! The finished token request (RFC 6749 sections 4.4.2 and 4.5), with the proof of who the client is.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::assertion::Assertion;
use super::client_auth::{AuthUsed, ClientAuth};
use super::form::AuthMethod;
use super::grant::Grant;
use super::parts::{Asked, RequestParts};
use crate::account_manager::Recipient;
use crate::certificate::Certificate;
use crate::http::{Connection, HttpRequest, NameValue, ProxySettings, Timeouts, without_query};

/// A request that was sent, as the window shows it. The history stores this type. A new field therefore needs a
/// default, so that older attempts can still be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SentRequest {
    /// The HTTP method, always `POST`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Who it was sent to.
    #[serde(default)]
    pub recipient: Recipient,
    /// The headers.
    pub headers: Vec<NameValue>,
    /// The form fields, decoded, including the client assertion.
    pub form: Vec<NameValue>,
    /// The body exactly as sent, unless secrets are hidden.
    pub body: String,
    /// The client assertion's header as JSON.
    pub assertion_header: String,
    /// The client assertion's claims as JSON.
    pub assertion_claims: String,
    /// The client's secrets are hidden in headers, form and body. An assertion is none.
    #[serde(default)]
    pub secrets_hidden: bool,
    /// How the client authenticated. Attempts from before this was stored used a signed JWT.
    #[serde(default)]
    pub auth_method: AuthMethod,
}

/// A token request: everything that is sent, and what it was made from.
#[derive(Clone, PartialEq)]
pub struct TokenRequest {
    http: HttpRequest,
    recipient: Recipient,
    form: Vec<NameValue>,
    auth: AuthUsed,
    assertion: Option<Assertion>,
    trusted: Vec<Certificate>,
}

impl TokenRequest {
    /// A request for this grant to this recipient, authenticated by `auth`.
    pub(super) fn new(grant: Grant, url: Url, recipient: Recipient, auth: ClientAuth, asked: &Asked) -> Self {
        let mut parts = RequestParts::of(grant);
        auth.write(&mut parts);
        asked.write(&mut parts);
        Self {
            form: parts.form_shown(),
            http: parts.into_request(url),
            recipient,
            auth: auth.used(),
            assertion: auth.into_assertion(),
            trusted: Vec::new(),
        }
    }

    /// The same request, for which these certificates are trusted besides those that the system trusts.
    pub(super) fn trusting(self, trusted: Vec<Certificate>) -> Self {
        Self { trusted, ..self }
    }

    /// The connection for this request.
    #[must_use]
    pub fn connection(&self, timeouts: Timeouts, proxies: &ProxySettings) -> Connection {
        let connection = Connection::to(self.url(), timeouts, proxies);
        self.trusted.iter().fold(connection, |connection, certificate| connection.trusting(certificate.der()))
    }

    /// The HTTP request.
    #[must_use]
    pub fn http(&self) -> &HttpRequest {
        &self.http
    }

    /// The token endpoint.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.http.url
    }

    /// Who gets the request.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        self.recipient
    }

    /// The requested scopes, separated by spaces.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.form.iter().find(|field| field.name == "scope").map(|field| field.value.as_str())
    }

    /// How the client authenticates.
    #[must_use]
    pub fn auth(&self) -> AuthUsed {
        self.auth
    }

    /// The assertion that was signed for this request, if there is one.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        self.assertion.as_ref()
    }

    /// The body exactly as it is sent.
    #[must_use]
    pub fn body(&self) -> &str {
        self.http.body.as_deref().unwrap_or_default()
    }

    /// The request as it was sent, with the client's secrets.
    #[must_use]
    pub fn sent(&self) -> SentRequest {
        SentRequest {
            method: self.http.method.to_string(),
            url: self.http.url.to_string(),
            recipient: self.recipient,
            headers: self.http.headers_on_the_wire(),
            form: self.form.clone(),
            body: self.body().to_owned(),
            assertion_header: self.assertion.as_ref().map(Assertion::header_json).unwrap_or_default(),
            assertion_claims: self.assertion.as_ref().map(Assertion::claims_json).unwrap_or_default(),
            secrets_hidden: false,
            auth_method: self.auth.method(),
        }
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers, form and body contain the client authentication.
        f.debug_struct("TokenRequest")
            .field("url", &without_query(self.url().as_str()))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest").field("url", &without_query(&self.url)).finish_non_exhaustive()
    }
}
