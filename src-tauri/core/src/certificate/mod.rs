//! X.509 certificates (RFC 5280): make a self-signed one, read one, say when it ends and to which key it belongs.
//!
//! What crosses to the page is here; the work is in the rooms below.

mod concerns;
mod life;
mod make;
mod name;
mod options;
mod read;

use serde::{Deserialize, Serialize};

use crate::key::{KeyType, NewKey};
use crate::moment::UnixSeconds;

pub(crate) use life::life;
pub use make::{
    MakeCertificateError, make_self_signed, make_self_signed_with_serial, renew, renew_with_serial,
};
pub use options::{CertificateOptions, CheckedOptions, Subject, Validity, read_options, read_validity};
pub use read::{Certificate, CertificateError};

/// What a new key pair shall be, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyPairOptions {
    /// The kind of key.
    pub key: NewKey,
    /// When the certificate ends.
    pub validity: TypedValidity,
    /// The certificate's common name (CN): 1 to 64 characters (RFC 5280 appendix A.1).
    pub common_name: String,
    /// The organization (O): none, or up to 64 characters.
    pub organization: String,
    /// The country (C): none, or the two letters of ISO 3166.
    pub country: String,
}

/// When a certificate that begins now shall end, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "ends", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TypedValidity {
    /// After so many days.
    After {
        /// A whole number from 1 to 3650.
        days: String,
    },
    /// With the last second of a day, in UTC.
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
    /// Not a day of the calendar written as `YYYY-MM-DD`.
    EndDate {
        /// What was typed.
        seen: String,
    },
    /// A day that is over.
    EndDateOver {
        /// What was typed.
        seen: String,
    },
    /// More than ten years ahead.
    EndDateTooFar {
        /// The last day that can be typed, as `YYYY-MM-DD`.
        latest: String,
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
    /// An organization of more than 64 characters.
    OrganizationTooLong {
        /// How many.
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
    /// Valid now, and two thirds of its life are over: the time to renew it.
    RenewalDue {
        /// Whole days left, rounded down.
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

/// What is odd about a certificate, apart from its dates: it can serve, and a server may think otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum CertificateConcern {
    /// Its RSA key is shorter than RS256 allows (RFC 7518 section 3.3).
    WeakKey {
        /// Its length in bits.
        bits: u32,
    },
    /// Its signature uses SHA-1 or MD5.
    WeakSignature {
        /// The algorithm, for example `SHA-1 with RSA`.
        algorithm: String,
    },
    /// It says that it issues certificates (RFC 5280 section 4.2.1.9), and either another issued it or it may do
    /// nothing else (section 4.2.1.3): not the certificate of a client but that of its issuer.
    Authority,
}

/// What the window shows of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CertificateFacts {
    /// The subject's common name, else the whole subject as text (RFC 4514).
    pub subject: String,
    /// The subject as the name of a new certificate, if it fits: 1 to 64 characters.
    pub reusable_name: Option<String>,
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
    /// What is odd about it.
    pub concerns: Vec<CertificateConcern>,
    /// The text for Account Manager: PEM without white space before or after. Not a secret.
    pub pem: String,
}
