//! Shortens a token so that nobody can use what remains.

use super::decode::decode_unverified;

/// Characters shown of a JWT's header, and of its claims. Both are shown decoded as well. Only the signature
/// must stay hidden: without it a JWT is of no use.
const JWT_PART_SHOWN: usize = 24;
/// Characters shown of a token that is not a JWT: enough to tell two apart, too few to guess the rest.
const OPAQUE_SHOWN: usize = 4;

/// The first characters of a token, followed by `…`. They never include a JWT's signature, and no character that means
/// something to JSON, HTML or a URL, so that they can stand in the token's place.
#[must_use]
pub fn shorten_token(token: &str) -> String {
    let start = |part: &str, length: usize| -> String {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
        part.chars().take(length).take_while(is_plain).collect()
    };
    match token.split_once('.') {
        Some((header, rest)) if decode_unverified(token).is_some() => {
            let claims = rest.split('.').next().unwrap_or_default();
            format!("{}.{}…", start(header, JWT_PART_SHOWN), start(claims, JWT_PART_SHOWN))
        }
        _ => start(token, OPAQUE_SHOWN.min(token.chars().count() / 4)) + "…",
    }
}
