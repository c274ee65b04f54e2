//! What becomes of an export: its files, or why there are none.

use std::fmt;

use serde::Serialize;

use super::recipe::RecipeProblem;
use crate::key::SigningAlgorithm;
use crate::token_request::ClientSecretKind;

/// A file of an export.
#[derive(Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its path, with `/` between folders.
    pub path: &'static str,
    /// Its text. It has secrets, if the export has.
    pub text: String,
}

impl ExportedFile {
    pub(super) fn new(path: &'static str, text: String) -> Self {
        Self { path, text }
    }
}

impl fmt::Debug for ExportedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportedFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Why a credential cannot be exported for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ExportProblem {
    /// The request is not complete.
    Incomplete {
        /// What is missing.
        part: RecipeProblem,
    },
    /// The tool cannot sign with this algorithm.
    Algorithm {
        /// The algorithm.
        algorithm: SigningAlgorithm,
    },
    /// The tool knows only Account Manager's path, and https.
    NotAccountManager,
    /// The tool can sign header parameters only if they are ASCII.
    HeaderNotAscii,
    /// A value cannot be written in `.env`.
    DotEnvValue {
        /// The environment variable.
        name: String,
    },
    /// There is no private key.
    KeyMissing,
    /// There is no such secret.
    SecretMissing {
        /// Its kind.
        secret: ClientSecretKind,
    },
}
