//! The names under which requests and responses carry secrets: members, form fields, URL parameters and headers. What
//! counts is what a name means, not how it is spelled: `access_token`, `accessToken` and `X-Access-Token` are one.

use std::borrow::Cow;

use crate::http::NameValue;
use crate::jwt::shorten_token;

/// What the name of a secret ends with, in lower case and without `_` and `-` (RFC 6749, RFC 7521, RFC 7523, RFC 8693,
/// RFC 9110).
const ENDINGS: [&str; 17] = [
    "token",
    "tokenvalue",
    "tokenhint",
    "jwt",
    "assertion",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "accesskey",
    "privatekey",
    "codeverifier",
    "devicecode",
    "authorizationcode",
    "authorization",
    "credential",
    "cookie",
];
/// The shortest name of a secret, in bytes.
pub(super) const SHORTEST: usize = 3;
/// Those of them that name a token. Its first characters may stay, to tell two apart.
const TOKENS: [&str; 4] = ["token", "tokenvalue", "jwt", "assertion"];
/// Members beside a token, in an object that is named like a token, that say something about it.
const ABOUT_A_TOKEN: [&str; 12] = [
    "type",
    "kind",
    "tokentype",
    "scope",
    "alg",
    "algorithm",
    "format",
    "issuer",
    "iss",
    "aud",
    "clientid",
    "expiresat",
];
/// What replaces a secret.
pub(super) const HIDDEN: &str = "…";
/// The most characters of a token that was shortened before.
const LONGEST_SHORTENED: usize = 50;

/// A URL parameter whose value is a secret.
pub(crate) struct SecretInUrl {
    /// Name, decoded.
    pub(crate) name: String,
    /// Value, decoded.
    pub(crate) value: String,
}

/// The URL parameters that are secrets by their name.
pub(crate) fn secrets_in_url(url: &str) -> Vec<SecretInUrl> {
    let query = url.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default());
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(name, value)| !value.is_empty() && is_secret_field(name))
        .map(|(name, value)| SecretInUrl { name: name.into_owned(), value: value.into_owned() })
        .collect()
}

/// The first URL parameter that is a secret by its name.
pub(crate) fn secret_parameter(url: &url::Url) -> Option<String> {
    secrets_in_url(url.as_str()).into_iter().next().map(|secret| secret.name)
}

/// Whether a form field or URL parameter with this name holds a secret. There, unlike in a response, a code is one
/// (RFC 6749 section 4.1.3).
pub(crate) fn is_secret_field(name: &str) -> bool {
    is_secret(name) || name.eq_ignore_ascii_case("code")
}

/// Whether a member or header with this name holds a secret.
pub(super) fn is_secret(name: &str) -> bool {
    ends_with_one_of(&ENDINGS, name)
}

/// Whether this name is that of a token, an assertion among them.
pub(super) fn is_token(name: &str) -> bool {
    ends_with_one_of(&TOKENS, name)
}

/// Whether this name says something about a token, rather than being one.
pub(super) fn is_about_a_token(name: &str) -> bool {
    ABOUT_A_TOKEN.contains(&&*singular(name))
}

/// What may stay of a secret: a token's first characters, and nothing of any other secret.
pub(super) fn what_may_stay(name: &str, value: &str) -> String {
    if is_shortened(value) {
        value.to_owned()
    } else if is_token(name) {
        shorten_token(value)
    } else {
        HIDDEN.to_owned()
    }
}

/// The secret in a header or form field with the name of one: without the authentication scheme, or the name and the
/// attributes of a cookie. With it, what may stay of the whole value.
pub(super) fn secret_of(field: &NameValue) -> (&str, String) {
    let NameValue { name, value } = field;
    let separator = if ends_with_one_of(&["cookie"], name) {
        '='
    } else if ends_with_one_of(&["authorization"], name) {
        ' '
    } else {
        return (value, what_may_stay(name, value));
    };
    match value.split_once(separator) {
        Some((start, rest)) if separator == '=' => {
            (rest.split(';').next().unwrap_or_default(), format!("{start}={HIDDEN}"))
        }
        Some((scheme, rest)) => (rest.trim(), format!("{scheme} {HIDDEN}")),
        None => (value, HIDDEN.to_owned()),
    }
}

/// Whether a token was shortened before. A token consists of visible ASCII characters (RFC 6749 appendix A.12), so none
/// contains `…`.
fn is_shortened(value: &str) -> bool {
    value.ends_with(HIDDEN) && value.chars().count() <= LONGEST_SHORTENED
}

fn ends_with_one_of(endings: &[&str], name: &str) -> bool {
    let name = singular(name);
    endings.iter().any(|ending| name.ends_with(ending))
}

/// The last part of a dotted name, in lower case, without `_` and `-`, and without the `s` of a plural.
fn singular(name: &str) -> Cow<'_, str> {
    let last = name.rsplit('.').next().unwrap_or_default();
    let mut plain: String = last.chars().filter(|c| !matches!(c, '_' | '-')).collect();
    plain.make_ascii_lowercase();
    Cow::Owned(plain.strip_suffix('s').map(str::to_owned).unwrap_or(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_by_what_it_means() {
        for name in [
            "access_token",
            "accessToken",
            "ACCESS-TOKEN",
            "X-Auth-Token",
            "token",
            "tokens",
            "data.access_token",
            "client_secret",
            "clientSecret",
            "client_assertion",
            "Authorization",
            "Set-Cookie",
            "credentials",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "token_type",
            "expires_in",
            "token_endpoint",
            "code",
            "error",
            "scope",
            "refresh_token_expires_in",
        ] {
            assert!(!is_secret(name), "{name}");
        }
        assert!(is_secret_field("code"));
    }

    #[test]
    fn what_stays_of_a_header_says_how_the_client_authenticated() {
        let stays = |name: &str, value: &str| secret_of(&NameValue::new(name, value)).1;
        assert_eq!(stays("Authorization", "Basic aWQ6c2VjcmV0"), "Basic …");
        assert_eq!(stays("Set-Cookie", "session=abc; Path=/"), "session=…");
        assert_eq!(stays("client_secret", "abc"), "…");
        assert_eq!(stays("X-Access-Token", "0f8d6a2c-opaque"), "0f8…");
        assert_eq!(stays("X-Access-Token", "0f8…"), "0f8…");
    }
}
