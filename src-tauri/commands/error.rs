//! What stops a command, and what every command gives.

use countersign_core::practice::StartError;
use countersign_core::store::StoreError;
use countersign_core::vault::VaultError;
use serde::Serialize;

use crate::platform::dialogs::NoFileDialog;
use crate::state::practice::PracticeError;

/// What every command gives. Expected failures are outcomes, not errors.
pub(super) type CommandResult<T> = Result<T, CommandError>;

/// What stops a command itself.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum CommandError {
    /// There is nothing (any more) to copy, save or show.
    NothingThere,
    /// The certificate does not fit into Account Manager's field.
    CertificateTooLong {
        /// Its length as text.
        characters: u32,
        /// The field's length.
        limit: u32,
    },
    /// The clipboard did not take the text.
    Clipboard {
        /// The system's words.
        detail: String,
    },
    /// The browser could not be opened.
    Browser {
        /// The address to open by hand.
        url: String,
        /// The system's words.
        detail: String,
    },
    /// The practice Account Manager got no port.
    PracticeNotStarted {
        /// The system's words.
        detail: String,
    },
    /// The system has no dialog for files.
    NoFileDialog,
    /// No program could open the file.
    CannotOpen {
        /// The system's words.
        detail: String,
    },
    /// The store did not take or give something.
    Store {
        /// Why.
        error: StoreError,
    },
    /// The vault did not take or give a secret.
    Vault {
        /// Why.
        error: VaultError,
    },
    /// Something in the program broke; it is a bug.
    Internal {
        /// Where.
        detail: String,
    },
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        Self::Store { error }
    }
}

impl From<VaultError> for CommandError {
    fn from(error: VaultError) -> Self {
        Self::Vault { error }
    }
}

impl From<NoFileDialog> for CommandError {
    fn from(NoFileDialog: NoFileDialog) -> Self {
        Self::NoFileDialog
    }
}

impl From<PracticeError> for CommandError {
    fn from(error: PracticeError) -> Self {
        match error {
            PracticeError::NoKey => Self::Internal { detail: "no signing key".into() },
            PracticeError::NotStarted(StartError::NoPort(error)) => {
                Self::PracticeNotStarted { detail: error.to_string() }
            }
        }
    }
}
