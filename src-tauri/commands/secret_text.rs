//! A secret that the page sends, as a parameter of a command.

use secrecy::SecretString;
use serde::Deserialize;

/// A passphrase, or a text that may be a private key. It is wiped when it is dropped, and so is what Tauri read it from:
/// see `platform/memory.rs`.
#[derive(Deserialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub(crate) struct SecretText(SecretString);

impl From<SecretText> for SecretString {
    fn from(SecretText(secret): SecretText) -> Self {
        secret
    }
}
