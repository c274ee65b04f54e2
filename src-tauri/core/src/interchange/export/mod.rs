//! A request in the language of another tool, written when somebody wants to see it.
//!
//! A new language is a file of its own here, a variant of [`ExportLanguage`], and its arm in [`write`].

mod curl;

use serde::Deserialize;

use crate::token_request::SentRequest;

/// A language that a request can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ExportLanguage {
    /// A curl command for a POSIX shell.
    Curl,
}

/// The request in this language. It holds whatever the request holds: a signed assertion serves as long as it lives.
#[must_use]
pub fn write(language: ExportLanguage, request: &SentRequest) -> String {
    match language {
        ExportLanguage::Curl => curl::write(request),
    }
}
