//! Certificates that the person trusts for one server, in the files that hold them: PEM or DER.

use serde::Serialize;
use x509_parser::pem::Pem;

use super::Certificate;
use crate::moment::UnixSeconds;

/// The most certificates that are read of one text.
const MOST: usize = 16;
const LABEL: &str = "CERTIFICATE";

/// A certificate that is trusted for one server, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrustedCertificate {
    /// The subject's common name; without one, the whole subject.
    pub subject: String,
    /// The last second of its validity.
    pub not_after: UnixSeconds,
    /// SHA-256 fingerprint of the DER, in hexadecimal with colons.
    pub fingerprint_sha256: String,
}

impl TrustedCertificate {
    /// What the window shows of this certificate.
    #[must_use]
    pub fn of(certificate: &Certificate, now: UnixSeconds) -> Self {
        let facts = certificate.facts(now);
        Self {
            subject: facts.subject,
            not_after: facts.not_after,
            fingerprint_sha256: facts.fingerprint_sha256,
        }
    }
}

/// The certificates in a text with PEM, or in one that is DER. Anything else in it is not read, private keys least of
/// all.
#[must_use]
pub fn certificates_in(bytes: &[u8]) -> Vec<Certificate> {
    if let Ok(certificate) = Certificate::from_der(bytes) {
        return vec![certificate];
    }
    let blocks = Pem::iter_from_buffer(bytes).filter_map(Result::ok).filter(|block| block.label == LABEL);
    let mut found: Vec<Certificate> = Vec::new();
    for certificate in blocks.take(MOST).filter_map(|block| Certificate::from_der(&block.contents).ok()) {
        if !found.iter().any(|other| other.der() == certificate.der()) {
            found.push(certificate);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{CertificateOptions, make_self_signed};
    use crate::key::{RsaBits, make_rsa_key};

    #[test]
    fn certificates_are_read_from_pem_and_der_and_nothing_else_is() {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let now = UnixSeconds(1_795_444_800);
        let certificate = make_self_signed(&key, &CertificateOptions::default(), now).unwrap();
        let pem = certificate.to_pem();
        let ders = |bytes: &[u8]| certificates_in(bytes).iter().map(|c| c.der().to_vec()).collect::<Vec<_>>();
        let one = [certificate.der().to_vec()];
        assert_eq!(ders(certificate.der()), one);
        assert_eq!(ders(pem.as_bytes()), one);
        assert_eq!(ders(format!("# our authority\n{pem}\n{pem}").as_bytes()), one, "each once");
        for nothing in
            [&b""[..], b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
        {
            assert!(certificates_in(nothing).is_empty());
        }
    }
}
