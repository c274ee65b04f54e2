//! The names under which requests carry secrets: form fields, URL parameters and headers.

/// Form fields and URL parameters whose value is a secret (RFC 6749, RFC 7521, RFC 7523).
const SECRET_FIELDS: [&str; 9] = [
    "client_secret",
    "client_assertion",
    "assertion",
    "password",
    "access_key",
    "code",
    "refresh_token",
    "access_token",
    "id_token",
];
/// Headers whose value is a secret.
const SECRET_HEADERS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// A URL parameter whose value is a secret.
pub(crate) struct SecretInUrl {
    /// Name, as typed.
    pub(crate) name: String,
    /// Value, as typed.
    pub(crate) typed: String,
    /// Value, decoded.
    pub(crate) value: String,
}

/// The URL parameters that are secrets by their name. This reads the text of the URL, because parsing would lose the
/// spelling that was typed: `%20` or `+`, `%2b` or `%2B`.
pub(crate) fn secrets_in_url(url: &str) -> Vec<SecretInUrl> {
    let query = url.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default());
    let pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, typed)| !typed.is_empty() && is_secret_field(&form_decoded(name)))
        .map(|(name, typed)| SecretInUrl {
            name: name.to_owned(),
            typed: typed.to_owned(),
            value: form_decoded(typed),
        })
        .collect()
}

/// The first URL parameter that is a secret by its name.
pub(crate) fn secret_parameter(url: &url::Url) -> Option<String> {
    secrets_in_url(url.as_str()).into_iter().next().map(|secret| form_decoded(&secret.name))
}

/// Form-decodes a text. It may contain `&` and `=`, for example a secret in a Basic header that was not encoded.
pub(crate) fn form_decoded(text: &str) -> String {
    let encoded = text.replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(encoded.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

/// Whether a form field or URL parameter with this name holds a secret.
pub(crate) fn is_secret_field(name: &str) -> bool {
    is_one_of(&SECRET_FIELDS, name)
}

/// Whether a header with this name holds a secret.
pub(crate) fn is_secret_header(name: &str) -> bool {
    is_one_of(&SECRET_HEADERS, name)
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|secret| secret.eq_ignore_ascii_case(name))
}
