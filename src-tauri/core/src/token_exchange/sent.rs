//! Hides the client's secrets in a request that was sent.

use crate::redaction::Learned;
use crate::token_request::SentRequest;

/// The request without the client's secrets. An assertion stays: it serves once, and the person wants to see it.
pub(super) fn without_client_secrets(sent: SentRequest) -> SentRequest {
    let mut learned = Learned::default();
    learned.learn_client_secrets(&sent.headers, &sent.form);
    if learned.is_empty() {
        return sent;
    }
    let secrets = learned.into_secrets();
    SentRequest {
        headers: secrets.hide_in_headers(&sent.headers),
        form: secrets.hide_in_form(&sent.form),
        body: secrets.hide(&sent.body).into_owned(),
        secrets_hidden: true,
        ..sent
    }
}
