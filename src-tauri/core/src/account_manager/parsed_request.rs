//! Reads what a token request says: its form fields and the client authentication in its headers. Decides nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

/// The media type of token requests (RFC 6749 appendix B).
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A token request, taken apart.
pub(crate) struct ParsedTokenRequest {
    /// Whether the body is form-encoded.
    pub(crate) is_form: bool,
    fields: Vec<(String, String)>,
    pub(crate) basic: Option<Basic>,
}

/// A Basic header (RFC 7617): both parts form-decoded, and the secret also as sent.
pub(crate) struct Basic {
    pub(crate) client_id: Option<String>,
    /// Form-decoded (RFC 6749 section 2.3.1); `None` if it cannot be decoded.
    pub(crate) secret: Option<String>,
    /// Exactly as sent, not form-decoded.
    pub(crate) raw_secret: String,
}

impl ParsedTokenRequest {
    pub(crate) fn read(content_type: Option<&str>, authorization: Option<&str>, body: &[u8]) -> Self {
        let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_form = media_type.eq_ignore_ascii_case(FORM);
        let fields = if is_form { form_urlencoded::parse(body).into_owned().collect() } else { Vec::new() };
        Self { is_form, fields, basic: authorization.and_then(read_basic) }
    }

    /// The value of a field. An empty value counts as left out (RFC 6749 section 3.2).
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let value = self.fields.iter().find(|(its, _)| its == name).map(|(_, value)| value.as_str());
        value.filter(|value| !value.is_empty())
    }

    /// The name of a field that appears twice, which RFC 6749 section 3.2 forbids.
    pub(crate) fn twice(&self) -> Option<&str> {
        let mut names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
    }
}

/// A header of another scheme, or one that cannot be read, authenticates nothing and counts as left out.
fn read_basic(authorization: &str) -> Option<Basic> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, raw_secret) = decoded.split_once(':')?;
    Some(Basic {
        client_id: form_decode(client_id),
        secret: form_decode(raw_secret),
        raw_secret: raw_secret.to_owned(),
    })
}

/// Form decoding that requires two hexadecimal digits after each `%`, as the servers do.
fn form_decode(text: &str) -> Option<String> {
    let broken = text.match_indices('%').any(|(at, _)| {
        !text.as_bytes().get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if broken {
        return None;
    }
    // Decoded as the value of a form field. An `&`, which would end the value, is escaped so that it stands for
    // itself.
    let value = format!("v={}", text.replace('&', "%26"));
    form_urlencoded::parse(value.as_bytes()).next().map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(text: &str) -> Basic {
        read_basic(&format!("Basic {}", STANDARD.encode(text))).unwrap()
    }

    #[test]
    fn both_parts_of_a_basic_header_are_form_decoded() {
        let read = basic("an%20id:p%2Bss%3Aw%25rd+1");
        assert_eq!((read.client_id.as_deref(), read.secret.as_deref()), (Some("an id"), Some("p+ss:w%rd 1")));
        assert_eq!(basic("id:a&b=c:d").secret.as_deref(), Some("a&b=c:d"));
    }

    #[test]
    fn a_percent_sign_that_was_not_encoded_cannot_be_decoded() {
        for secret in ["100%", "5%zz", "%2"] {
            assert_eq!(basic(&format!("id:{secret}")).secret, None, "{secret}");
        }
    }

    #[test]
    fn a_field_that_appears_twice_is_found() {
        let request = ParsedTokenRequest::read(
            Some("application/x-www-form-urlencoded;charset=UTF-8"),
            None,
            b"a=1&b=&a=2",
        );
        assert_eq!((request.twice(), request.field("b")), (Some("a"), None));
    }
}
