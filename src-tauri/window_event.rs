//! What the page is told without having asked, and the data in it.

use countersign_core::credential::{CredentialId, CredentialSummary};
use countersign_core::diagnosis::FindingShown;
use countersign_core::key_pair::KeyPairFacts;
use countersign_core::store::StoreError;
use countersign_core::vault::{KeyFileConcern, VaultError};
use serde::Serialize;

use crate::state::key_storage::KeyStorage;

/// Something the window is told without having asked.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum WindowEvent {
    /// Files are held over the window, or no longer.
    FilesOver {
        /// Whether they are.
        over: bool,
    },
    /// Files were dropped. Answered with `read_dropped_files`, which says whose they are.
    FilesDropped,
    /// The person wants to close the window. Answered with `close_if_saved`.
    CloseAsked,
    /// What the list shows of a credential is another now.
    CredentialChanged {
        /// What it shows.
        credential: Box<CredentialSummary>,
    },
    /// The key pair of a credential was stored, or could not be.
    KeyStored {
        /// Which credential.
        credential: CredentialId,
        /// The key pair.
        key_pair: Box<KeyPairFacts>,
        /// Where its private key is.
        storage: Box<KeyStorage>,
    },
    /// A credential was checked, or its turn has come.
    Checked {
        /// What came of it.
        result: Box<CheckResult>,
    },
}

/// What came of checking one credential.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CheckResult {
    /// Which.
    pub credential: CredentialId,
    /// What came of it.
    pub check: Check,
}

/// How far the check of one credential is.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Check {
    /// Others are asked before it.
    Waiting,
    /// A token is asked for.
    Asking,
    /// A token came.
    Token {
        /// Milliseconds from sending to the end of the answer.
        duration_ms: u32,
    },
    /// No token came.
    Refused {
        /// The server answered.
        answered: bool,
        /// Milliseconds from sending to the end of the answer, or of the attempt.
        duration_ms: u32,
        /// The server's error code (RFC 6749 section 5.2), if there was one.
        error: Option<String>,
        /// The most important finding, if there was one.
        finding: Option<FindingShown>,
    },
    /// Nothing was sent, because of this error, or of a warning that only the person can let pass.
    NotSent {
        /// The error or warning.
        finding: Option<FindingShown>,
    },
    /// Nothing was sent, because its private key could not be read from its files.
    NotRead {
        /// Why.
        concern: KeyFileConcern,
    },
    /// Nothing was sent, because its secrets could not be opened.
    KeyUnavailable {
        /// Why.
        error: VaultError,
    },
    /// Nothing was sent, because it could not be read.
    Unreadable {
        /// Why.
        error: StoreError,
    },
    /// The person cancelled before it was done.
    Cancelled,
}
