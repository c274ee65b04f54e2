//! A request in the language of another tool, written when the person asks for it.
//!
//! To add a language, add a file here, a variant of [`ExportLanguage`], and its arm in [`write()`].

mod curl;
mod shell;

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

impl ExportLanguage {
    /// The name that is proposed for a file with the request.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Curl => "token-request.sh",
        }
    }
}

/// Writes a request in this language. The text contains everything that the request contains: anyone who has it can
/// use the signed assertion until it expires.
///
/// # Examples
/// ```
/// use countersign_core::interchange::export::{ExportLanguage, write};
/// # use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// # use countersign_core::key::{RsaBits, make_rsa_key};
/// # use countersign_core::key_pair::KeyPair;
/// # use countersign_core::moment::{Moment, UnixMillis};
/// # use countersign_core::diagnosis::before_sending::Confirmed;
/// # use countersign_core::prepare::prepare;
/// # use countersign_core::token_request::RequestForm;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let moment = Moment { now: UnixMillis(1_800_000_000_000), jti: "9b2f6a1e-7c1d-4a52-8f0b-3d9c5e6f7a81".into() };
/// # let key = make_rsa_key(RsaBits::Rsa2048)?;
/// # let certificate = make_self_signed(&key, &CertificateOptions::default(), moment.now.seconds())?;
/// # let key_pair = KeyPair::generated(key, certificate);
/// # let form = RequestForm { api_key: "1c2f0d7e-5a34-4b8e-9f61-2d7c8b90aa15".into(), ..RequestForm::default() };
///
/// // As in the example of `prepare`.
/// let nothing = Confirmed::default();
/// let (request, _timeouts) = prepare(&form, &key_pair, &moment, &nothing).expect("no error and no warning");
///
/// let command = write(ExportLanguage::Curl, &request.sent());
/// assert!(command.starts_with("curl "));
/// assert!(command.contains(request.url().as_str()) && command.contains(request.body()));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn write(language: ExportLanguage, request: &SentRequest) -> String {
    match language {
        ExportLanguage::Curl => curl::write(request),
    }
}
