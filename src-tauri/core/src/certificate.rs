//! X.509 certificates (RFC 5280): make a self-signed one, read one, say when it ends and to which key it belongs.
//!
//! What crosses to the page is here; the work is in the rooms below.

mod life;
mod make;
mod name;
mod options;
mod read;

use serde::{Deserialize, Serialize};

use crate::key::{KeyType, RsaBits};
use crate::key_pair::Origin;
use crate::moment::UnixSeconds;

pub(crate) use life::life;
pub use make::{MakeCertificateError, make_self_signed, make_self_signed_with_serial};
pub use options::{CertificateOptions, read_options};
pub use read::{ACCOUNT_MANAGER_MAX_CHARACTERS, Certificate, DamagedCertificate, TooLongForAccountManager};

/// What a new key pair shall be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyPairOptions {
    /// Size of the RSA key.
    pub bits: RsaBits,
    /// How many days the certificate is valid, as typed: a whole number from 1 to 3650.
    pub days: String,
    /// The certificate's common name (CN), as typed: 1 to 64 characters (RFC 5280 appendix A.1).
    pub common_name: String,
}

/// What is wrong with the options for a new key pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum OptionsProblem {
    /// Not a whole number from 1 to 3650.
    Days {
        /// What was typed.
        seen: String,
    },
    /// No name.
    NameMissing,
    /// More than 64 characters.
    NameTooLong {
        /// How many.
        characters: u32,
    },
    /// A line end, tab or other control character in the name.
    NameControlCharacter,
}

/// Where a certificate stands in its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CertificateLife {
    /// Begins in the future.
    NotYetValid,
    /// Valid now.
    Valid {
        /// Whole days left, rounded down; a day that began less than a minute ago counts as whole.
        days_left: u32,
    },
    /// Valid now, and ends within 30 days.
    EndsSoon {
        /// Whole days left, rounded down: 0 on its last day.
        days_left: u32,
    },
    /// Over.
    Ended {
        /// Whole days since, 0 on the first.
        days_ago: u32,
    },
}

/// What the window shows of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CertificateFacts {
    /// The subject's common name, else the whole subject as text (RFC 4514).
    pub subject: String,
    /// The issuer, likewise.
    pub issuer: String,
    /// Subject and issuer are the same, and its own key made its signature (RFC 5280 section 3.2). Where the
    /// signature is of a kind that is not checked here, the key identifiers have to be the same instead.
    pub self_signed: bool,
    /// Serial number in upper case hexadecimal, two digits a byte, separated by colons.
    pub serial: String,
    /// SHA-256 over the DER, upper case hexadecimal, separated by colons, as `openssl x509 -fingerprint -sha256`.
    pub fingerprint_sha256: String,
    /// Type and size of its public key.
    pub key_type: KeyType,
    /// The signature's algorithm, for example `SHA-256 with RSA`.
    pub signature_algorithm: String,
    /// First second of its validity.
    pub not_before: UnixSeconds,
    /// Last second of its validity.
    pub not_after: UnixSeconds,
    /// Where it stands in its life.
    pub life: CertificateLife,
    /// The text for Account Manager: PEM without white space before or after. Not a secret.
    pub pem: String,
    /// Where it came from.
    pub origin: Origin,
}
