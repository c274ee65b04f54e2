//! X.509 certificates (RFC 5280): make a self-signed one, read one, and tell when it expires and which key it
//! belongs to.
//!
//! The types that cross to the page are here; the work is done in the files of this folder.

mod concerns;
mod dates;
mod issuer;
mod life;
mod make;
mod name;
mod options;
mod read;
mod trusted;

use serde::{Deserialize, Serialize};

use crate::key::{KeyType, NewKey};
use crate::moment::UnixSeconds;

pub(crate) use issuer::issuer_of;
pub(crate) use life::life;
pub use make::{
    MakeCertificateError, make_self_signed, make_self_signed_with_serial, renew, renew_with_serial,
};
pub use options::{CertificateOptions, CheckedOptions, Subject, Validity, read_options, read_validity};
pub use read::{Certificate, CertificateError};
pub use trusted::{TrustedCertificate, certificates_in};

/// Options for a new key pair, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyPairOptions {
    /// The kind of key.
    pub key: NewKey,
    /// When the certificate expires.
    pub validity: TypedValidity,
    /// The certificate's common name (CN): 1 to 64 characters (RFC 5280 appendix A.1).
    pub common_name: String,
    /// The organization (O): none, or up to 64 characters.
    pub organization: String,
    /// The country (C): none, or the two letters of ISO 3166.
    pub country: String,
}

/// When a new certificate, valid from now on, expires. As typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "ends", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TypedValidity {
    /// After this number of days.
    After {
        /// A whole number from 1 to 3650.
        days: String,
    },
    /// At the last second of a day, in UTC.
    On {
        /// The day as `YYYY-MM-DD`: not in the past, and at most ten years ahead.
        date: String,
    },
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
    /// Not a date written as `YYYY-MM-DD`.
    EndDate {
        /// What was typed.
        seen: String,
    },
    /// A date in the past.
    EndDateOver {
        /// What was typed.
        seen: String,
    },
    /// A date more than ten years ahead.
    EndDateTooFar {
        /// The latest date allowed, as `YYYY-MM-DD`.
        latest: String,
    },
    /// The common name is missing.
    NameMissing,
    /// The common name has more than 64 characters.
    NameTooLong {
        /// Number of characters.
        characters: u32,
    },
    /// A line end, tab or other control character in the common name.
    NameControlCharacter,
    /// An organization of more than 64 characters.
    OrganizationTooLong {
        /// Number of characters.
        characters: u32,
    },
    /// A line end, tab or other control character in the organization.
    OrganizationControlCharacter,
    /// A country that is not two letters.
    Country {
        /// What was typed.
        seen: String,
    },
}

/// State of a certificate in its validity period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CertificateLife {
    /// Its validity begins in the future.
    NotYetValid,
    /// Valid now.
    Valid {
        /// Whole days left, rounded down; a day that began less than a minute ago counts as whole.
        days_left: u32,
    },
    /// Valid now, but two thirds of its validity period have passed: time to renew it.
    RenewalDue {
        /// Whole days left, rounded down.
        days_left: u32,
    },
    /// Valid now, but expires within 30 days.
    EndsSoon {
        /// Whole days left, rounded down: 0 on its last day.
        days_left: u32,
    },
    /// Expired.
    Ended {
        /// Whole days since it expired: 0 on the first day.
        days_ago: u32,
    },
}

/// A concern about a certificate, apart from its dates: it can be used, but a server may refuse it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CertificateConcern {
    /// Its RSA key is shorter than RS256 allows (RFC 7518 section 3.3).
    WeakKey {
        /// Key length in bits.
        bits: u32,
    },
    /// Its signature uses SHA-1 or MD5.
    WeakSignature {
        /// The algorithm, for example `SHA-1 with RSA`.
        algorithm: String,
    },
    /// It is marked as the certificate of an issuer (RFC 5280 section 4.2.1.9), and either somebody else issued
    /// it or its key may only sign certificates (section 4.2.1.3): it belongs to an issuer and not to a client.
    Authority,
    /// Its dates do not follow the standard (RFC 5280 section 4.1.2.5): strict programs do not read it.
    DatesNotStandard,
}

/// What the window shows about a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CertificateFacts {
    /// The subject's common name; without one, the whole subject as text (RFC 4514).
    pub subject: String,
    /// The subject as the name of a new certificate, if it fits: 1 to 64 characters.
    pub reusable_name: Option<String>,
    /// The issuer's common name; without one, the whole issuer as text (RFC 4514).
    pub issuer: String,
    /// Subject and issuer are the same, and the signature was made with the certificate's own key (RFC 5280
    /// section 3.2). For a kind of signature that is not checked here, the key identifiers have to be the same
    /// instead.
    pub self_signed: bool,
    /// Serial number in upper case hexadecimal, two digits per byte, separated by colons.
    pub serial: String,
    /// SHA-256 fingerprint of the DER in upper case hexadecimal, separated by colons, as
    /// `openssl x509 -fingerprint -sha256` prints it.
    pub fingerprint_sha256: String,
    /// Type and size of the public key.
    pub key_type: KeyType,
    /// Signature algorithm, for example `SHA-256 with RSA`.
    pub signature_algorithm: String,
    /// First second of the validity period.
    pub not_before: UnixSeconds,
    /// Last second of the validity period.
    pub not_after: UnixSeconds,
    /// State in the validity period.
    pub life: CertificateLife,
    /// Concerns about it, apart from its dates.
    pub concerns: Vec<CertificateConcern>,
    /// The text for Account Manager: PEM without white space before or after. Not a secret.
    pub pem: String,
}
