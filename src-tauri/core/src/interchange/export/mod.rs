//! A request in the language of another tool, written when the person asks for it.
//!
//! To add a language, add a file here, a variant of [`ExportLanguage`], and its arm in [`write`].

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

/// Writes a request in this language. The text contains everything that the request contains: anyone who has it can
/// use the signed assertion until it expires.
#[must_use]
pub fn write(language: ExportLanguage, request: &SentRequest) -> String {
    match language {
        ExportLanguage::Curl => curl::write(request),
    }
}
