//! Removes secrets, tokens and the assertion's signature from an exchange, so that it can be stored.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::jwt::shorten_tokens;
use crate::token_exchange::ExchangeShown;
use crate::token_request::SentRequest;
use crate::token_request::secret_names::{
    SecretInUrl, form_decoded, is_secret_field, is_secret_header, secrets_in_url,
};

/// Secrets shorter than this, in bytes, are removed only from their own field. Elsewhere they would match parts of
/// other words.
const SHORTEST_ELSEWHERE: usize = 4;
/// What replaces a secret.
const TAKEN_OUT: &str = "…";

/// The exchange as it may be stored.
///
/// # Errors
///
/// Never for an exchange that this program made.
pub fn without_secrets(exchange: &ExchangeShown) -> Result<ExchangeShown, serde_json::Error> {
    let secrets = secrets_in(&exchange.sent);
    // All texts are processed, wherever they are, so that fields added later are covered from the start.
    let mut all = serde_json::to_value(exchange)?;
    take_out(&mut all, &secrets);
    // Tokens in the response are shortened already, and would lose more each time.
    for (name, part) in all.as_object_mut().into_iter().flatten() {
        if name != "response" && name != "token" {
            shorten_tokens_in(part);
        }
    }
    serde_json::from_value(all)
}

/// Every secret of the request, in every spelling that a response may repeat, the longest first.
fn secrets_in(sent: &SentRequest) -> Vec<TakenOut> {
    let mut found = Vec::new();
    let in_form = sent.form.iter().filter(|field| is_secret_field(&field.name));
    found.extend(in_form.map(|field| field.value.clone()));
    let in_url = secrets_in_url(&sent.url);
    found.extend(in_url.iter().map(|secret| secret.value.clone()));
    for header in sent.headers.iter().filter(|header| is_secret_header(&header.name)) {
        let (_scheme, value) = header.value.split_once(' ').unwrap_or(("", &header.value));
        found.push(value.to_owned());
        found.extend(passwords_in_basic(value));
    }
    let mut spellings: Vec<String> = found.iter().flat_map(|secret| spellings(secret)).collect();
    spellings.retain(|spelling| spelling.len() >= SHORTEST_ELSEWHERE);
    let mut taken: Vec<TakenOut> = spellings
        .into_iter()
        .map(|spelling| TakenOut { stays: what_may_stay(&spelling).into_owned(), spelling })
        .collect();
    // A URL keeps the spelling that was typed. In a URL even a short secret can be recognised by its name.
    taken.extend(in_url.into_iter().map(|SecretInUrl { name, typed, .. }| TakenOut {
        stays: format!("{name}={TAKEN_OUT}"),
        spelling: format!("{name}={typed}"),
    }));
    taken.sort_by_key(|secret| std::cmp::Reverse(secret.spelling.len()));
    taken.dedup();
    taken
}

/// A text that is removed wherever it occurs, and its replacement.
#[derive(PartialEq)]
struct TakenOut {
    spelling: String,
    stays: String,
}

/// The parts after the name in Basic credentials (RFC 7617), as they are and form-decoded (RFC 6749 section 2.3.1).
/// The Business Manager grant has two of them.
fn passwords_in_basic(credentials: &str) -> Vec<String> {
    let decoded = STANDARD.decode(credentials.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let decoded = decoded.unwrap_or_default();
    let passwords = decoded.split(':').skip(1).map(str::to_owned);
    passwords.flat_map(|password| [form_decoded(&password), password]).collect()
}

fn spellings(secret: &str) -> [String; 3] {
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = Value::from(secret).to_string();
    [secret.to_owned(), form, json[1..json.len() - 1].to_owned()]
}

/// Removes the secrets from every text, and the values of fields and headers that are secrets by their name.
fn take_out(value: &mut Value, secrets: &[TakenOut]) {
    match value {
        Value::String(text) => {
            for TakenOut { spelling, stays } in secrets {
                if text.contains(spelling.as_str()) {
                    *text = text.replace(spelling.as_str(), stays);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| take_out(item, secrets)),
        Value::Object(members) => {
            let name = members.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            if let Some(Value::String(text)) = members.get_mut("value") {
                if is_secret_field(&name) {
                    *text = what_may_stay(text).into_owned();
                } else if is_secret_header(&name) {
                    *text = header_without_secret(&name, text);
                }
            }
            members.values_mut().for_each(|member| take_out(member, secrets));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What may be stored of a secret: header and claims of a signed assertion, nothing of any other secret.
fn what_may_stay(secret: &str) -> Cow<'_, str> {
    let shortened = shorten_tokens(secret);
    if shortened == secret { Cow::Borrowed(TAKEN_OUT) } else { shortened }
}

/// Keeps the authentication scheme, or a cookie's name.
fn header_without_secret(name: &str, value: &str) -> String {
    let separator = if name.to_ascii_lowercase().ends_with("cookie") { '=' } else { ' ' };
    match value.split_once(separator) {
        Some((start, _)) => format!("{start}{separator}{TAKEN_OUT}"),
        None => TAKEN_OUT.to_owned(),
    }
}

fn shorten_tokens_in(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(shortened) = shorten_tokens(text) {
                *text = shortened;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(shorten_tokens_in),
        Value::Object(members) => members.values_mut().for_each(shorten_tokens_in),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
