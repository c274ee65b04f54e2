//! The events that the page receives without having asked, and their data.

use countersign_core::credential::{CredentialId, CredentialSummary};
use countersign_core::diagnosis::FindingShown;
use countersign_core::discovery::Discovered;
use countersign_core::experiments::ExperimentShown;
use countersign_core::interchange::transfer::backup::BackupFailure;
use countersign_core::key_pair::KeyPairFacts;
use countersign_core::store::StoreError;
use countersign_core::token_request::{Disclosure, Variation};
use countersign_core::vault::{KeyFileConcern, VaultError, VaultState};
use serde::Serialize;

use crate::state::key_storage::KeyStorage;
use crate::state::session::{CredentialRef, KeyInMemory, UnsavedKey};

/// An event that the page receives without having asked.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum WindowEvent {
    /// The person drags files over the window, or no longer does.
    FilesOver {
        /// Whether files are over the window.
        over: bool,
    },
    /// Files were dropped on the window. The page answers with `read_dropped_files`, which names the credential.
    FilesDropped,
    /// The person wants to close the window. The page answers with `close_if_saved`.
    CloseAsked,
    /// The person chose an entry of the menu bar.
    MenuChosen {
        /// What the entry does.
        command: MenuCommand,
    },
    /// A credential changed in the list.
    CredentialChanged {
        /// What the list shows of it now.
        credential: Box<CredentialSummary>,
    },
    /// The key pair of a credential was stored, or could not be.
    KeyStored {
        /// Credential ID.
        credential: CredentialId,
        /// Its current key pair.
        key_pair: Box<KeyPairFacts>,
        /// Where its private key is stored.
        storage: Box<KeyStorage>,
    },
    /// Which keys would be lost with the window has changed, or the page does not know it yet.
    UnsavedKeys {
        /// All of them, by credential.
        keys: Vec<UnsavedKey>,
    },
    /// The check of a credential started, continued or ended.
    Checked {
        /// Credential and state of the check.
        result: Box<CheckResult>,
    },
    /// The search for the cause of a refusal went a step further.
    Searched {
        /// The credential; `null` as long as none could be stored.
        credential: CredentialRef,
        /// The step.
        step: Box<SearchStep>,
    },
    /// Secrets were locked.
    Locked {
        /// Why.
        cause: LockCause,
        /// The state of the vault now.
        state: VaultState,
        /// The private keys that are still in memory, because they are in memory only.
        in_memory: Vec<KeyInMemory>,
    },
    /// The weekly backup was due, and was made or not.
    BackupTried {
        /// Why it could not be made; `null` if it was.
        failure: Option<BackupFailure>,
    },
    /// A copied secret was removed from the clipboard, because its time there had ended.
    ClipboardEmptied {
        /// The secret.
        secret: CopiedSecret,
    },
}

/// A step of the search for the cause of a refusal.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SearchStep {
    /// What the server publishes about itself is being read.
    LookingUp,
    /// It was read.
    LookedUp {
        /// What was found.
        published: Discovered,
    },
    /// An experiment is being sent.
    Sending {
        /// What it changes.
        variation: Variation,
    },
    /// An experiment ended.
    Sent {
        /// The experiment.
        experiment: ExperimentShown,
    },
}

/// What an entry of the menu bar does, if it is the page that does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum MenuCommand {
    /// Shows what the program says about itself.
    About,
    /// Opens the page with all versions in the browser.
    NewVersion,
    /// Shows the settings.
    Settings,
    /// Adds a credential.
    NewCredential,
    /// Takes back the last step: in a field what was typed, elsewhere what was done.
    Undo,
    /// Finds text in the response, or a credential.
    Find,
    /// Locks the secrets.
    Lock,
    /// Shows everything larger.
    ZoomIn,
    /// Shows everything smaller.
    ZoomOut,
    /// Shows everything in its own size.
    ZoomReset,
    /// Shows the keyboard shortcuts.
    Help,
}

/// Why secrets were locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum LockCause {
    /// The person asked for it.
    Person,
    /// Nobody did anything in the window for a while.
    Idle,
    /// The screen was locked.
    ScreenLocked,
    /// The computer went to sleep.
    Suspending,
}

/// A secret that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum CopiedSecret {
    /// An access token.
    Token,
    /// The body of a response with its tokens.
    Body,
    /// A request with its assertion or its secrets.
    Request,
    /// The secret of an API client or of a Business Manager user.
    ClientSecret,
}

/// The state of the check of one credential.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CheckResult {
    /// Credential ID.
    pub credential: CredentialId,
    /// State of its check.
    pub check: Check,
}

/// The states of a check, and its possible results.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Check {
    /// Other credentials are checked first.
    Waiting,
    /// The token request is being sent.
    Sending,
    /// The server gave a token.
    Token {
        /// Milliseconds from sending to the end of the response.
        duration_ms: u32,
    },
    /// The server gave no token.
    Refused {
        /// Whether the server sent a response.
        answered: bool,
        /// Milliseconds from sending to the end of the response, or of the attempt.
        duration_ms: u32,
        /// The server's error code (RFC 6749 section 5.2), if there was one.
        error: Option<String>,
        /// The most important finding, if there was one.
        finding: Option<FindingShown>,
    },
    /// Nothing was sent, because of an error, or of a warning that only the person can confirm.
    NotSent {
        /// The error or warning.
        finding: Option<FindingShown>,
    },
    /// Nothing was sent, because somebody else would get an assertion for Account Manager. Only the person can confirm
    /// that, for this credential; see `check_held_back`.
    HeldBack {
        /// Who would get it, and its audience.
        disclosure: Disclosure,
        /// Seconds until it would expire, if its `exp` says so.
        seconds: Option<u32>,
    },
    /// Nothing was sent, because the private key could not be read from its files.
    NotRead {
        /// The reason.
        concern: KeyFileConcern,
    },
    /// Nothing was sent, because the secrets of the credential could not be opened.
    KeyUnavailable {
        /// The reason.
        error: VaultError,
    },
    /// Nothing was sent, because the credential could not be read.
    Unreadable {
        /// The reason.
        error: StoreError,
    },
    /// The person cancelled the check before it ended.
    Cancelled,
}
