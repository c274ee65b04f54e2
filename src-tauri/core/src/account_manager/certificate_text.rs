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
///
/// # Examples
/// ```
/// use countersign_core::account_manager::certificate_text;
/// use countersign_core::certificate::{CertificateOptions, make_self_signed};
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::moment::UnixSeconds;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let certificate = make_self_signed(&key, &CertificateOptions::default(), UnixSeconds(1_800_000_000))?;
///
/// let text = certificate_text(&certificate)?;
/// assert!(text.starts_with("-----BEGIN CERTIFICATE-----"));
/// assert!(text.ends_with("-----END CERTIFICATE-----"), "no line break after the last dash");
/// # Ok(())
/// # }
/// ```
pub fn certificate_text(certificate: &Certificate) -> Result<String, CertificateTooLong> {
    let text = certificate.bare_pem();
    // PEM is ASCII, so bytes are characters.
    let characters = text.len();
    if characters > LONGEST_PUBLIC_KEY { Err(CertificateTooLong { characters }) } else { Ok(text) }
}
