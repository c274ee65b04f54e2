//! The result of a command, and the error that stops one.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use countersign_core::practice::StartError;
use countersign_core::store::StoreError;
use countersign_core::vault::VaultError;
use serde::Serialize;

use crate::platform::dialogs::FileDialogError;
use crate::state::key_storage::ReadEachTimeError;
use crate::state::practice::PracticeError;

/// The result of a command. An expected failure is an outcome, not an error.
pub(super) type CommandResult<T> = Result<T, CommandError>;

/// The error that stops a command.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum CommandError {
    /// There is nothing to copy, save or show, or no longer.
    NothingThere,
    /// The certificate belongs to another private key, so a server that got it would refuse what this one signs.
    CertificateOfAnotherKey,
    /// The certificate does not fit into Account Manager's field.
    CertificateTooLong {
        /// Its length as text, in characters.
        characters: u32,
        /// The most that the field takes, in characters.
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
    /// The practice Account Manager could not listen on a port.
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
    /// The path of a file has characters that are no text, so it cannot be stored.
    PathNotText {
        /// The file's name, with U+FFFD for what is no text.
        file: String,
    },
    /// The store could not be opened, read or written.
    Store {
        /// The store's error.
        error: StoreError,
    },
    /// A secret could not be stored or read.
    Vault {
        /// The vault's error.
        error: VaultError,
    },
    /// A bug in the program.
    Internal {
        /// What went wrong, for the person who fixes it.
        detail: String,
    },
}

/// For developers. The page has its own words for each code.
impl Display for CommandError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingThere => write!(f, "there is nothing to copy, save or show"),
            Self::CertificateOfAnotherKey => write!(f, "the certificate belongs to another private key"),
            Self::CertificateTooLong { characters, limit } => {
                write!(f, "the certificate has {characters} characters, and Account Manager takes {limit}")
            }
            Self::Clipboard { detail } => write!(f, "the clipboard did not take the text: {detail}"),
            Self::Browser { url, detail } => write!(f, "the browser did not open {url}: {detail}"),
            Self::PracticeNotStarted { detail } => {
                write!(f, "the practice Account Manager could not listen on a port: {detail}")
            }
            Self::NoFileDialog => FileDialogError.fmt(f),
            Self::CannotOpen { detail } => write!(f, "no program opened the file: {detail}"),
            Self::PathNotText { file } => write!(f, "the path of {file} is no text"),
            Self::Store { error } => write!(f, "the store could not be opened, read or written: {error}"),
            Self::Vault { error } => write!(f, "a secret could not be stored or read: {error}"),
            Self::Internal { detail } => write!(f, "a bug in the program: {detail}"),
        }
    }
}

impl Error for CommandError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Store { error } => Some(error),
            Self::Vault { error } => Some(error),
            _ => None,
        }
    }
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

impl From<ReadEachTimeError> for CommandError {
    fn from(error: ReadEachTimeError) -> Self {
        match error {
            ReadEachTimeError::PathNotText { file } => Self::PathNotText { file },
            ReadEachTimeError::Vault(error) => Self::Vault { error },
        }
    }
}

impl From<FileDialogError> for CommandError {
    fn from(FileDialogError: FileDialogError) -> Self {
        Self::NoFileDialog
    }
}

impl From<PracticeError> for CommandError {
    fn from(error: PracticeError) -> Self {
        match error {
            PracticeError::NoKey => Self::Internal { detail: error.to_string() },
            PracticeError::NotStarted(StartError::NoPort(error)) => {
                Self::PracticeNotStarted { detail: error.to_string() }
            }
        }
    }
}
