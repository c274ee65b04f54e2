//! The parts of a token request while it is being built: query, headers and form. Client authentication may change
//! each of them.

use std::borrow::Cow;

use serde::Serialize;
use url::Url;

use super::grant::Grant;
use crate::http::{HttpRequest, Method, NameValue, USER_AGENT};
use crate::redaction::is_secret_parameter;

/// A value in a preview of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ValuePreview {
    /// It is known.
    Known {
        /// The value, decoded.
        text: String,
    },
    /// It is only known after signing.
    AfterSigning,
    /// It is a secret, or contains one.
    Hidden {
        /// What stands before the secret.
        start: String,
    },
}

impl ValuePreview {
    /// The value, if it can be shown now.
    pub(crate) fn known(self) -> Option<String> {
        match self {
            Self::Known { text } => Some(text),
            Self::AfterSigning | Self::Hidden { .. } => None,
        }
    }
}

impl From<String> for ValuePreview {
    fn from(text: String) -> Self {
        Self::Known { text }
    }
}

/// A value that can stand for a secret.
pub(super) trait Hidden: From<String> {
    /// This start and a secret; `None` is a secret that is not shown.
    fn after(start: &str, secret: Option<String>) -> Self;
}

impl Hidden for ValuePreview {
    fn after(start: &str, _: Option<String>) -> Self {
        Self::Hidden { start: start.to_owned() }
    }
}

impl Hidden for String {
    fn after(start: &str, secret: Option<String>) -> Self {
        format!("{start}{}", secret.unwrap_or_default())
    }
}

/// What a request asks for besides its grant.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    /// The scopes.
    pub(super) scopes: Vec<String>,
    /// Further form parameters.
    pub(super) parameters: Vec<NameValue>,
}

impl Asked {
    /// Writes it into a request.
    pub(super) fn write<V: Hidden>(&self, parts: &mut RequestParts<V>) {
        parts.add_scopes(&self.scopes);
        parts.add_parameters(&self.parameters);
    }
}

/// The parts of a token request. Values are `String` in a request to be sent, and [`ValuePreview`] in a preview.
pub(super) struct RequestParts<V> {
    /// Parameters to add to the URL's query.
    pub(super) query: Vec<(&'static str, V)>,
    /// The headers, except those that follow from the URL and the body.
    pub(super) headers: Vec<(&'static str, V)>,
    /// The form fields.
    pub(super) form: Vec<(Cow<'static, str>, V)>,
}

impl<V: From<String>> RequestParts<V> {
    /// A request for this grant without client authentication.
    pub(super) fn of(grant: Grant) -> Self {
        let text = |text: &str| V::from(text.to_owned());
        Self {
            query: Vec::new(),
            headers: vec![
                ("accept", text("application/json")),
                ("content-type", text("application/x-www-form-urlencoded")),
                ("user-agent", text(USER_AGENT)),
            ],
            form: vec![("grant_type".into(), text(grant.grant_type()))],
        }
    }

    /// Adds a parameter to the URL's query.
    pub(super) fn add_query(&mut self, name: &'static str, value: V) {
        self.query.push((name, value));
    }

    /// Adds a header after the existing ones.
    pub(super) fn add_header(&mut self, name: &'static str, value: V) {
        self.headers.push((name, value));
    }

    /// Adds a form field after the existing ones.
    pub(super) fn add_field(&mut self, name: &'static str, value: V) {
        self.form.push((name.into(), value));
    }

    /// Requests these scopes (RFC 6749 section 3.3). If there are none, the server chooses.
    pub(super) fn add_scopes(&mut self, scopes: &[String]) {
        if !scopes.is_empty() {
            self.add_field("scope", scopes.join(" ").into());
        }
    }
}

impl<V: Hidden> RequestParts<V> {
    /// Adds the further form parameters after everything else. One with the name of a secret is not shown.
    pub(super) fn add_parameters(&mut self, parameters: &[NameValue]) {
        for NameValue { name, value } in parameters {
            let value = if is_secret_parameter(name) {
                V::after("", Some(value.clone()))
            } else {
                V::from(value.clone())
            };
            self.form.push((name.clone().into(), value));
        }
    }
}

impl RequestParts<String> {
    /// The form fields, decoded.
    pub(super) fn form_shown(&self) -> Vec<NameValue> {
        self.form.iter().map(|(name, value)| NameValue::new(&**name, value)).collect()
    }

    /// The request made from these parts. The form becomes the body, encoded as `application/x-www-form-urlencoded`
    /// (WHATWG URL standard section 5).
    pub(super) fn into_request(self, url: Url) -> HttpRequest {
        let url = with_query(url, self.query.iter().map(|(name, value)| (*name, value)));
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.form.iter().map(|(name, value)| (&**name, value)))
            .finish();
        HttpRequest { method: Method::POST, url, headers: named(&self.headers), body: Some(body) }
    }
}

/// The URL with these parameters added to its query.
pub(super) fn with_query<V: AsRef<str>>(
    mut url: Url,
    parameters: impl IntoIterator<Item = (&'static str, V)>,
) -> Url {
    let mut parameters = parameters.into_iter().peekable();
    if parameters.peek().is_some() {
        url.query_pairs_mut().extend_pairs(parameters);
    }
    url
}

fn named(pairs: &[(&'static str, String)]) -> Vec<NameValue> {
    pairs.iter().map(|(name, value)| NameValue::new(*name, value)).collect()
}
