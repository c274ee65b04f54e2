//! Private key and certificate, each in one line for `.env` files: with `\n` for line ends, or as Base64. Such a line is a
//! secret by its nature.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret as _;

use super::dot_env::pem_in_one_line;
use super::outcome::ExportProblem;
use super::secrets::NOT_SHOWN;
use crate::key_pair::KeyPair;

/// How a line has PEM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineForm {
    /// In double quotes, with `\n` for line ends.
    Escaped,
    /// As Base64.
    Base64,
}

/// Writes the lines. The private key stands in them only if `shown`.
pub(super) fn write(key_pair: &KeyPair, form: LineForm, shown: bool) -> Result<String, ExportProblem> {
    let key = key_pair.private_key().ok_or(ExportProblem::KeyMissing)?;
    let line = |name: &str, pem: &str| match form {
        LineForm::Escaped => format!("{name}={}\n", pem_in_one_line(pem)),
        LineForm::Base64 => format!("{name}_BASE64={}\n", STANDARD.encode(pem)),
    };
    let mut text = if shown {
        // Exposed to be written, because the person asked for the key as a line.
        line("PRIVATE_KEY", key.to_pkcs8_pem().expose_secret())
    } else {
        match form {
            LineForm::Escaped => format!("PRIVATE_KEY=\"{NOT_SHOWN}\"\n"),
            LineForm::Base64 => format!("PRIVATE_KEY_BASE64={NOT_SHOWN}\n"),
        }
    };
    if let Some(certificate) = key_pair.certificate() {
        text.push_str(&line("CERTIFICATE", &certificate.to_pem()));
    }
    Ok(text)
}
