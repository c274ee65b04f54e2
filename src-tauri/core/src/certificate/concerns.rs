//! Concerns about a certificate, apart from its dates.

use super::CertificateConcern;
use crate::key::KeyType;

/// The shortest RSA key that RS256 allows, in bits (RFC 7518 section 3.3).
const SHORTEST_RSA_BITS: u32 = 2048;
/// Hashes with known collisions: two different texts with the same hash can be made.
const BROKEN_HASHES: [&str; 2] = ["MD5", "SHA-1"];

/// The concerns about a certificate. `is_of_issuer`: it says CA:TRUE and really is the certificate of an
/// issuer. A self-signed certificate made by OpenSSL says CA:TRUE too, but there it means nothing.
pub(super) fn concerns(
    key_type: &KeyType,
    signature_algorithm: &str,
    is_of_issuer: bool,
    dates_are_standard: bool,
) -> Vec<CertificateConcern> {
    let mut concerns = Vec::new();
    if let KeyType::Rsa { bits } | KeyType::RsaPss { bits, .. } = *key_type
        && bits < SHORTEST_RSA_BITS
    {
        concerns.push(CertificateConcern::WeakKey { bits });
    }
    if BROKEN_HASHES.iter().any(|hash| signature_algorithm.starts_with(hash)) {
        concerns.push(CertificateConcern::WeakSignature { algorithm: signature_algorithm.to_owned() });
    }
    if !dates_are_standard {
        concerns.push(CertificateConcern::DatesNotStandard);
    }
    if is_of_issuer {
        concerns.push(CertificateConcern::Authority);
    }
    concerns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concerns_of(bits: u32, algorithm: &str, is_of_issuer: bool) -> Vec<CertificateConcern> {
        concerns(&KeyType::Rsa { bits }, algorithm, is_of_issuer, true)
    }

    #[test]
    fn what_openssl_makes_by_default_is_not_odd() {
        assert_eq!(concerns_of(2048, "SHA-256 with RSA", false), []);
    }

    #[test]
    fn each_oddity_is_named() {
        assert_eq!(
            concerns_of(1024, "SHA-256 with RSA", false),
            [CertificateConcern::WeakKey { bits: 1024 }]
        );
        for algorithm in ["SHA-1 with RSA", "MD5 with RSA", "SHA-1 with ECDSA"] {
            let weak = CertificateConcern::WeakSignature { algorithm: algorithm.to_owned() };
            assert_eq!(concerns_of(2048, algorithm, false), [weak]);
        }
        assert_eq!(concerns_of(2048, "SHA-256 with RSA", true), [CertificateConcern::Authority]);
    }
}
