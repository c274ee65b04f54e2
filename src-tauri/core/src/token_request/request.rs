//! The token request as it is sent (RFC 6749 section 4.4.2), signed and complete.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::assertion::Assertion;
use super::client_auth::ClientAuth;
use super::parts::RequestParts;
use crate::account_manager::Recipient;
use crate::http::{HttpRequest, NameValue};

/// The request as it was sent. The history stores this type: a field that is added needs a default, so that older
/// attempts can be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SentRequest {
    /// `POST`.
    pub method: String,
    /// The URL.
    pub url: String,
    /// Who the URL belongs to. Read anew from the URL of a stored request.
    #[serde(default)]
    pub recipient: Recipient,
    /// The headers.
    pub headers: Vec<NameValue>,
    /// The form fields, decoded, with the client assertion.
    pub form: Vec<NameValue>,
    /// The body as it went over the wire.
    pub body: String,
    /// The client assertion's header as indented JSON.
    pub assertion_header: String,
    /// The client assertion's claims as indented JSON.
    pub assertion_claims: String,
}

/// A token request: everything that goes over the wire, and what it was made of.
#[derive(Clone, PartialEq)]
pub struct TokenRequest {
    http: HttpRequest,
    form: Vec<NameValue>,
    assertion: Option<Assertion>,
}

impl TokenRequest {
    /// A client credentials request that `auth` authenticates.
    pub(super) fn client_credentials(url: Url, auth: ClientAuth, scopes: &[String]) -> Self {
        let mut parts = RequestParts::client_credentials();
        auth.write(&mut parts);
        parts.add_scopes(scopes);
        Self { form: parts.form_shown(), http: parts.into_request(url), assertion: auth.into_assertion() }
    }

    /// The request as HTTP.
    #[must_use]
    pub fn http(&self) -> &HttpRequest {
        &self.http
    }

    /// The token endpoint.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.http.url
    }

    /// The scopes that are asked for, as one text.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.form.iter().find(|field| field.name == "scope").map(|field| field.value.as_str())
    }

    /// What was signed for this request, if anything was.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        self.assertion.as_ref()
    }

    /// The body as it goes over the wire.
    #[must_use]
    pub fn body(&self) -> &str {
        self.http.body.as_deref().unwrap_or_default()
    }

    /// The request as the window shows it once it was sent.
    #[must_use]
    pub fn sent(&self) -> SentRequest {
        SentRequest {
            method: self.http.method.to_string(),
            url: self.http.url.to_string(),
            recipient: Recipient::at(self.http.url.as_str()),
            headers: self.http.headers_on_the_wire(),
            form: self.form.clone(),
            body: self.body().to_owned(),
            assertion_header: self.assertion.as_ref().map(Assertion::header_json).unwrap_or_default(),
            assertion_claims: self.assertion.as_ref().map(Assertion::claims_json).unwrap_or_default(),
        }
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers, form and body hold what authenticates the client.
        f.debug_struct("TokenRequest").field("url", &self.url().as_str()).finish_non_exhaustive()
    }
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest").field("url", &self.url).finish_non_exhaustive()
    }
}
