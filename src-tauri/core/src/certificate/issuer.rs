//! Who issued a certificate, in a few words.

use x509_parser::prelude::{FromDer, X509Certificate};

use super::name::{name_as_text, organization};

/// The issuer's organization; without one, its common name or whole name. `None` if the bytes are no certificate.
/// Nothing about the certificate is checked.
pub(crate) fn issuer_of(der: &[u8]) -> Option<String> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let issuer = certificate.issuer();
    Some(organization(issuer).unwrap_or_else(|| name_as_text(issuer))).filter(|name| !name.is_empty())
}
