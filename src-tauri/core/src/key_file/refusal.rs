//! Why a passphrase did not unlock something.

use super::problem::{KeyDerivation, KeyProblem};

/// Why a passphrase did not unlock something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is wrong, as far as can be told.
    WrongPassphrase,
    /// It was not tried to the end: what it may cost is spent.
    WorkSpent(KeyDerivation),
    /// No passphrase would help.
    Problem(KeyProblem),
}

impl From<KeyProblem> for Refusal {
    fn from(problem: KeyProblem) -> Self {
        Self::Problem(problem)
    }
}
