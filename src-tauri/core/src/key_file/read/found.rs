//! What was found in a file or text, before anything is chosen from it.

use super::content::{Content, content_of};
use crate::certificate::Certificate;
use crate::key::{CandidateKey, FoundKey, KeyError, KeySyntax, KeyType, RSA};
use crate::key_file::budget::Budget;
use crate::key_file::limit::ReadingLimit;
use crate::key_file::passphrase::Lock;
use crate::key_file::problem::{KeyProblem, ReadFormat};
use crate::key_file::undone::Undone;

/// Label for a private key that came without one.
pub(crate) const PRIVATE_KEY: &str = "PRIVATE KEY";

/// A private key and its name in the file: an alias, a friendly name, a key ID.
pub(crate) struct NamedKey {
    pub(crate) key: CandidateKey,
    pub(crate) name: Option<String>,
}

/// The longest name of a key that is shown, in characters.
const LONGEST_NAME: usize = 64;

/// Everything that one file or text holds, before anything is chosen from it. Something is always found, even
/// if it is only a problem, or that a bound of the reading is reached.
pub(crate) struct Found<'b> {
    /// What the whole reading may still take.
    budget: &'b Budget,
    /// Private keys, in the order in which they were found.
    pub(crate) private_keys: Vec<NamedKey>,
    /// Certificates, in the order in which they were found.
    pub(crate) certificates: Vec<Certificate>,
    /// Public keys in DER, as the key pair does not need them: `SubjectPublicKeyInfo` or `RSAPublicKey`.
    pub(crate) public_keys: Vec<Vec<u8>>,
    /// What was undone to read them.
    pub(crate) undone: Vec<Undone>,
    /// Labels of blocks that are of no use beside a key or certificate.
    pub(crate) left_out: Vec<String>,
    /// What is wrong.
    pub(crate) problems: Vec<KeyProblem>,
    /// What no passphrase given so far unlocks, and whether one was given for it.
    pub(crate) locked: Vec<(Lock, bool)>,
    /// The problem with the blocks that were left out, in case nothing else is found.
    pub(super) problem_alone: Option<KeyProblem>,
    /// What the next private key is called.
    next_name: Option<String>,
}

impl<'b> Found<'b> {
    pub(crate) fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            private_keys: Vec::new(),
            certificates: Vec::new(),
            public_keys: Vec::new(),
            undone: Vec::new(),
            left_out: Vec::new(),
            problems: Vec::new(),
            locked: Vec::new(),
            problem_alone: None,
            next_name: None,
        }
    }

    pub(crate) fn only(problem: KeyProblem, budget: &'b Budget) -> Self {
        let mut found = Self::new(budget);
        found.add_problem(problem);
        found
    }

    /// What the whole reading may still take.
    pub(super) fn budget(&self) -> &'b Budget {
        self.budget
    }

    /// Notes what the private key that comes next is called; an empty name is none.
    pub(super) fn name_next_key(&mut self, name: &str) {
        let name = name.trim();
        self.next_name = (!name.is_empty()).then(|| name.chars().take(LONGEST_NAME).collect());
    }

    fn push_key(&mut self, key: CandidateKey) {
        self.private_keys.push(NamedKey { key, name: self.next_name.take() });
    }

    pub(super) fn add_problem(&mut self, problem: KeyProblem) {
        if !self.problems.contains(&problem) && self.budget.take(ReadingLimit::Problems, 1) {
            self.problems.push(problem);
        }
    }

    /// Takes the lines out of the problems: they were counted in a text that the person has never seen.
    pub(super) fn forget_lines(&mut self) {
        for problem in &mut self.problems {
            if let KeyProblem::StrayCharacter { line, .. } = problem {
                *line = None;
            }
        }
    }

    pub(super) fn add_undone(&mut self, steps: impl IntoIterator<Item = Undone>) {
        for step in steps {
            if !self.undone.contains(&step) {
                self.undone.push(step);
            }
        }
    }

    /// Adds a lock. Another key in a keystore counts by itself; every other lock was counted when it was found.
    pub(super) fn add_locked(&mut self, lock: Lock, refused: bool) {
        if lock.entry.is_none() || self.budget.take(ReadingLimit::Locks, 1) {
            self.locked.push((lock, refused));
        }
    }

    /// Leaves out something that is of no use beside a key or certificate. `problem_alone` is its problem, in
    /// case nothing else is found.
    pub(super) fn leave_out(&mut self, name: &str, problem_alone: Option<KeyProblem>) {
        if self.budget.take_label(name) && !self.left_out.iter().any(|label| label == name) {
            self.left_out.push(name.to_owned());
        }
        self.problem_alone = self.problem_alone.take().or(problem_alone);
    }

    /// Adds the next private key, which `check` makes, unless there are too many. Checking takes long, so it is counted
    /// before that.
    pub(super) fn add_key(&mut self, check: impl FnOnce() -> Result<CandidateKey, KeyProblem>) {
        if self.budget.take(ReadingLimit::PrivateKeys, 1) {
            match check() {
                Ok(key) => self.push_key(key),
                Err(problem) => self.add_problem(problem),
            }
        }
    }

    /// Adds the next certificate, unless there are too many; `damaged` is the problem if it cannot be read.
    pub(super) fn add_certificate(&mut self, der: Option<&[u8]>, damaged: KeyProblem) {
        if self.budget.take(ReadingLimit::Certificates, 1) {
            match der.and_then(|der| Certificate::from_der(der).ok()) {
                Some(certificate) => self.certificates.push(certificate),
                None => self.add_problem(damaged),
            }
        }
    }

    /// Takes a `PrivateKeyInfo` that was found inside another format; `damaged` is the problem if it is
    /// something else.
    pub(super) fn take_key_within(&mut self, pkcs8: &[u8], format: KeySyntax, damaged: KeyProblem) {
        match content_of(pkcs8, PRIVATE_KEY, self.budget) {
            Content::PrivateKey(found) => {
                self.add_key(|| check(&found.within(format), PRIVATE_KEY));
            }
            Content::OtherPrivateKey(key_type) => self.add_problem(KeyProblem::KeyTypeUnusable { key_type }),
            Content::TooMuch => {}
            _ => self.add_problem(damaged),
        }
    }

    /// Reports a problem if a whole file holds nothing of use.
    pub(super) fn nothing_else_inside(&mut self, format: ReadFormat) {
        if self.is_empty() && !self.budget.is_exhausted() {
            let problem = self.problem_alone.take().unwrap_or(KeyProblem::NothingInside { format });
            self.left_out.clear();
            self.add_problem(problem);
        }
    }

    /// Whether there is nothing to use in it, not even a public key.
    pub(crate) fn is_nothing(&self) -> bool {
        let keys = self.private_keys.len() + self.public_keys.len() + self.certificates.len();
        keys + self.locked.len() == 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.private_keys.is_empty()
            && self.certificates.is_empty()
            && self.problems.is_empty()
            && self.locked.is_empty()
    }

    /// Adds what a block or structure holds. Returns whether that is a key or certificate.
    pub(super) fn take(&mut self, taken: Result<Taken, KeyProblem>, label: &str) -> bool {
        match taken {
            Ok(Taken::PrivateKey(key)) => self.push_key(key),
            Ok(Taken::Certificate(certificate)) => self.certificates.push(certificate),
            Ok(Taken::Locked { lock, refused }) => {
                self.add_locked(lock, refused);
                return false;
            }
            Ok(Taken::Irrelevant(problem)) => {
                self.leave_out(label, problem);
                return false;
            }
            Ok(Taken::PublicKey(der)) => {
                self.public_keys.push(der);
                self.leave_out(label, Some(KeyProblem::PublicKey));
                return false;
            }
            Ok(Taken::TooMuch) => return false,
            Err(problem) => {
                self.add_problem(problem);
                return false;
            }
        }
        true
    }
}

/// What one block or structure holds.
pub(super) enum Taken {
    PrivateKey(CandidateKey),
    Certificate(Certificate),
    /// A public key in DER. It is left out beside a key or certificate; alone, it is a problem.
    PublicKey(Vec<u8>),
    /// None of these. It is left out beside a key or certificate; alone, it is a problem.
    Irrelevant(Option<KeyProblem>),
    Locked {
        lock: Lock,
        refused: bool,
    },
    /// Not read, because a bound of the reading is reached.
    TooMuch,
}

/// Checks the numbers of a private key, unless there are too many; `label` is for reporting what is wrong.
pub(super) fn private_key(found: &FoundKey<'_>, label: &str, budget: &Budget) -> Result<Taken, KeyProblem> {
    if budget.take(ReadingLimit::PrivateKeys, 1) {
        check(found, label).map(Taken::PrivateKey)
    } else {
        Ok(Taken::TooMuch)
    }
}

fn check(found: &FoundKey<'_>, label: &str) -> Result<CandidateKey, KeyProblem> {
    found.check().map_err(|error| problem_of(error, label))
}

/// The problem of a key that cannot be used.
pub(crate) fn problem_of(error: KeyError, label: &str) -> KeyProblem {
    match error {
        KeyError::Malformed => KeyProblem::Damaged { label: label.to_owned() },
        KeyError::TooShort(bits) => KeyProblem::TooShort { bits },
        KeyError::TooLong(bits) => KeyProblem::TooLong { bits },
        KeyError::MultiPrime => {
            KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: RSA.to_string() } }
        }
        KeyError::WeakPrimes(weakness) => KeyProblem::PrimesWeak { weakness },
        KeyError::ExponentUnusable(bits) => KeyProblem::ExponentUnusable { bits },
        KeyError::Inconsistent => KeyProblem::Inconsistent { label: label.to_owned() },
    }
}
