//! The signature algorithms (RFC 7518 section 3, RFC 8037 section 3.1, RFC 9864), and the keys that each verifies with.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, ED25519,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, VerificationAlgorithm,
};

use crate::key::KeyType;

/// What an `alg` in a header names.
pub(super) enum Named {
    /// An algorithm that verifies with a public key.
    Asymmetric(Algorithm),
    /// HMAC: whoever can verify can also sign.
    Symmetric,
    /// No signature.
    None,
    /// Anything else.
    Unknown,
}

/// The kind of algorithm that an `alg` in a header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlgorithmKind {
    /// It verifies with a public key.
    Asymmetric,
    /// HMAC.
    Symmetric,
    /// No signature.
    None,
    /// Not known here.
    Unknown,
}

/// The kind of algorithm with this name.
pub(crate) fn algorithm_kind(name: &str) -> AlgorithmKind {
    match named(name) {
        Named::Asymmetric(_) => AlgorithmKind::Asymmetric,
        Named::Symmetric => AlgorithmKind::Symmetric,
        Named::None => AlgorithmKind::None,
        Named::Unknown => AlgorithmKind::Unknown,
    }
}

/// An algorithm that verifies with a public key.
#[derive(Clone, Copy)]
pub(super) struct Algorithm {
    key: KeyKind,
    pub(super) verification: &'static dyn VerificationAlgorithm,
}

#[derive(Clone, Copy)]
enum KeyKind {
    Rsa,
    /// RSASSA-PSS with a hash of this many bits: keys for RSA in general verify it, and keys for PSS alone.
    RsaPss(u32),
    Ec(&'static str),
    Ed25519,
}

impl Algorithm {
    /// Whether keys of this type verify with the algorithm.
    pub(super) fn takes(self, key_type: &KeyType) -> bool {
        match (self.key, key_type) {
            (KeyKind::Rsa | KeyKind::RsaPss(_), KeyType::Rsa { .. }) => true,
            (KeyKind::RsaPss(bits), KeyType::RsaPss { only_hash, .. }) => {
                only_hash.is_none_or(|only| only == bits)
            }
            (KeyKind::Ed25519, KeyType::Ed25519) => true,
            (KeyKind::Ec(name), KeyType::Ec { curve }) => name == curve,
            _ => false,
        }
    }
}

/// The algorithm with this name. Names are compared exactly (RFC 7515 section 4.1.1), but every spelling of `none` is one.
pub(super) fn named(name: &str) -> Named {
    let (key, verification): (KeyKind, &'static dyn VerificationAlgorithm) = match name {
        "RS256" => (KeyKind::Rsa, &RSA_PKCS1_2048_8192_SHA256),
        "RS384" => (KeyKind::Rsa, &RSA_PKCS1_2048_8192_SHA384),
        "RS512" => (KeyKind::Rsa, &RSA_PKCS1_2048_8192_SHA512),
        "PS256" => (KeyKind::RsaPss(256), &RSA_PSS_2048_8192_SHA256),
        "PS384" => (KeyKind::RsaPss(384), &RSA_PSS_2048_8192_SHA384),
        "PS512" => (KeyKind::RsaPss(512), &RSA_PSS_2048_8192_SHA512),
        "ES256" => (KeyKind::Ec("P-256"), &ECDSA_P256_SHA256_FIXED),
        "ES384" => (KeyKind::Ec("P-384"), &ECDSA_P384_SHA384_FIXED),
        "ES512" => (KeyKind::Ec("P-521"), &ECDSA_P521_SHA512_FIXED),
        "EdDSA" | "Ed25519" => (KeyKind::Ed25519, &ED25519),
        "HS256" | "HS384" | "HS512" => return Named::Symmetric,
        _ if name.eq_ignore_ascii_case("none") => return Named::None,
        _ => return Named::Unknown,
    };
    Named::Asymmetric(Algorithm { key, verification })
}
