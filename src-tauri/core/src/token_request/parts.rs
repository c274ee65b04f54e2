//! The parts of a token request while it is being built: query, headers and form. Client authentication may change
//! each of them.

use url::Url;

use crate::http::{HttpRequest, Method, NameValue, USER_AGENT};

/// The parts of a token request. Values are `String` in a request to be sent, and `Option<String>` in a preview,
/// where `None` is a value that is only known after signing.
pub(super) struct RequestParts<V> {
    /// Parameters to add to the URL's query.
    pub(super) query: Vec<(&'static str, V)>,
    /// The headers, except those that follow from the URL and the body.
    pub(super) headers: Vec<(&'static str, V)>,
    /// The form fields.
    pub(super) form: Vec<(&'static str, V)>,
}

impl<V: From<String>> RequestParts<V> {
    /// A client credentials request (RFC 6749 section 4.4.2) without client authentication.
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

    /// Adds a form field after the existing ones.
    pub(super) fn add_field(&mut self, name: &'static str, value: V) {
        self.form.push((name, value));
    }

    /// Requests these scopes (RFC 6749 section 3.3). If there are none, the server chooses.
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

    /// The request made from these parts. The form becomes the body, encoded as `application/x-www-form-urlencoded`
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
