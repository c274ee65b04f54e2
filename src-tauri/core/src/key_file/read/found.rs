//! What was found in a file or text, before anything is chosen from it.

use super::content::{Content, content_of};
use crate::certificate::Certificate;
use crate::key::{FoundKey, KeyError, KeySyntax, KeyType, PrivateKey, RSA};
use crate::key_file::passphrase::Lock;
use crate::key_file::problem::{KeyProblem, ReadFormat, ReadNote};

/// Label for a private key that came without one.
pub(super) const PRIVATE_KEY: &str = "PRIVATE KEY";

/// The most problems and labels that are reported. People fix one thing at a time; a file full of broken blocks
/// must not become a report full of them.
const MOST_SAID: usize = 16;

/// Everything that one file or text holds, before anything is chosen from it. Something is always found, even
/// if it is only a problem.
#[derive(Default)]
pub(crate) struct Found {
    /// Private keys, in the order in which they were found.
    pub(crate) private_keys: Vec<PrivateKey>,
    /// Certificates, in the order in which they were found.
    pub(crate) certificates: Vec<Certificate>,
    /// What was corrected while reading them.
    pub(crate) notes: Vec<ReadNote>,
    /// Labels of blocks that are of no use beside a key or certificate; the first 16.
    pub(crate) left_out: Vec<String>,
    /// What is wrong; the first 16 problems.
    pub(crate) problems: Vec<KeyProblem>,
    /// What no passphrase given so far unlocks, and whether one was given for it.
    pub(crate) locked: Vec<(Lock, bool)>,
    /// The problem with the blocks that were left out, in case nothing else is found.
    pub(super) problem_alone: Option<KeyProblem>,
}

impl Found {
    pub(crate) fn only(problem: KeyProblem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    pub(super) fn add_problem(&mut self, problem: KeyProblem) {
        add_new(&mut self.problems, problem);
    }

    pub(super) fn add_locked(&mut self, lock: Lock, refused: bool) {
        self.locked.push((lock, refused));
    }

    /// Leaves out something that is of no use beside a key or certificate. `problem_alone` is its problem, in
    /// case nothing else is found.
    pub(super) fn leave_out(&mut self, name: &str, problem_alone: Option<KeyProblem>) {
        add_new(&mut self.left_out, name.to_owned());
        self.problem_alone = self.problem_alone.take().or(problem_alone);
    }

    /// Takes a `PrivateKeyInfo` that was found inside another format; `damaged` is the problem if it is
    /// something else.
    pub(super) fn take_key_within(&mut self, pkcs8: &[u8], format: KeySyntax, damaged: KeyProblem) {
        match content_of(pkcs8, PRIVATE_KEY) {
            Content::PrivateKey(found) => match private_key(&found.within(format), PRIVATE_KEY) {
                Ok(key) => self.private_keys.push(key),
                Err(problem) => self.add_problem(problem),
            },
            Content::OtherPrivateKey(key_type) => self.add_problem(KeyProblem::KeyTypeUnusable { key_type }),
            _ => self.add_problem(damaged),
        }
    }

    /// Reports a problem if a whole file holds nothing of use.
    pub(super) fn nothing_else_inside(&mut self, format: ReadFormat) {
        if self.is_empty() {
            let problem = self.problem_alone.take().unwrap_or(KeyProblem::NothingInside { format });
            self.left_out.clear();
            self.add_problem(problem);
        }
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
            Ok(Taken::PrivateKey(key)) => self.private_keys.push(key),
            Ok(Taken::Certificate(certificate)) => self.certificates.push(certificate),
            Ok(Taken::Locked { lock, refused }) => {
                self.add_locked(lock, refused);
                return false;
            }
            Ok(Taken::Irrelevant(problem)) => {
                self.leave_out(label, problem);
                return false;
            }
            Err(problem) => {
                self.add_problem(problem);
                return false;
            }
        }
        true
    }
}

pub(super) fn add_new<T: PartialEq>(said: &mut Vec<T>, new: T) {
    if said.len() < MOST_SAID && !said.contains(&new) {
        said.push(new);
    }
}

/// What one block or structure holds.
pub(super) enum Taken {
    PrivateKey(PrivateKey),
    Certificate(Certificate),
    /// Neither. It is left out beside a key or certificate; alone, it is a problem.
    Irrelevant(Option<KeyProblem>),
    Locked {
        lock: Lock,
        refused: bool,
    },
}

/// Checks the numbers of a private key; `label` is for reporting what is wrong.
pub(super) fn private_key(found: &FoundKey<'_>, label: &str) -> Result<PrivateKey, KeyProblem> {
    found.check().map_err(|error| problem_of(error, label))
}

/// The problem of a key that cannot be used.
pub(super) fn problem_of(error: KeyError, label: &str) -> KeyProblem {
    match error {
        KeyError::Malformed => KeyProblem::Damaged { label: label.to_owned() },
        KeyError::TooShort(bits) => KeyProblem::TooShort { bits },
        KeyError::TooLong(bits) => KeyProblem::TooLong { bits },
        KeyError::MultiPrime => {
            KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: RSA.to_string() } }
        }
        KeyError::Inconsistent => KeyProblem::Inconsistent { label: label.to_owned() },
    }
}
