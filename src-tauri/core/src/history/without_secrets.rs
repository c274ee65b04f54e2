//! Removes secrets, tokens and the assertion's signature from an exchange, so that it can be stored.

use crate::redaction::Learned;
use crate::token_exchange::ExchangeShown;

/// The exchange as it may be stored.
///
/// # Errors
///
/// Never for an exchange that this program made.
pub fn without_secrets(exchange: &ExchangeShown) -> Result<ExchangeShown, serde_json::Error> {
    let mut learned = Learned::default();
    let sent = &exchange.sent;
    learned.learn_request(&sent.url, &sent.headers, &sent.form);
    // All texts are processed, wherever they are, so that fields added later are covered from the start. In what was
    // received, nothing is left to hide: it was shown without secrets.
    let mut all = serde_json::to_value(exchange)?;
    learned.into_secrets().hide_in_all(&mut all);
    serde_json::from_value(all)
}
