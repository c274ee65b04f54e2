//! A certificate as text for Account Manager's field "Client JWT Bearer Public Key".

use std::fmt;

use super::LONGEST_PUBLIC_KEY;
use crate::certificate::Certificate;

/// The certificate is longer than Account Manager's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateTooLong {
    /// Length of the certificate as PEM, in characters.
    pub characters: usize,
}

impl fmt::Display for CertificateTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the certificate has {} characters, at most {LONGEST_PUBLIC_KEY} fit", self.characters)
    }
}

impl std::error::Error for CertificateTooLong {}

/// The certificate as PEM for the field: nothing before the first and nothing after the last dash.
///
/// # Errors
/// If it is longer than the field.
pub fn certificate_text(certificate: &Certificate) -> Result<String, CertificateTooLong> {
    let text = certificate.bare_pem();
    // PEM is ASCII, so bytes are characters.
    let characters = text.len();
    if characters > LONGEST_PUBLIC_KEY { Err(CertificateTooLong { characters }) } else { Ok(text) }
}
