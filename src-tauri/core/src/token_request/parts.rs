//! The parts of a token request while it is put together: query, headers and form, each of which the client
//! authentication may change.

use url::Url;

use crate::http::{HttpRequest, Method, NameValue, USER_AGENT};

/// The parts of a token request. A value is a `String` in a request that is sent, and an `Option` in a preview, where
/// `None` stands for what only signing brings.
pub(super) struct RequestParts<V> {
    /// Parameters that are added to the URL's query.
    pub(super) query: Vec<(&'static str, V)>,
    /// The headers, without those that follow from URL and body.
    pub(super) headers: Vec<(&'static str, V)>,
    /// The form fields.
    pub(super) form: Vec<(&'static str, V)>,
}

impl<V: From<String>> RequestParts<V> {
    /// A client credentials request (RFC 6749 section 4.4.2) that nobody has authenticated yet.
    pub(super) fn client_credentials() -> Self {
        let text = |text: &str| V::from(text.to_owned());
        Self {
            query: Vec::new(),
            headers: vec![
                ("accept", text("application/json")),
                ("content-type", text("application/x-www-form-urlencoded")),
                ("user-agent", text(USER_AGENT)),
            ],
            form: vec![("grant_type", text("client_credentials"))],
        }
    }

    /// Adds a form field behind those that are there.
    pub(super) fn add_field(&mut self, name: &'static str, value: V) {
        self.form.push((name, value));
    }

    /// Asks for these scopes (RFC 6749 section 3.3); none means that the server chooses.
    pub(super) fn add_scopes(&mut self, scopes: &[String]) {
        if !scopes.is_empty() {
            self.add_field("scope", scopes.join(" ").into());
        }
    }
}

impl RequestParts<String> {
    /// The form fields, decoded.
    pub(super) fn form_shown(&self) -> Vec<NameValue> {
        named(&self.form)
    }

    /// The request that these parts make: the form becomes the body, encoded as `application/x-www-form-urlencoded`
    /// (WHATWG URL standard section 5).
    pub(super) fn into_request(self, mut url: Url) -> HttpRequest {
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.form).finish();
        HttpRequest { method: Method::POST, url, headers: named(&self.headers), body: Some(body) }
    }
}

fn named(pairs: &[(&'static str, String)]) -> Vec<NameValue> {
    pairs.iter().map(|(name, value)| NameValue::new(*name, value)).collect()
}
