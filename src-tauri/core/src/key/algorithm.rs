//! The algorithms that a client assertion can be signed with. `none` and HMAC are missing on purpose: with
//! either, whoever can verify a signature can also make one.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EcCurve, KeyType};

/// A JWS signature algorithm (RFC 7518 section 3, RFC 8037 section 3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what Account Manager documents.
    #[default]
    #[serde(rename = "RS256")]
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    #[serde(rename = "RS384")]
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    #[serde(rename = "RS512")]
    Rs512,
    /// RSASSA-PSS with SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
    /// RSASSA-PSS with SHA-384.
    #[serde(rename = "PS384")]
    Ps384,
    /// RSASSA-PSS with SHA-512.
    #[serde(rename = "PS512")]
    Ps512,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// ECDSA on P-384 with SHA-384.
    #[serde(rename = "ES384")]
    Es384,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl SigningAlgorithm {
    /// Its name in a JOSE header, for example `RS256`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The same algorithm as the JWT library names it.
    pub(crate) fn jwt(self) -> jsonwebtoken::Algorithm {
        use jsonwebtoken::Algorithm;
        match self {
            Self::Rs256 => Algorithm::RS256,
            Self::Rs384 => Algorithm::RS384,
            Self::Rs512 => Algorithm::RS512,
            Self::Ps256 => Algorithm::PS256,
            Self::Ps384 => Algorithm::PS384,
            Self::Ps512 => Algorithm::PS512,
            Self::Es256 => Algorithm::ES256,
            Self::Es384 => Algorithm::ES384,
            Self::EdDsa => Algorithm::EdDSA,
        }
    }
}

impl fmt::Display for SigningAlgorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl KeyType {
    /// The algorithms that a private key of this type can sign with, the usual one first. Empty for a key that
    /// cannot sign here.
    #[must_use]
    pub fn algorithms(&self) -> &'static [SigningAlgorithm] {
        use SigningAlgorithm::{EdDsa, Es256, Es384, Ps256, Ps384, Ps512, Rs256, Rs384, Rs512};
        match self {
            // RFC 7518 sections 3.3 and 3.5: 2048 bits or more.
            Self::Rsa { bits: 2048.. } => &[Rs256, Rs384, Rs512, Ps256, Ps384, Ps512],
            Self::RsaPss { bits: 2048.., only_hash } => match only_hash {
                None => &[Ps256, Ps384, Ps512],
                Some(256) => &[Ps256],
                Some(384) => &[Ps384],
                Some(512) => &[Ps512],
                Some(_) => &[],
            },
            Self::Rsa { .. } | Self::RsaPss { .. } | Self::Other { .. } => &[],
            Self::Ec { curve } => match EcCurve::named(curve) {
                Some(EcCurve::P256) => &[Es256],
                Some(EcCurve::P384) => &[Es384],
                None => &[],
            },
            Self::Ed25519 => &[EdDsa],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_algorithm_is_stored_under_the_name_that_the_header_has() {
        for key_type in [
            KeyType::Rsa { bits: 4096 },
            KeyType::Ec { curve: "P-256".into() },
            KeyType::Ec { curve: "P-384".into() },
            KeyType::Ed25519,
        ] {
            for algorithm in key_type.algorithms() {
                assert_eq!(serde_json::to_value(algorithm).unwrap(), algorithm.name());
                assert_eq!(serde_json::to_value(algorithm.jwt()).unwrap(), algorithm.name());
            }
        }
    }

    #[test]
    fn neither_none_nor_hmac_can_be_named() {
        for name in ["none", "None", "HS256", "HS384", "HS512", "ES256K", "ES512"] {
            assert!(serde_json::from_value::<SigningAlgorithm>(name.into()).is_err(), "{name}");
        }
    }

    #[test]
    fn a_key_that_cannot_sign_here_has_no_algorithm() {
        for key_type in [
            KeyType::Rsa { bits: 2047 },
            KeyType::Ec { curve: "P-521".into() },
            KeyType::Ec { curve: "secp256k1".into() },
            KeyType::Other { oid: "1.3.101.113".into() },
        ] {
            assert!(key_type.algorithms().is_empty(), "{key_type:?}");
        }
    }
}
