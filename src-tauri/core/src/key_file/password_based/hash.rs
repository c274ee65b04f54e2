//! The hashes with which keys are derived from passphrases, and files authenticated. MD2, MD4, MD5 and SHA-1 are here
//! because existing files need them. Nothing is ever written with them.

use hmac::{KeyInit as _, Mac as _};
use pkcs8::der::asn1::ObjectIdentifier;

/// A hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::key_file) enum Hash {
    Md2,
    Md4,
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512To224,
    Sha512To256,
    Sha3To224,
    Sha3To256,
    Sha3To384,
    Sha3To512,
}

/// Runs an expression with the types that compute a hash and its HMAC.
macro_rules! with_hash {
    ($hash:expr, $digest:ident, $hmac:ident => $run:expr) => {
        match $hash {
            Hash::Md2 => with_hash!(md2::Md2, hmac::SimpleHmac<md2::Md2>, $digest, $hmac, $run),
            Hash::Md4 => with_hash!(md4::Md4, hmac::Hmac<md4::Md4>, $digest, $hmac, $run),
            Hash::Md5 => with_hash!(md5::Md5, hmac::Hmac<md5::Md5>, $digest, $hmac, $run),
            Hash::Sha1 => with_hash!(sha1::Sha1, hmac::Hmac<sha1::Sha1>, $digest, $hmac, $run),
            Hash::Sha224 => with_hash!(sha2::Sha224, hmac::Hmac<sha2::Sha224>, $digest, $hmac, $run),
            Hash::Sha256 => with_hash!(sha2::Sha256, hmac::Hmac<sha2::Sha256>, $digest, $hmac, $run),
            Hash::Sha384 => with_hash!(sha2::Sha384, hmac::Hmac<sha2::Sha384>, $digest, $hmac, $run),
            Hash::Sha512 => with_hash!(sha2::Sha512, hmac::Hmac<sha2::Sha512>, $digest, $hmac, $run),
            Hash::Sha512To224 => {
                with_hash!(sha2::Sha512_224, hmac::Hmac<sha2::Sha512_224>, $digest, $hmac, $run)
            }
            Hash::Sha512To256 => {
                with_hash!(sha2::Sha512_256, hmac::Hmac<sha2::Sha512_256>, $digest, $hmac, $run)
            }
            Hash::Sha3To224 => {
                with_hash!(sha3::Sha3_224, hmac::SimpleHmac<sha3::Sha3_224>, $digest, $hmac, $run)
            }
            Hash::Sha3To256 => {
                with_hash!(sha3::Sha3_256, hmac::SimpleHmac<sha3::Sha3_256>, $digest, $hmac, $run)
            }
            Hash::Sha3To384 => {
                with_hash!(sha3::Sha3_384, hmac::SimpleHmac<sha3::Sha3_384>, $digest, $hmac, $run)
            }
            Hash::Sha3To512 => {
                with_hash!(sha3::Sha3_512, hmac::SimpleHmac<sha3::Sha3_512>, $digest, $hmac, $run)
            }
        }
    };
    ($hash:ty, $mac:ty, $digest:ident, $hmac:ident, $run:expr) => {{
        #[allow(dead_code, reason = "most need one of the two")]
        type $digest = $hash;
        #[allow(dead_code, reason = "most need one of the two")]
        type $hmac = $mac;
        $run
    }};
}
pub(super) use with_hash;

impl Hash {
    /// The hash with this object identifier.
    pub(in crate::key_file) fn with_id(id: &ObjectIdentifier) -> Option<Self> {
        Some(match id.to_string().as_str() {
            "1.2.840.113549.2.2" => Self::Md2,
            "1.2.840.113549.2.4" => Self::Md4,
            "1.2.840.113549.2.5" => Self::Md5,
            "1.3.14.3.2.26" => Self::Sha1,
            "2.16.840.1.101.3.4.2.1" => Self::Sha256,
            "2.16.840.1.101.3.4.2.2" => Self::Sha384,
            "2.16.840.1.101.3.4.2.3" => Self::Sha512,
            "2.16.840.1.101.3.4.2.4" => Self::Sha224,
            "2.16.840.1.101.3.4.2.5" => Self::Sha512To224,
            "2.16.840.1.101.3.4.2.6" => Self::Sha512To256,
            "2.16.840.1.101.3.4.2.7" => Self::Sha3To224,
            "2.16.840.1.101.3.4.2.8" => Self::Sha3To256,
            "2.16.840.1.101.3.4.2.9" => Self::Sha3To384,
            "2.16.840.1.101.3.4.2.10" => Self::Sha3To512,
            _ => return None,
        })
    }

    /// The hash of an HMAC with this object identifier.
    pub(super) fn of_hmac(id: &ObjectIdentifier) -> Option<Self> {
        Some(match id.to_string().as_str() {
            // RSA's, and the one of the Internet's security area.
            "1.2.840.113549.2.6" | "1.3.6.1.5.5.8.1.1" => Self::Md5,
            "1.2.840.113549.2.7" | "1.3.6.1.5.5.8.1.2" => Self::Sha1,
            "1.2.840.113549.2.8" => Self::Sha224,
            "1.2.840.113549.2.9" => Self::Sha256,
            "1.2.840.113549.2.10" => Self::Sha384,
            "1.2.840.113549.2.11" => Self::Sha512,
            "1.2.840.113549.2.12" => Self::Sha512To224,
            "1.2.840.113549.2.13" => Self::Sha512To256,
            "2.16.840.1.101.3.4.2.13" => Self::Sha3To224,
            "2.16.840.1.101.3.4.2.14" => Self::Sha3To256,
            "2.16.840.1.101.3.4.2.15" => Self::Sha3To384,
            "2.16.840.1.101.3.4.2.16" => Self::Sha3To512,
            _ => return None,
        })
    }

    /// What one round of a derivation with it costs, in units of work: measured.
    pub(super) fn price(self) -> u64 {
        match self {
            Self::Md4 | Self::Md5 | Self::Sha1 | Self::Sha224 | Self::Sha256 => 1,
            Self::Sha384 | Self::Sha512 | Self::Sha512To224 | Self::Sha512To256 => 2,
            Self::Sha3To224 | Self::Sha3To256 | Self::Sha3To384 | Self::Sha3To512 => 2,
            Self::Md2 => 10,
        }
    }

    /// Length of its output in bytes.
    pub(in crate::key_file) fn length(self) -> usize {
        with_hash!(self, D, M => <D as hmac::digest::Digest>::output_size())
    }

    /// Whether the HMAC of the content with this key is that code.
    pub(in crate::key_file) fn is_hmac(self, code: &[u8], key: &[u8], content: &[u8]) -> bool {
        with_hash!(self, D, M => M::new_from_slice(key)
            .is_ok_and(|hmac| hmac.chain_update(content).verify_slice(code).is_ok()))
    }
}
