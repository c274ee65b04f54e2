//! What is locked with a passphrase, the passphrases that a person gave, and how much work is spent on trying them.
//!
//! Reading never asks. It says what is locked, and is done again with the passphrases that came since.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::problem::{KeyDerivation, KeyProblem};

/// What kind of thing is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum LockForm {
    /// `BEGIN ENCRYPTED PRIVATE KEY` (RFC 5958 section 3).
    Pkcs8,
    /// `Proc-Type: 4,ENCRYPTED`, as OpenSSL did of old.
    OldOpenSsl,
    /// `BEGIN OPENSSH PRIVATE KEY`.
    OpenSsh,
    /// A PKCS#12 file (`.p12`, `.pfx`).
    Pkcs12,
    /// A Java keystore (JKS, JCEKS).
    JavaKeystore,
}

/// One thing that a passphrase protects. It stays the same however often the same sources are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Lock {
    /// In which of the sources, from 0.
    pub source: u32,
    /// Which thing within it, from 0.
    pub place: u32,
    /// What it is.
    pub form: LockForm,
    /// The alias of a single key within a keystore whose own passphrase is known: the key has another one.
    pub entry: Option<String>,
}

/// Something that no passphrase given so far opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Locked {
    /// What.
    pub lock: Lock,
    /// Name of the file without its folder; `None` for pasted text.
    pub source: Option<String>,
    /// A passphrase was given for it, and it is not the right one. No format can tell that from every kind of
    /// damage; where one can, the damage is reported as a problem and not as a lock.
    pub refused: bool,
}

/// The passphrases that a person gave, each for one lock. All of them are tried on all locks: people use the same
/// one for the key and the keystore around it.
#[derive(Clone, Debug, Default)]
pub struct Passphrases(Vec<(Lock, SecretString)>);

impl Passphrases {
    /// None at all.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds one, in the place of an earlier one for the same lock.
    pub fn give(&mut self, lock: Lock, passphrase: SecretString) {
        self.0.retain(|(known, _)| *known != lock);
        self.0.push((lock, passphrase));
    }

    fn is_given_for(&self, lock: &Lock) -> bool {
        self.0.iter().any(|(known, _)| known == lock)
    }

    /// The one given for this lock first.
    fn candidates(&self, lock: &Lock) -> impl Iterator<Item = &SecretString> {
        let of_lock = self.0.iter().filter(move |(known, _)| known == lock);
        let of_others = self.0.iter().filter(move |(known, _)| known != lock);
        of_lock.chain(of_others).map(|(_, passphrase)| passphrase)
    }
}

/// Why a passphrase did not open something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not the right one, as far as can be told.
    WrongPassphrase,
    /// No passphrase would help.
    Problem(KeyProblem),
}

impl From<KeyProblem> for Refusal {
    fn from(problem: KeyProblem) -> Self {
        Self::Problem(problem)
    }
}

/// What came of trying the passphrases.
pub(super) enum Trial<T> {
    Opened(T),
    Locked { lock: Lock, refused: bool },
    Problem(KeyProblem),
}

/// Tries the passphrases on what is locked in one source after the other, within a bound for each source.
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

    /// From here on the locks are those of this source. What the ones before cost is not held against it.
    pub(crate) fn begin_source(&mut self, source: u32) {
        (self.source, self.places) = (source, 0);
        self.effort = Effort::for_source(self.passphrases);
    }

    /// The next thing in this source that is locked.
    pub(super) fn next_lock(&mut self, form: LockForm) -> Lock {
        let place = self.places;
        self.places += 1;
        Lock { source: self.source, place, form, entry: None }
    }

    /// Tries every passphrase until one opens it.
    pub(super) fn open<T>(
        &mut self,
        lock: Lock,
        mut try_passphrase: impl FnMut(&str, &mut Effort) -> Result<T, Refusal>,
    ) -> Trial<T> {
        let passphrases = self.passphrases;
        for passphrase in passphrases.candidates(&lock) {
            // The one use that a passphrase is given for: opening what it protects.
            match try_passphrase(passphrase.expose_secret(), &mut self.effort) {
                Ok(opened) => return Trial::Opened(opened),
                Err(Refusal::WrongPassphrase) => {}
                Err(Refusal::Problem(problem)) => return Trial::Problem(problem),
            }
        }
        let refused = passphrases.is_given_for(&lock);
        Trial::Locked { lock, refused }
    }

    /// The same, after a passphrase that is known already.
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

    /// Tries without any passphrase, where that costs next to nothing.
    pub(super) fn open_silently<T>(
        &self,
        try_passphrase: impl FnOnce(&mut Effort) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        try_passphrase(&mut Effort { work_left: MOST_SILENT_WORK })
    }
}

/// A bound on the work of deriving keys from passphrases, so that a hostile file neither hangs this program nor eats
/// its memory. A unit is about one iteration of PBKDF2: a quarter of a microsecond to a microsecond.
pub(super) struct Effort {
    work_left: u64,
}

/// For one passphrase on one lock. Today's counts are 600,000 (OWASP) to 2,000,000.
const MOST_WORK: u64 = 2_500_000;
/// For one source, times the passphrases that are tried on it. A PKCS#12 file has three derivations, the integrity code,
/// the certificates and the key: with 600,000 iterations each, as this program writes it, 1,800,000.
const MOST_WORK_IN_SOURCE: u64 = 3_000_000;
/// For what nobody gave a passphrase for. What is written with an empty one has a few thousand iterations.
const MOST_SILENT_WORK: u64 = 50_000;
/// The most memory that scrypt may take, in bytes.
const MOST_SCRYPT_MEMORY: u64 = 256 * 1024 * 1024;
/// One round of bcrypt-pbkdf in units of work: measured, six milliseconds. OpenSSH makes 16 or 24, careful people 100.
/// Somewhat less than it is, so that 300 rounds, two seconds, still pass.
const BCRYPT_ROUND: u64 = 8_000;

impl Effort {
    fn for_source(passphrases: &Passphrases) -> Self {
        let tried = u64::try_from(passphrases.0.len().max(1)).unwrap_or(u64::MAX);
        Self { work_left: MOST_WORK_IN_SOURCE.saturating_mul(tried) }
    }

    /// Takes so many iterations of a hash out of what is left.
    pub(super) fn spend(&mut self, derivation: KeyDerivation, work: u64) -> Result<(), KeyProblem> {
        match self.work_left.checked_sub(work) {
            Some(left) if work <= MOST_WORK => {
                self.work_left = left;
                Ok(())
            }
            _ => Err(KeyProblem::TooCostly { derivation }),
        }
    }

    /// The same for scrypt (RFC 7914 section 2) with cost `n`, block size `r` and parallelization `p`.
    pub(super) fn spend_scrypt(&mut self, n: u64, r: u64, p: u64) -> Result<(), KeyProblem> {
        let derivation = KeyDerivation::Scrypt;
        let memory = n.checked_mul(r).and_then(|blocks| blocks.checked_mul(128));
        let Some(memory) = memory.filter(|memory| *memory <= MOST_SCRYPT_MEMORY) else {
            return Err(KeyProblem::TooCostly { derivation });
        };
        // Mixing 128 bytes twice takes about as long as two iterations of PBKDF2.
        self.spend(derivation, (memory / 64).saturating_mul(p))
    }

    /// The same for bcrypt-pbkdf.
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
