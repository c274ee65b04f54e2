//! What one reading may take: the number and size of what it holds, and the work of opening it. There is one budget for
//! all sources that are read together, however many files, blocks, entries or keys they have, so that many cheap things
//! cannot add up to an expensive one. Every reader gets it with [`Found`](super::Found), where results go, or with
//! [`Unlocker`](super::Unlocker), which tries passphrases: neither can be made without it.
//!
//! Each bound is far above what people have. Where one is reached, what was found before is kept, and the reading says
//! so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::limit::ReadingLimit;
use super::problem::{KeyDerivation, KeyProblem};
use super::refusal::Refusal;
use super::watch::ReadingWatch;

/// Limit of work for one passphrase on one lock. Counts in use today are 600,000 (OWASP) to 2,000,000.
const MOST_WORK: u64 = 2_500_000;
/// Limit of work for a passphrase on the lock that it was given for. The person waits for it, sees how far it is, and can
/// cancel, so that some seconds are allowed. A PKCS#12 file has five derivations or more: the integrity code, and a key
/// and an initialization vector for certificates and key. With a million iterations each, and one of the longer hashes,
/// that makes eight millions.
const MOST_WORK_ON_OWN_LOCK: u64 = 12_000_000;
/// Limit of work for trying passphrases on other locks than those that they were given for. When it is spent, those
/// locks stay locked, and each can still be opened with a passphrase of its own.
const MOST_WORK_ON_OTHER_LOCKS: u64 = 2_000_000;
/// Limit of work without a passphrase of the person, for one lock. Files with an empty passphrase have a few thousand
/// iterations.
const MOST_SILENT_WORK: u64 = 150_000;
/// The most memory that scrypt may use, in bytes.
const MOST_SCRYPT_MEMORY: u64 = 256 * 1024 * 1024;
/// One round of bcrypt-pbkdf in units of work: six to nine milliseconds, measured. OpenSSH uses 16 or 24 rounds, careful
/// people 100.
const BCRYPT_ROUND: u64 = 25_000;
/// The most rounds of bcrypt-pbkdf on the lock that a passphrase was given for: two to three seconds, in which it cannot be
/// cancelled.
const MOST_BCRYPT_ROUNDS: u32 = 375;
/// Bytes that are decrypted or hashed in the time of one unit, with the slowest of the old ciphers.
const BYTES_PER_UNIT: usize = 16;

/// What is left of one reading's bounds.
pub(crate) struct Budget {
    left: [Cell<u32>; ReadingLimit::ALL.len()],
    reached: RefCell<Vec<ReadingLimit>>,
    /// How many of `reached` were reported.
    reported: Cell<usize>,
    labels: RefCell<BTreeSet<String>>,
    work_on_other_locks: Cell<u64>,
    watch: ReadingWatch,
}

impl Budget {
    pub(crate) fn for_one_reading(watch: &ReadingWatch) -> Self {
        Self {
            watch: watch.clone(),
            left: ReadingLimit::ALL.map(|limit| Cell::new(limit.most())),
            reached: RefCell::default(),
            reported: Cell::new(0),
            labels: RefCell::default(),
            work_on_other_locks: Cell::new(MOST_WORK_ON_OTHER_LOCKS),
        }
    }

    /// Takes so much of what is left. Once there is not enough, nothing more is given, and the bound counts as reached.
    #[must_use]
    pub(crate) fn take(&self, limit: ReadingLimit, amount: usize) -> bool {
        let left = &self.left[limit as usize];
        let amount = u32::try_from(amount).unwrap_or(u32::MAX);
        if !self.reached.borrow().contains(&limit) {
            if let Some(rest) = left.get().checked_sub(amount) {
                left.set(rest);
                return true;
            }
            self.reached.borrow_mut().push(limit);
        }
        false
    }

    /// Like [`Budget::take`] for the label of something that is left out. A label that was named before is free.
    #[must_use]
    pub(super) fn take_label(&self, label: &str) -> bool {
        let is_known = self.labels.borrow().contains(label);
        let taken = is_known || self.take(ReadingLimit::Labels, 1);
        if taken && !is_known {
            self.labels.borrow_mut().insert(label.to_owned());
        }
        taken
    }

    /// Whether a bound was reached, so that something may be there that was not read. That not everything was undone is no
    /// such bound: what was found is read.
    pub(super) fn is_exhausted(&self) -> bool {
        self.reached.borrow().iter().any(|limit| *limit != ReadingLimit::Undoing)
    }

    /// The bounds that were reached since this was asked last, except that of undoing: only where nothing was found does
    /// that matter, and there it is a problem of the text.
    pub(crate) fn newly_reached(&self) -> Vec<KeyProblem> {
        let reached = self.reached.borrow();
        let before = self.reported.replace(reached.len());
        let new = reached.iter().skip(before).filter(|limit| **limit != ReadingLimit::Undoing);
        new.map(|limit| KeyProblem::too_much(*limit)).collect()
    }

    /// Work for so many passphrases on the lock that they were given for.
    pub(super) fn work_on_own_lock(&self, passphrases: usize) -> Effort<'_> {
        let passphrases = u64::try_from(passphrases).unwrap_or(u64::MAX);
        let left = MOST_WORK_ON_OWN_LOCK.saturating_mul(passphrases);
        Effort { purse: Purse::OwnLock, left, watch: &self.watch }
    }

    /// Work for a passphrase on a lock that it was not given for.
    pub(super) fn work_on_other_lock(&self) -> Effort<'_> {
        Effort { purse: Purse::OtherLocks(self), left: MOST_WORK_ON_OTHER_LOCKS, watch: &self.watch }
    }

    /// Work for trying without a passphrase of the person.
    pub(super) fn silent_work(&self) -> Effort<'_> {
        Effort { purse: Purse::Silent(self), left: MOST_SILENT_WORK, watch: &self.watch }
    }
}

/// A limit on the work of deriving keys from passphrases, so that a hostile file can neither hang this program
/// nor use up its memory. A unit is about one iteration of PBKDF2: a quarter of a microsecond to a microsecond.
pub(super) struct Effort<'b> {
    left: u64,
    purse: Purse<'b>,
    watch: &'b ReadingWatch,
}

/// What an effort is paid from, beside its own limit.
#[derive(Clone, Copy)]
enum Purse<'b> {
    /// Nothing: the person gave a passphrase for this very lock.
    OwnLock,
    OtherLocks(&'b Budget),
    Silent(&'b Budget),
}

impl Effort<'_> {
    /// No passphrase of the person is being tried, so trying may stop early.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self.purse, Purse::Silent(_))
    }

    /// Deducts this many iterations of a hash from the work that is left.
    pub(super) fn spend(&mut self, derivation: KeyDerivation, work: u64) -> Result<(), Refusal> {
        let most = if matches!(self.purse, Purse::OwnLock) { MOST_WORK_ON_OWN_LOCK } else { MOST_WORK };
        if work > MOST_WORK_ON_OWN_LOCK {
            return Err(KeyProblem::TooCostly { derivation }.into());
        }
        if work > most || self.watch.is_cancelled() {
            return Err(Refusal::WorkSpent(derivation));
        }
        let left = self.left.checked_sub(work).ok_or(Refusal::WorkSpent(derivation))?;
        let is_paid = match self.purse {
            Purse::OwnLock => true,
            Purse::OtherLocks(budget) => {
                let rest = budget.work_on_other_locks.get().checked_sub(work);
                budget.work_on_other_locks.set(rest.unwrap_or(0));
                rest.is_some()
            }
            Purse::Silent(budget) => {
                budget.take(ReadingLimit::EmptyPassphrases, usize::try_from(work).unwrap_or(usize::MAX))
            }
        };
        if !is_paid {
            return Err(Refusal::WorkSpent(derivation));
        }
        self.left = left;
        Ok(())
    }

    /// Says how much work will be spent on the lock that a passphrase was given for, so that the person sees how far it is.
    pub(super) fn expect(&self, work: u64) {
        if matches!(self.purse, Purse::OwnLock) {
            self.watch.expect(work);
        }
    }

    /// Notes that so much of the work that was paid for is done. Fails if the person cancelled.
    pub(super) fn advance(&self, derivation: KeyDerivation, work: u64) -> Result<(), Refusal> {
        if matches!(self.purse, Purse::OwnLock) {
            self.watch.advance(work);
        }
        if self.watch.is_cancelled() { Err(Refusal::WorkSpent(derivation)) } else { Ok(()) }
    }

    /// Deducts the work of decrypting or hashing so many bytes.
    pub(super) fn spend_on_bytes(&mut self, derivation: KeyDerivation, bytes: usize) -> Result<(), Refusal> {
        self.spend(derivation, u64::try_from(bytes / BYTES_PER_UNIT).unwrap_or(u64::MAX))
    }

    /// The work of scrypt (RFC 7914 section 2) with cost `n`, block size `r` and parallelization `p`. Mixing 128 bytes
    /// twice takes about as long as two iterations of PBKDF2.
    pub(super) fn scrypt_cost(n: u64, r: u64, p: u64) -> u64 {
        n.saturating_mul(r).saturating_mul(2).saturating_mul(p)
    }

    /// Deducts the work of scrypt.
    pub(super) fn spend_scrypt(&mut self, n: u64, r: u64, p: u64) -> Result<(), Refusal> {
        let derivation = KeyDerivation::Scrypt;
        let memory = n.checked_mul(r).and_then(|blocks| blocks.checked_mul(128));
        let work = Self::scrypt_cost(n, r, p);
        // It cannot be cancelled, so a person does not wait longer for it than for anything else.
        if memory.is_none_or(|memory| memory > MOST_SCRYPT_MEMORY) || work > MOST_WORK {
            return Err(KeyProblem::TooCostly { derivation }.into());
        }
        self.spend(derivation, work)
    }

    /// Deducts the work of bcrypt-pbkdf.
    pub(super) fn spend_bcrypt(&mut self, rounds: u32) -> Result<(), Refusal> {
        let derivation = KeyDerivation::Bcrypt;
        if rounds > MOST_BCRYPT_ROUNDS {
            return Err(KeyProblem::TooCostly { derivation }.into());
        }
        self.spend(derivation, u64::from(rounds) * BCRYPT_ROUND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> Effort<'static> {
        static WATCH: std::sync::LazyLock<ReadingWatch> = std::sync::LazyLock::new(ReadingWatch::default);
        Effort { purse: Purse::OwnLock, left: MOST_WORK_ON_OWN_LOCK, watch: &WATCH }
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
        fresh().spend_bcrypt(MOST_BCRYPT_ROUNDS + 1).unwrap_err();
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
    fn many_cheap_derivations_for_one_lock_are_expensive_together() {
        let mut effort = fresh();
        let spent = (0..100).take_while(|_| effort.spend(KeyDerivation::Pkcs12, 1_000_000).is_ok()).count();
        assert_eq!(spent, 12);
    }

    #[test]
    fn many_cheap_locks_are_expensive_together() {
        let budget = Budget::for_one_reading(&ReadingWatch::default());
        let tried = |effort: fn(&Budget) -> Effort<'_>| {
            (0..10_000).take_while(|_| effort(&budget).spend(KeyDerivation::Pkcs12, 50_000).is_ok()).count()
        };
        assert_eq!(tried(Budget::silent_work), 20);
        assert_eq!(tried(Budget::work_on_other_lock), 40);
        let (limit, most) = (ReadingLimit::EmptyPassphrases, 1_000_000);
        assert_eq!(budget.newly_reached(), [KeyProblem::TooMuch { limit, most }]);
    }

    #[test]
    fn what_is_cancelled_spends_nothing_more() {
        let watch = ReadingWatch::default();
        let budget = Budget::for_one_reading(&watch);
        let mut effort = budget.work_on_own_lock(1);
        let derivation = KeyDerivation::Pbkdf2;
        effort.spend(derivation, 1_000).unwrap();
        effort.advance(derivation, 500).unwrap();
        watch.cancel();
        assert_eq!(effort.advance(derivation, 500), Err(Refusal::WorkSpent(derivation)));
        assert_eq!(effort.spend(derivation, 1), Err(Refusal::WorkSpent(derivation)));
    }

    #[test]
    fn only_a_person_who_gave_the_passphrase_waits_for_seconds() {
        let budget = Budget::for_one_reading(&ReadingWatch::default());
        let slow = 8_000_000;
        budget.work_on_own_lock(1).spend(KeyDerivation::Pkcs12, slow).unwrap();
        budget.work_on_other_lock().spend(KeyDerivation::Pkcs12, slow).unwrap_err();
        budget.silent_work().spend(KeyDerivation::Pkcs12, slow).unwrap_err();
    }

    #[test]
    fn each_bound_is_reported_once_and_gives_nothing_more() {
        let budget = Budget::for_one_reading(&ReadingWatch::default());
        assert!(budget.take(ReadingLimit::Locks, 199));
        assert!(!budget.take(ReadingLimit::Locks, 2));
        assert!(!budget.take(ReadingLimit::Locks, 1));
        assert_eq!(budget.newly_reached(), [KeyProblem::TooMuch { limit: ReadingLimit::Locks, most: 200 }]);
        assert_eq!(budget.newly_reached(), []);
        for limit in ReadingLimit::ALL.into_iter().filter(|limit| *limit != ReadingLimit::Locks) {
            assert!(budget.take(limit, 1), "{limit:?}");
        }
    }
}
