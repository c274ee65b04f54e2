//! Private keys: their types, making them, and the algorithms that they sign with. The files that hold them are
//! in `key_file/`, certificates in `certificate/`.

mod algorithm;
mod candidate;
mod explicit_curve;
mod make;
mod pem;
mod pkcs8_info;
mod primes;
mod private_key;
mod pss;
mod rsa_numbers;
mod secret_numbers;
mod sequence;
mod structure;
mod x509_sign;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use algorithm::SigningAlgorithm;
pub use make::{MakeKeyError, make_ec_key, make_key, make_rsa_key};
pub use primes::PrimeWeakness;
pub use private_key::{KeyError, PrivateKey};

pub(crate) use candidate::CandidateKey;
pub(crate) use pem::write_pem;
pub(crate) use private_key::LibraryKey;
pub(crate) use rsa_numbers::{RsaNumbers, bit_length};
pub(crate) use sequence::is_sequence_of;
pub(crate) use structure::{DSA, FoundKey, PrivateKeyStructure, RSA, private_key_structure, public_key_type};

/// Bytes that may be a private key: cleared on drop.
pub(crate) type SecretBytes = Zeroizing<Vec<u8>>;

/// Kinds of private keys that can be made here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum NewKey {
    /// RSA with 2048 bits: the minimum for RS256 (RFC 7518 section 3.3).
    Rsa2048,
    /// RSA with 3072 bits.
    Rsa3072,
    /// RSA with 4096 bits: what every published example for Account Manager uses.
    #[default]
    Rsa4096,
    /// EC on P-256, for ES256. Not for Account Manager.
    P256,
    /// EC on P-384, for ES384. Not for Account Manager.
    P384,
}

/// Sizes of RSA keys that can be made here, in bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RsaBits {
    /// 2048 bits.
    Rsa2048,
    /// 3072 bits.
    Rsa3072,
    /// 4096 bits.
    Rsa4096,
}

/// A curve of elliptic curve keys that can sign here (FIPS 186-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcCurve {
    /// P-256, for ES256.
    P256,
    /// P-384, for ES384.
    P384,
}

impl EcCurve {
    /// Its name in a JWK and in [`KeyType::Ec`].
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
        }
    }

    /// Length in bytes of a coordinate and of a private key's number.
    pub(crate) fn coordinate_length(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }

    /// The curve with this name, if it is one of these.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::P256, Self::P384].into_iter().find(|curve| curve.name() == name)
    }
}

/// Type and size of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyType {
    /// RSA.
    Rsa {
        /// Length of the modulus in bits.
        bits: u32,
    },
    /// RSA that may sign with RSASSA-PSS alone (RFC 4055).
    RsaPss {
        /// Length of the modulus in bits.
        bits: u32,
        /// Output in bits of the only hash that it may be used with; `None` for any, 0 for none that can be used here.
        only_hash: Option<u32>,
    },
    /// Elliptic curve.
    Ec {
        /// Name of the curve, for example `P-256`, `P-521` or `secp256k1`, or else its object identifier; `?` for a
        /// curve of its own.
        curve: String,
    },
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// Another algorithm, by its object identifier.
    Other {
        /// Dotted object identifier.
        oid: String,
    },
}

/// The syntax a private key was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeySyntax {
    /// `BEGIN PRIVATE KEY` (RFC 5958).
    Pkcs8,
    /// `BEGIN RSA PRIVATE KEY` (RFC 8017 appendix A.1.2).
    Pkcs1,
    /// `BEGIN EC PRIVATE KEY` (RFC 5915).
    Sec1,
    /// A JSON Web Key (RFC 7517).
    Jwk,
    /// `BEGIN OPENSSH PRIVATE KEY`.
    OpenSsh,
    /// Inside PKCS#12 (RFC 7292).
    Pkcs12,
    /// Inside a Java keystore (JKS, JCEKS).
    JavaKeystore,
}
