//! The secrets that must not be in a report, wherever they are known from.

use secrecy::{ExposeSecret as _, SecretString};

use crate::key::PrivateKey;
use crate::redaction::{Learned, Secrets};
use crate::token_exchange::{ExchangeShown, TokenExchange};

/// The secrets that must not be in a report.
#[derive(Default)]
pub struct KnownSecrets(Learned);

impl KnownSecrets {
    /// A text, such as a passphrase.
    pub fn add(&mut self, secret: &SecretString) {
        // Exposed to be searched for.
        self.0.learn_own(secret.expose_secret());
    }

    /// A private key: its secret numbers, which are in every file and text with it.
    pub fn add_private_key(&mut self, key: &PrivateKey) {
        key.secret_numbers().iter().for_each(|number| self.0.learn_own_bytes(number));
    }

    /// What an exchange was proven with, and the tokens that it brought.
    pub fn add_exchange(&mut self, exchange: &TokenExchange) {
        exchange.teach(&mut self.0);
    }

    /// All of them, with what is a secret in this exchange as it is shown.
    pub(super) fn with_shown(mut self, exchange: &ExchangeShown) -> Secrets {
        let sent = &exchange.sent;
        self.0.learn_request(&sent.url, &sent.headers, &sent.form);
        self.0.into_secrets()
    }
}
