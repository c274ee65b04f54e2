//! The token request as it will be sent (RFC 6749 section 4.4.2): build it, inspect it. Sending is `exchange.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::assertion::Assertion;
use crate::client_auth::ClientAuth;
use crate::diagnosis::FindingShown;
use crate::http::NameValue;
use crate::interchange::curl;

/// What this program calls itself to servers.
pub const USER_AGENT: &str = concat!("Countersign/", env!("CARGO_PKG_VERSION"));

/// Why a claim has its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ClaimSource {
    /// Follows from the form.
    Automatic,
    /// New for every request.
    Fresh,
    /// Changed by the person.
    Edited,
    /// Added by the person.
    Added,
    /// Left out by the person.
    LeftOut,
}

/// One claim of the client assertion, as it would be signed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClaimShown {
    /// Its name.
    pub name: String,
    /// Its value as text: strings without quotes, anything else as JSON.
    pub text: String,
    /// Why it has this value.
    pub source: ClaimSource,
}

/// The request before it is sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RequestPreview {
    /// What was checked: fine, notes, warnings and errors.
    pub findings: Vec<FindingShown>,
    /// Every claim in the order in which it is signed; those left out stand at their place.
    pub claims: Vec<ClaimShown>,
    /// The client assertion's header as JSON.
    pub assertion_header: String,
    /// The client assertion's claims as indented JSON.
    pub assertion_claims: String,
    /// `POST`.
    pub method: String,
    /// The URL; as typed while it is none.
    pub url: String,
    /// The headers, as far as they are known before signing.
    pub headers: Vec<NameValue>,
    /// The form fields; `client_assertion` stands for the JWT made of header and claims.
    pub form: Vec<NameValue>,
}

/// The request as it was sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SentRequest {
    /// `POST`.
    pub method: String,
    /// The URL.
    pub url: String,
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
    /// The same request for curl, for a POSIX shell.
    pub curl: String,
}

/// The form of a client credentials request (RFC 6749 section 4.4.2): the grant, the client's proof, the scopes.
#[must_use]
pub fn client_credentials_form(auth_fields: Vec<NameValue>, scopes: &[String]) -> Vec<NameValue> {
    let mut form = vec![NameValue::new("grant_type", "client_credentials")];
    form.extend(auth_fields);
    if !scopes.is_empty() {
        form.push(NameValue::new("scope", scopes.join(" ")));
    }
    form
}

/// A token request: everything that goes over the wire, and the assertion it was made of.
#[derive(Clone, PartialEq)]
pub struct TokenRequest {
    url: Url,
    form: Vec<NameValue>,
    assertion: Option<Assertion>,
}

impl TokenRequest {
    /// The method of every token request (RFC 6749 section 3.2).
    pub const METHOD: &'static str = "POST";

    /// A client credentials request whose client proves itself with `auth`. Only `prepare` makes one, after its checks.
    pub(crate) fn client_credentials(url: Url, auth: &ClientAuth, scopes: &[String]) -> Self {
        Self {
            url,
            form: client_credentials_form(auth.fields(), scopes),
            assertion: auth.assertion().cloned(),
        }
    }

    /// The token endpoint.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The scopes that are asked for, as one text.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.form.iter().find(|field| field.name == "scope").map(|field| field.value.as_str())
    }

    /// What was signed for this request.
    #[must_use]
    pub fn assertion(&self) -> Option<&Assertion> {
        self.assertion.as_ref()
    }

    /// The body: the form, encoded as `application/x-www-form-urlencoded` (WHATWG URL standard section 5).
    #[must_use]
    pub fn body(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.form.iter().map(|field| (&field.name, &field.value)))
            .finish()
    }

    /// The headers in the order in which they are sent. `Content-Length` is known once there is a body.
    #[must_use]
    pub fn headers(url: Option<&Url>, body: Option<&str>) -> Vec<NameValue> {
        let mut headers = vec![
            NameValue::new("accept", "application/json"),
            NameValue::new("content-type", "application/x-www-form-urlencoded"),
            NameValue::new("user-agent", USER_AGENT),
        ];
        if let Some(url) = url {
            headers.push(NameValue::new("host", authority(url)));
        }
        if let Some(body) = body {
            headers.push(NameValue::new("content-length", body.len().to_string()));
        }
        headers
    }

    /// The request as the window shows it once it was sent.
    #[must_use]
    pub fn sent(&self) -> SentRequest {
        let body = self.body();
        SentRequest {
            method: Self::METHOD.into(),
            url: self.url.to_string(),
            headers: Self::headers(Some(&self.url), Some(&body)),
            form: self.form.clone(),
            assertion_header: self.assertion.as_ref().map(Assertion::header_json).unwrap_or_default(),
            assertion_claims: self.assertion.as_ref().map(Assertion::claims_json).unwrap_or_default(),
            curl: curl::command(&self.url, &Self::headers(None, None), &body),
            body,
        }
    }
}

/// The value of the `Host` header (RFC 9110 section 7.2): the port only when it is not the scheme's own.
fn authority(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => String::new(),
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The form holds a signed assertion, later secrets too.
        f.debug_struct("TokenRequest").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest").field("url", &self.url).finish_non_exhaustive()
    }
}
