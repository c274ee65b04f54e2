//! Times and durations in claims (RFC 7519 section 2, "NumericDate").

use serde_json::Value;

use super::decode::decode_unverified;

/// Seconds from `iat` to `exp`, if the token is a JWT that has both.
pub(crate) fn seconds_from_issue_to_end(token: &str) -> Option<i64> {
    let claims = decode_unverified(token)?.claims;
    let time = |name: &str| claims.get(name).and_then(whole_number);
    time("exp")?.checked_sub(time("iat")?)
}

/// A whole number in any of the forms that servers write: `1799`, `1799.0` and `"1799"`.
#[expect(clippy::cast_possible_truncation, reason = "floating point casts saturate")]
pub(crate) fn whole_number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|float| float as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
