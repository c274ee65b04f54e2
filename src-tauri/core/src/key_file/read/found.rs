//! What was found in a file or text, before anything is chosen from it.

use super::content::{Content, content_of};
use crate::certificate::Certificate;
use crate::key::{FoundKey, KeyError, KeySyntax, KeyType, PrivateKey, RSA};
use crate::key_file::passphrase::Lock;
use crate::key_file::problem::{KeyProblem, ReadFormat, ReadNote};

/// What a private key is called where no label says so.
pub(super) const PRIVATE_KEY: &str = "PRIVATE KEY";

/// A person mends one thing at a time; a file full of broken blocks must not become a report full of them.
const MOST_SAID: usize = 16;

/// Everything that one file or text holds, before anything is chosen from it. Something is always found, if only a
/// problem.
#[derive(Default)]
pub(crate) struct Found {
    /// In the order in which they stand there.
    pub(crate) private_keys: Vec<PrivateKey>,
    /// Likewise.
    pub(crate) certificates: Vec<Certificate>,
    /// What was set right while reading them.
    pub(crate) notes: Vec<ReadNote>,
    /// Labels of blocks that are of no use beside a key or certificate; the 16 first.
    pub(crate) left_out: Vec<String>,
    /// The 16 first.
    pub(crate) problems: Vec<KeyProblem>,
    /// What no passphrase given so far opens, and whether one was given for it.
    pub(crate) locked: Vec<(Lock, bool)>,
    /// What there is to say of the blocks that are left out where there are no others.
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

    /// Something that is of no use beside a key or certificate, and what to say of it where it is all there is.
    pub(super) fn leave_out(&mut self, name: &str, problem_alone: Option<KeyProblem>) {
        add_new(&mut self.left_out, name.to_owned());
        self.problem_alone = self.problem_alone.take().or(problem_alone);
    }

    /// Takes a `PrivateKeyInfo` that stood within another format; `damaged` if it is none.
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

    /// Says so where a whole format held nothing of use.
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

    /// Whether it is a key or certificate.
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
    /// Neither: left out beside one, a problem alone.
    Irrelevant(Option<KeyProblem>),
    Locked {
        lock: Lock,
        refused: bool,
    },
}

/// Checks the numbers of a private key; `label` is for saying what is wrong.
pub(super) fn private_key(found: &FoundKey<'_>, label: &str) -> Result<PrivateKey, KeyProblem> {
    found.check().map_err(|error| problem_of(error, label))
}

/// What to say of a key that cannot be used.
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
