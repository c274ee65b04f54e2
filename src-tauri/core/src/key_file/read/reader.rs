//! Each reader by itself, whatever the bytes look like, for the fuzz targets in `fuzz/` and the tests that run
//! their corpus. Real files go through `key_pair::load`, which recognises the format.

use super::found::Found;
use super::text::read_text;
use super::{java_keystore, jwk, pkcs7, pkcs12, take_der, take_open_ssh, take_text};
use crate::certificate::Certificate;
use crate::key::PrivateKey;
use crate::key_file::budget::Budget;
use crate::key_file::passphrase::{Lock, LockForm, Passphrases, Unlocker};
use crate::key_file::problem::KeyProblem;
use crate::key_file::watch::ReadingWatch;

/// A reader of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// PEM text and whatever is around it, encrypted or not.
    Text,
    /// DER of any structure.
    Der,
    /// JSON Web Keys.
    Jwk,
    /// PKCS#12.
    Pkcs12,
    /// PKCS#7.
    Pkcs7,
    /// JKS and JCEKS.
    JavaKeystore,
    /// OpenSSH's own format, without the PEM around it.
    OpenSsh,
}

/// What a reader found in some bytes.
#[derive(Debug)]
pub struct Reading {
    /// Private keys.
    pub private_keys: Vec<PrivateKey>,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// Problems.
    pub problems: Vec<KeyProblem>,
    /// Locks that the passphrase did not open.
    pub locked: Vec<Lock>,
}

impl Reader {
    /// All readers.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Der, Self::Jwk, Self::Pkcs12, Self::Pkcs7, Self::JavaKeystore, Self::OpenSsh];

    /// The name of its fuzz target and of the folder with its corpus.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Der => "der",
            Self::Jwk => "jwk",
            Self::Pkcs12 => "pkcs12",
            Self::Pkcs7 => "pkcs7",
            Self::JavaKeystore => "java_keystore",
            Self::OpenSsh => "open_ssh",
        }
    }

    /// Reads the bytes. The passphrase, if there is one, is tried on everything that is locked.
    #[must_use]
    pub fn read(self, bytes: &[u8], passphrase: Option<&str>) -> Reading {
        let mut passphrases = Passphrases::none();
        if let Some(passphrase) = passphrase {
            // Any lock will do: every passphrase is tried on every lock.
            let lock = Lock { source: 0, place: 0, form: LockForm::Pkcs8, entry: None };
            passphrases.give(lock, passphrase.into());
        }
        let budget = Budget::for_one_reading(&ReadingWatch::default());
        let mut unlocker = Unlocker::new(&passphrases, &budget);
        let mut found = Found::new(&budget);
        match self {
            Self::Text => take_text(&read_text(bytes), &mut found, &mut unlocker),
            Self::Der => take_der(bytes, &mut found, &mut unlocker),
            Self::Jwk => jwk::read(&read_text(bytes), &mut found),
            Self::Pkcs12 => pkcs12::read(bytes, &mut found, &mut unlocker),
            Self::Pkcs7 => pkcs7::read(bytes, &mut found),
            Self::JavaKeystore => java_keystore::read(bytes, &mut found, &mut unlocker),
            Self::OpenSsh => take_open_ssh(bytes, &mut found, &mut unlocker),
        }
        let Found { private_keys, certificates, mut problems, locked, .. } = found;
        problems.extend(budget.newly_reached());
        Reading {
            // This is about the readers, and testing primes takes long.
            private_keys: private_keys.into_iter().map(|named| named.key.untested()).collect(),
            certificates,
            problems,
            locked: locked.into_iter().map(|(lock, _)| lock).collect(),
        }
    }
}
