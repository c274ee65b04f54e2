//! Takes out of an exchange what opens a door: secrets, the assertion's signature, tokens. What is left can be kept.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::access_token::shorten_all;
use crate::answer::ExchangeShown;
use crate::token_request::SentRequest;

/// Form fields, and parameters of a URL, whose value is a secret (RFC 6749, RFC 7521, RFC 7523).
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
/// A shorter secret is taken out of its own field only: everywhere else it would tear other words apart.
const SHORTEST_ELSEWHERE: usize = 4;
/// What stands in the place of a secret.
const TAKEN_OUT: &str = "…";
/// No more than this is kept of a body, in bytes. Answers of token endpoints have a few kilobytes.
const MAX_BODY_KEPT: usize = 64 * 1024;

/// The exchange as it may be kept.
///
/// # Errors
///
/// Never for an exchange that this program made.
pub fn without_secrets(exchange: &ExchangeShown) -> Result<ExchangeShown, serde_json::Error> {
    let secrets = secrets_in(&exchange.sent);
    // All texts, wherever they are: what is added to an exchange later is covered from the beginning.
    let mut all = serde_json::to_value(exchange)?;
    take_out(&mut all, &secrets);
    // The tokens in the response are shortened already, and would lose more each time.
    for (name, part) in all.as_object_mut().into_iter().flatten() {
        if name != "response" && name != "token" {
            shorten_tokens(part);
        }
    }
    let mut kept: ExchangeShown = serde_json::from_value(all)?;
    if let Some(response) = &mut kept.response
        && response.body.text.len() > MAX_BODY_KEPT
    {
        let text = &mut response.body.text;
        let end = (0..=MAX_BODY_KEPT).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        response.body.pretty = None;
        response.body.cut_off = true;
    }
    Ok(kept)
}

/// Every secret of the request in every spelling in which it may come back, the longest first.
fn secrets_in(sent: &SentRequest) -> Vec<String> {
    let mut found = Vec::new();
    let in_form = sent.form.iter().filter(|field| is_one_of(&SECRET_FIELDS, &field.name));
    found.extend(in_form.map(|field| field.value.clone()));
    if let Ok(url) = url::Url::parse(&sent.url) {
        let in_url = url.query_pairs().filter(|(name, _)| is_one_of(&SECRET_FIELDS, name));
        found.extend(in_url.map(|(_, value)| value.into_owned()));
    }
    for header in sent.headers.iter().filter(|header| is_one_of(&SECRET_HEADERS, &header.name)) {
        let (_scheme, value) = header.value.split_once(' ').unwrap_or(("", &header.value));
        found.push(value.to_owned());
        found.extend(passwords_in_basic(value));
    }
    let mut spellings: Vec<String> = found.iter().flat_map(|secret| spellings(secret)).collect();
    spellings.retain(|spelling| spelling.len() >= SHORTEST_ELSEWHERE);
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
    spellings.dedup();
    spellings
}

/// What follows the name in the credentials of Basic authentication (RFC 7617), as it is and form-decoded
/// (RFC 6749 section 2.3.1). Business Manager's way has two of them.
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

fn form_decoded(text: &str) -> String {
    url::form_urlencoded::parse(text.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|secret| secret.eq_ignore_ascii_case(name))
}

/// Takes the secrets out of every text, and the values of fields and headers that are secrets by their name.
fn take_out(value: &mut Value, secrets: &[String]) {
    match value {
        Value::String(text) => {
            for secret in secrets {
                if text.contains(secret.as_str()) {
                    *text = text.replace(secret.as_str(), &what_may_stay(secret));
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| take_out(item, secrets)),
        Value::Object(members) => {
            let name = members.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            if let Some(Value::String(text)) = members.get_mut("value") {
                if is_one_of(&SECRET_FIELDS, &name) {
                    *text = what_may_stay(text).into_owned();
                } else if is_one_of(&SECRET_HEADERS, &name) {
                    *text = header_without_secret(&name, text);
                }
            }
            members.values_mut().for_each(|member| take_out(member, secrets));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Of a signed assertion header and claims may stay; of any other secret nothing.
fn what_may_stay(secret: &str) -> Cow<'_, str> {
    let shortened = shorten_all(secret);
    if shortened == secret { Cow::Borrowed(TAKEN_OUT) } else { shortened }
}

/// The scheme of an authorization stays, and a cookie's name.
fn header_without_secret(name: &str, value: &str) -> String {
    let separator = if name.to_ascii_lowercase().ends_with("cookie") { '=' } else { ' ' };
    match value.split_once(separator) {
        Some((start, _)) => format!("{start}{separator}{TAKEN_OUT}"),
        None => TAKEN_OUT.to_owned(),
    }
}

fn shorten_tokens(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(shortened) = shorten_all(text) {
                *text = shortened;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(shorten_tokens),
        Value::Object(members) => members.values_mut().for_each(shorten_tokens),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
