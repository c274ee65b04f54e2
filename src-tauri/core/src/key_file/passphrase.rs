//! What is locked, the passphrases that a person gave, and trying them within the budget of the reading.
//!
//! Reading never asks for a passphrase. It reports what is locked, and the caller reads again with the
//! passphrases that were given meanwhile.

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::budget::{Budget, Effort};
use super::limit::ReadingLimit;
use super::problem::KeyProblem;
use super::refusal::Refusal;

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
    /// What is inside a PKCS#12 file whose integrity code has another passphrase, which is known.
    Pkcs12Content,
    /// The integrity code of a PKCS#12 file whose content has another passphrase, which is known. Or else the file was
    /// altered: nobody can tell without the passphrase.
    Pkcs12Integrity,
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

impl Lock {
    /// Whether the other lock is at the same place: the same one, or one of another part of the same keystore.
    fn is_around(&self, other: &Self) -> bool {
        (self.source, self.place) == (other.source, other.place)
    }
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

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &SecretString> {
        self.0.iter().map(|(_, passphrase)| passphrase)
    }

    fn is_given_for(&self, lock: &Lock) -> bool {
        self.0.iter().any(|(known, _)| known == lock)
    }

    /// Number of passphrases given for this lock, and for other keys in the same keystore.
    fn given_around(&self, lock: &Lock) -> usize {
        self.0.iter().filter(|(known, _)| known.is_around(lock)).count()
    }

    /// All passphrases with the locks that they were given for, the one for this lock first.
    fn candidates(&self, lock: &Lock) -> impl Iterator<Item = &(Lock, SecretString)> {
        let of_lock = self.0.iter().filter(move |(known, _)| known == lock);
        let of_others = self.0.iter().filter(move |(known, _)| known != lock);
        of_lock.chain(of_others)
    }
}

/// Result of trying the passphrases.
pub(super) enum Trial<T> {
    Opened(T),
    Locked { lock: Lock, refused: bool },
    Problem(KeyProblem),
}

/// Tries the passphrases on the locks of one source after the other, within the budget of the reading.
pub(crate) struct Unlocker<'p> {
    passphrases: &'p Passphrases,
    budget: &'p Budget,
    source: u32,
    places: u32,
    /// Work for the passphrases that were given for the current lock, and for the keys inside it.
    own_work: Effort<'p>,
}

impl<'p> Unlocker<'p> {
    pub(crate) fn new(passphrases: &'p Passphrases, budget: &'p Budget) -> Self {
        Self { passphrases, budget, source: 0, places: 0, own_work: budget.work_on_own_lock(0) }
    }

    /// What the whole reading may still take.
    pub(super) fn budget(&self) -> &'p Budget {
        self.budget
    }

    /// Begins the next source: from here on, locks belong to it.
    pub(crate) fn begin_source(&mut self, source: u32) {
        (self.source, self.places) = (source, 0);
    }

    /// The lock of the next thing in this source that is locked; `None` if there are too many.
    pub(super) fn next_lock(&mut self, form: LockForm) -> Option<Lock> {
        if !self.budget.take(ReadingLimit::Locks, 1) {
            return None;
        }
        let lock = Lock { source: self.source, place: self.places, form, entry: None };
        self.places += 1;
        self.own_work = self.budget.work_on_own_lock(self.passphrases.given_around(&lock));
        Some(lock)
    }

    /// Tries every passphrase until one unlocks it. A passphrase that was given for another lock is tried only as long
    /// as there is work left for that.
    pub(super) fn open<T>(
        &mut self,
        lock: Lock,
        mut try_passphrase: impl FnMut(&str, &mut Effort<'_>) -> Result<T, Refusal>,
    ) -> Trial<T> {
        for (known, passphrase) in self.passphrases.candidates(&lock) {
            let is_own = known.is_around(&lock);
            let mut other_work = self.budget.work_on_other_lock();
            let effort = if is_own { &mut self.own_work } else { &mut other_work };
            // Exposed for the one purpose that it was given for: unlocking what it protects.
            match try_passphrase(passphrase.expose_secret(), effort) {
                Ok(opened) => return Trial::Opened(opened),
                Err(Refusal::WrongPassphrase) => {}
                Err(Refusal::WorkSpent(derivation)) if is_own => {
                    return Trial::Problem(KeyProblem::TooCostly { derivation });
                }
                Err(Refusal::WorkSpent(_)) => break,
                Err(Refusal::Problem(problem)) => return Trial::Problem(problem),
            }
        }
        let refused = self.passphrases.is_given_for(&lock);
        Trial::Locked { lock, refused }
    }

    /// Like [`Unlocker::open`], but tries a passphrase that is already known first.
    pub(super) fn open_with<T>(
        &mut self,
        known: &str,
        lock: Lock,
        mut try_passphrase: impl FnMut(&str, &mut Effort<'_>) -> Result<T, Refusal>,
    ) -> Trial<T> {
        let mut other_work = self.budget.work_on_other_lock();
        let is_given_here = self.passphrases.given_around(&lock) > 0;
        let effort = if is_given_here { &mut self.own_work } else { &mut other_work };
        match try_passphrase(known, effort) {
            Ok(opened) => Trial::Opened(opened),
            Err(Refusal::WrongPassphrase) => self.open(lock, try_passphrase),
            Err(Refusal::WorkSpent(derivation)) if is_given_here => {
                Trial::Problem(KeyProblem::TooCostly { derivation })
            }
            Err(Refusal::WorkSpent(_)) => Trial::Locked { lock, refused: false },
            Err(Refusal::Problem(problem)) => Trial::Problem(problem),
        }
    }

    /// Tries without any passphrase of the person, as far as that costs next to nothing.
    pub(super) fn open_silently<T>(
        &self,
        try_passphrase: impl FnOnce(&mut Effort<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        try_passphrase(&mut self.budget.silent_work())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_given_again_takes_the_place_of_the_one_before() {
        let lock = Lock { source: 0, place: 0, form: LockForm::Pkcs8, entry: None };
        let other = Lock { place: 1, ..lock.clone() };
        let mut passphrases = Passphrases::none();
        passphrases.give(lock.clone(), "wrong".into());
        passphrases.give(other.clone(), "other".into());
        passphrases.give(lock.clone(), "right".into());
        let tried = |lock: &Lock| {
            passphrases.candidates(lock).map(|(_, p)| p.expose_secret().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(tried(&lock), ["right", "other"]);
        assert_eq!(tried(&other), ["other", "right"]);
        assert!(!format!("{passphrases:?}").contains("right"));
    }
}
