//! Removes secrets, tokens and the assertion's signature from an exchange, so that it can be stored.

use serde_json::Value;

use crate::redaction::Learned;
use crate::token_exchange::ExchangeShown;

/// The most that is stored of a body, in bytes. Responses of token endpoints have a few kilobytes.
const MAX_BODY_KEPT: usize = 64 * 1024;
/// The most that is stored of everything else that was received, in bytes: the headers, the server's words, and what
/// the token says.
const MAX_REST_KEPT: usize = 64 * 1024;

/// The exchange as it may be stored.
///
/// # Errors
///
/// Never for an exchange that this program made.
pub fn without_secrets(exchange: &ExchangeShown) -> Result<ExchangeShown, serde_json::Error> {
    let mut learned = Learned::default();
    let sent = &exchange.sent;
    learned.request(&sent.url, &sent.headers, &sent.form);
    // All texts are processed, wherever they are, so that fields added later are covered from the start. In what was
    // received, nothing is left to hide: it was shown without secrets.
    let mut all = serde_json::to_value(exchange)?;
    shorten_what_was_received(&mut all);
    learned.into_secrets().hide_in_all(&mut all);
    serde_json::from_value(all)
}

/// Cuts what the server sent, and what was read from that, so that a stored attempt cannot become very large.
fn shorten_what_was_received(all: &mut Value) {
    let mut body = all.pointer_mut("/response/body").map(Value::take);
    let mut left = MAX_REST_KEPT;
    for part in ["response", "token"] {
        cut(&mut all[part], &mut left);
    }
    if let Some(body) = &mut body {
        if body["pretty"].as_str().is_some_and(|pretty| pretty.len() > 2 * MAX_BODY_KEPT) {
            body["pretty"] = Value::Null;
        }
        if let Value::String(text) = &mut body["text"]
            && text.len() > MAX_BODY_KEPT
        {
            cut_text(text, MAX_BODY_KEPT);
            body["pretty"] = Value::Null;
            body["cut_off"] = true.into();
        }
        all["response"]["body"] = body.take();
    }
}

/// Cuts the texts in this value so that all together are no longer than what is left. Lists end where nothing is left.
fn cut(value: &mut Value, left: &mut usize) {
    match value {
        Value::String(text) => {
            cut_text(text, *left);
            // An empty text takes some space, too.
            *left = left.saturating_sub(text.len() + 1);
        }
        Value::Array(list) => list.retain_mut(|item| {
            let stays = *left > 0;
            cut(item, left);
            stays
        }),
        Value::Object(object) => object.values_mut().for_each(|item| cut(item, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Cuts a text to this number of bytes, or to a few less where a character would be split.
fn cut_text(text: &mut String, most: usize) {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or_default());
}
