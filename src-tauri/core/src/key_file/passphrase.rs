//! What is locked, the passphrases that a person gave, and a limit on the work of trying them.
//!
//! Reading never asks for a passphrase. It reports what is locked, and the caller reads again with the
//! passphrases that were given meanwhile.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::problem::{KeyDerivation, KeyProblem};

/// Format of something that is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LockForm {
    /// `BEGIN ENCRYPTED PRIVATE KEY` (RFC 5958 section 3).
    Pkcs8,
    /// `Proc-Type: 4,ENCRYPTED`, as old versions of OpenSSL wrote it.
    OldOpenSsl,
    /// `BEGIN OPENSSH PRIVATE KEY`.
    OpenSsh,
    /// A PKCS#12 file (`.p12`, `.pfx`).
    Pkcs12,
    /// A Java keystore (JKS, JCEKS).
    JavaKeystore,
}

/// One thing that a passphrase protects. Reading the same sources again gives the same locks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Lock {
    /// Index of the source, from 0.
    pub source: u32,
    /// Index within the source, from 0.
    pub place: u32,
    /// Format.
    pub form: LockForm,
    /// Alias of a single key in a keystore whose own passphrase is known: this key has a different one.
    pub entry: Option<String>,
}

/// Something that no passphrase given so far unlocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Locked {
    /// The lock.
    pub lock: Lock,
    /// File name without its folder; `None` for pasted text.
    pub source: Option<String>,
    /// A passphrase was given for it, and it was wrong. No format can tell a wrong passphrase from every kind
    /// of damage; where one can, the damage is reported as a problem and not as a lock.
    pub refused: bool,
}

/// The passphrases that a person gave, each for one lock. Every passphrase is tried on every lock, because
/// people use the same one for a key and the keystore around it.
///
/// ```
/// # use std::error::Error;
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::key_file::Passphrases;
/// use countersign_core::key_pair::save_as::{SaveFormat, file_content};
/// use countersign_core::key_pair::{KeyPair, KeySource, Origin, load};
/// use secrecy::SecretString;
///
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let pair = KeyPair::stored(Some((key.clone(), Origin::Generated)), None);
/// let passphrase = SecretString::from("correct horse");
/// let file = file_content(&pair, SaveFormat::KeyPkcs8, Some(&passphrase), false)
///     .map_err(|problem| format!("{problem:?}"))?;
/// let sources = [KeySource { name: Some("key.pem".into()), content: Ok(file.bytes) }];
///
/// // Without a passphrase, reading reports the lock.
/// let (nothing, report) = load(&KeyPair::default(), &sources, &Passphrases::none());
/// assert!(nothing.is_empty());
/// let locked = report.locked.first().ok_or("not locked")?;
///
/// // With the passphrase for that lock, the same sources give the key.
/// let mut passphrases = Passphrases::none();
/// passphrases.give(locked.lock.clone(), passphrase);
/// let (unlocked, report) = load(&KeyPair::default(), &sources, &passphrases);
/// assert!(report.locked.is_empty());
/// assert_eq!(unlocked.private_key(), Some(&key));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Passphrases(Vec<(Lock, SecretString)>);

impl Passphrases {
    /// No passphrases.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a passphrase, replacing an earlier one for the same lock.
    pub fn give(&mut self, lock: Lock, passphrase: SecretString) {
        self.0.retain(|(known, _)| *known != lock);
        self.0.push((lock, passphrase));
    }

    fn is_given_for(&self, lock: &Lock) -> bool {
        self.0.iter().any(|(known, _)| known == lock)
    }

    /// All passphrases, the one given for this lock first.
    fn candidates(&self, lock: &Lock) -> impl Iterator<Item = &SecretString> {
        let of_lock = self.0.iter().filter(move |(known, _)| known == lock);
        let of_others = self.0.iter().filter(move |(known, _)| known != lock);
        of_lock.chain(of_others).map(|(_, passphrase)| passphrase)
    }
}

/// Why a passphrase did not unlock something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is wrong, as far as can be told.
    WrongPassphrase,
    /// No passphrase would help.
    Problem(KeyProblem),
}

impl From<KeyProblem> for Refusal {
    fn from(problem: KeyProblem) -> Self {
        Self::Problem(problem)
    }
}

/// Result of trying the passphrases.
pub(super) enum Trial<T> {
    Opened(T),
    Locked { lock: Lock, refused: bool },
    Problem(KeyProblem),
}

/// Tries the passphrases on the locks of one source after the other, within a limit for each source.
pub(crate) struct Unlocker<'p> {
    passphrases: &'p Passphrases,
    effort: Effort,
    source: u32,
    places: u32,
}

impl<'p> Unlocker<'p> {
    pub(crate) fn new(passphrases: &'p Passphrases) -> Self {
        Self { passphrases, effort: Effort::for_source(passphrases), source: 0, places: 0 }
    }

    /// Begins the next source: from here on, locks belong to it. The work spent on earlier sources does not
    /// count against it.
    pub(crate) fn begin_source(&mut self, source: u32) {
        (self.source, self.places) = (source, 0);
        self.effort = Effort::for_source(self.passphrases);
    }

    /// The lock of the next thing in this source that is locked.
    pub(super) fn next_lock(&mut self, form: LockForm) -> Lock {
        let place = self.places;
        self.places += 1;
        Lock { source: self.source, place, form, entry: None }
    }

    /// Tries every passphrase until one unlocks it.
    pub(super) fn open<T>(
        &mut self,
        lock: Lock,
        mut try_passphrase: impl FnMut(&str, &mut Effort) -> Result<T, Refusal>,
    ) -> Trial<T> {
        let passphrases = self.passphrases;
        for passphrase in passphrases.candidates(&lock) {
            // Exposed for the one purpose that it was given for: unlocking what it protects.
            match try_passphrase(passphrase.expose_secret(), &mut self.effort) {
                Ok(opened) => return Trial::Opened(opened),
                Err(Refusal::WrongPassphrase) => {}
                Err(Refusal::Problem(problem)) => return Trial::Problem(problem),
            }
        }
        let refused = passphrases.is_given_for(&lock);
        Trial::Locked { lock, refused }
    }

    /// Like [`Unlocker::open`], but tries a passphrase that is already known first.
    pub(super) fn open_with<T>(
        &mut self,
        known: &str,
        lock: Lock,
        mut try_passphrase: impl FnMut(&str, &mut Effort) -> Result<T, Refusal>,
    ) -> Trial<T> {
        match try_passphrase(known, &mut self.effort) {
            Ok(opened) => Trial::Opened(opened),
            Err(Refusal::WrongPassphrase) => self.open(lock, try_passphrase),
            Err(Refusal::Problem(problem)) => Trial::Problem(problem),
        }
    }

    /// Tries without any passphrase of the person, as far as that costs next to nothing.
    pub(super) fn open_silently<T>(
        &self,
        try_passphrase: impl FnOnce(&mut Effort) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        try_passphrase(&mut Effort { work_left: MOST_SILENT_WORK })
    }
}

/// A limit on the work of deriving keys from passphrases, so that a hostile file can neither hang this program
/// nor use up its memory. A unit is about one iteration of PBKDF2: a quarter of a microsecond to a microsecond.
pub(super) struct Effort {
    work_left: u64,
}

/// Limit for one passphrase on one lock. Counts in use today are 600,000 (OWASP) to 2,000,000.
const MOST_WORK: u64 = 2_500_000;
/// Limit for one source, multiplied by the number of passphrases that are tried on it. A PKCS#12 file has three
/// derivations: the integrity code, the certificates and the key. With 600,000 iterations each, as this program
/// writes it, that makes 1,800,000.
const MOST_WORK_IN_SOURCE: u64 = 3_000_000;
/// Limit for trying without a passphrase of the person. Files with an empty passphrase have a few thousand
/// iterations.
const MOST_SILENT_WORK: u64 = 50_000;
/// The most memory that scrypt may use, in bytes.
const MOST_SCRYPT_MEMORY: u64 = 256 * 1024 * 1024;
/// One round of bcrypt-pbkdf in units of work: six milliseconds, measured. OpenSSH uses 16 or 24 rounds,
/// careful people 100. The value is somewhat too low, so that 300 rounds, two seconds, are still allowed.
const BCRYPT_ROUND: u64 = 8_000;

impl Effort {
    fn for_source(passphrases: &Passphrases) -> Self {
        let tried = u64::try_from(passphrases.0.len().max(1)).unwrap_or(u64::MAX);
        Self { work_left: MOST_WORK_IN_SOURCE.saturating_mul(tried) }
    }

    /// Deducts this many iterations of a hash from the work that is left.
    pub(super) fn spend(&mut self, derivation: KeyDerivation, work: u64) -> Result<(), KeyProblem> {
        match self.work_left.checked_sub(work) {
            Some(left) if work <= MOST_WORK => {
                self.work_left = left;
                Ok(())
            }
            _ => Err(KeyProblem::TooCostly { derivation }),
        }
    }

    /// Deducts the work of scrypt (RFC 7914 section 2) with cost `n`, block size `r` and parallelization `p`.
    pub(super) fn spend_scrypt(&mut self, n: u64, r: u64, p: u64) -> Result<(), KeyProblem> {
        let derivation = KeyDerivation::Scrypt;
        let memory = n.checked_mul(r).and_then(|blocks| blocks.checked_mul(128));
        let Some(memory) = memory.filter(|memory| *memory <= MOST_SCRYPT_MEMORY) else {
            return Err(KeyProblem::TooCostly { derivation });
        };
        // Mixing 128 bytes twice takes about as long as two iterations of PBKDF2.
        self.spend(derivation, (memory / 64).saturating_mul(p))
    }

    /// Deducts the work of bcrypt-pbkdf.
    pub(super) fn spend_bcrypt(&mut self, rounds: u32) -> Result<(), KeyProblem> {
        self.spend(KeyDerivation::Bcrypt, u64::from(rounds) * BCRYPT_ROUND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> Effort {
        Effort::for_source(&Passphrases::none())
    }

    #[test]
    fn what_tools_write_today_is_within_the_bound() {
        fresh().spend(KeyDerivation::Pbkdf2, 2_000_000).unwrap();
        // OpenSSL's default, and what `age` and RFC 7914 recommend for files.
        fresh().spend_scrypt(1 << 14, 8, 1).unwrap();
        fresh().spend_scrypt(1 << 17, 8, 1).unwrap();
        fresh().spend_scrypt(1 << 18, 8, 1).unwrap_err();
        fresh().spend_bcrypt(24).unwrap();
        fresh().spend_bcrypt(300).unwrap();
    }

    #[test]
    fn what_would_hang_or_eat_memory_is_refused() {
        fresh().spend(KeyDerivation::Pbkdf2, u64::from(u32::MAX)).unwrap_err();
        fresh().spend_scrypt(1 << 30, 8, 1).unwrap_err();
        fresh().spend_scrypt(1 << 14, 8, 1 << 15).unwrap_err();
        fresh().spend_scrypt(u64::MAX, u64::MAX, u64::MAX).unwrap_err();
        fresh().spend_bcrypt(1_000).unwrap_err();
        fresh().spend_bcrypt(u32::MAX).unwrap_err();
    }

    #[test]
    fn many_cheap_locks_are_dear_together() {
        let mut effort = fresh();
        let spent = (0..100).take_while(|_| effort.spend(KeyDerivation::Pkcs12, 1_000_000).is_ok()).count();
        assert_eq!(spent, 3);
    }

    #[test]
    fn a_passphrase_given_again_takes_the_place_of_the_one_before() {
        let lock = Lock { source: 0, place: 0, form: LockForm::Pkcs8, entry: None };
        let other = Lock { place: 1, ..lock.clone() };
        let mut passphrases = Passphrases::none();
        passphrases.give(lock.clone(), "wrong".into());
        passphrases.give(other.clone(), "other".into());
        passphrases.give(lock.clone(), "right".into());
        let tried = |lock: &Lock| {
            passphrases.candidates(lock).map(|p| p.expose_secret().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(tried(&lock), ["right", "other"]);
        assert_eq!(tried(&other), ["other", "right"]);
        assert!(!format!("{passphrases:?}").contains("right"));
    }
}
