//! What commands answer beyond the core's own types: outcomes that only a desktop has (dialogs, files).

use countersign_core::answer::ExchangeShown;
use countersign_core::certificate::OptionsProblem;
use countersign_core::credential::{Credential, CredentialSummary};
use countersign_core::key::FileError;
use countersign_core::key_pair::KeyPairFacts;
use countersign_core::practice::{ApiClientProblem, ApiClientShown, PracticeSettings};
use countersign_core::save_as::{SaveAsProblem, SaveFormat};
use countersign_core::store::{Rescue, StoreError};
use countersign_core::vault::VaultError;
use serde::{Deserialize, Serialize};

use crate::platform::dialogs::NoFileDialog;
use crate::platform::files::KeyReaders;

/// What came of "Generate a key pair".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum MakeKeyPairOutcome {
    /// It is made, and the window's key pair now.
    Made {
        /// The new pair.
        key_pair: Box<KeyPairFacts>,
    },
    /// The options cannot be used; nothing was made.
    Invalid {
        /// Each thing that is wrong with them.
        problems: Vec<OptionsProblem>,
    },
    /// The person cancelled; the pair before is still there.
    Cancelled,
    /// The cryptography library gave up.
    Failed,
}

/// What came of "Save files…".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveOutcome {
    /// Saved.
    Saved {
        /// The folder.
        folder: String,
        /// The names of the files.
        files: Vec<String>,
        /// Who can read the private key's file; `null` when only the certificate was saved.
        key_readers: Option<KeyReaders>,
        /// The key pair, which counts as saved now.
        key_pair: Box<KeyPairFacts>,
    },
    /// Nothing was written: files of these names are there already. Answer with `save_key_files_anyway`.
    Exists {
        /// The folder.
        folder: String,
        /// Names that are taken.
        existing: Vec<String>,
        /// Names that are free and would be used instead.
        other_names: Vec<String>,
    },
    /// The person closed the dialog or kept the existing files.
    Cancelled,
    /// A file could not be written. What was written before it is named.
    Failed {
        /// The folder.
        folder: String,
        /// The file that could not be written.
        file: String,
        /// Why.
        error: FileError,
        /// Files that were written before.
        written: Vec<String>,
    },
}

/// What came of "Renew…".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum RenewOutcome {
    /// The pair has a new certificate.
    Renewed {
        /// The pair with it.
        key_pair: Box<KeyPairFacts>,
    },
    /// The end of it cannot be used; nothing was made.
    Invalid {
        /// What is wrong.
        problems: Vec<OptionsProblem>,
    },
    /// The cryptography library gave up.
    Failed,
}

/// What "Save as…" shall save. It has no `Debug`: the passphrase is in it.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SaveRequest {
    /// The format.
    pub format: SaveFormat,
    /// The passphrase; `null` and empty mean none.
    pub passphrase: Option<String>,
    /// Whether the certificate shall stand beside the public key, where the format takes it.
    pub with_certificate: bool,
}

/// What came of saving one file under a name that the person chose.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveFileOutcome {
    /// Saved.
    Saved {
        /// The folder.
        folder: String,
        /// The file's name in it.
        file: String,
        /// Who can read the private key that is in it; `null` when none is.
        key_readers: Option<KeyReaders>,
        /// The key pair, which counts as saved now where its private key is in the file.
        key_pair: Box<KeyPairFacts>,
    },
    /// The pair or the passphrase does not fit the format; nothing was asked or written.
    Problem {
        /// What is wrong.
        problem: SaveAsProblem,
    },
    /// The person closed the dialog.
    Cancelled,
    /// The file could not be written.
    Failed {
        /// The folder.
        folder: String,
        /// The file's name.
        file: String,
        /// Why.
        error: FileError,
    },
}

/// The person's word on files that exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ExistingFiles {
    /// Replace them.
    Replace,
    /// Keep them and save under the names that are free.
    UseOtherNames,
    /// Keep them and save nothing.
    Keep,
}

/// The practice Account Manager as the window shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PracticeState {
    /// Host and port; `null` while it is off.
    pub running_at: Option<String>,
    /// Its API clients, the oldest first.
    pub api_clients: Vec<ApiClientShown>,
    /// In whose words it answers, and what is broken.
    pub settings: PracticeSettings,
    /// Why API clients and settings last only until the program ends; `null` when they are kept.
    pub not_kept: Option<StoreError>,
}

/// What came of "Save" and "Add API Client".
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveApiClientOutcome {
    /// It is saved.
    Saved {
        /// Which.
        client_id: String,
        /// Everything as it is now.
        state: Box<PracticeState>,
    },
    /// The form cannot be saved; nothing was changed.
    Invalid {
        /// Each thing that is wrong with it.
        problems: Vec<ApiClientProblem>,
    },
}

/// What the window begins with.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Start {
    /// The credentials in the person's order; there is always one.
    pub credentials: Vec<CredentialSummary>,
    /// The one that was open last.
    pub open: OpenedCredential,
    /// The store was damaged: what was saved of it.
    pub rescue: Option<Rescue>,
}

/// A credential that is open in the window now.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OpenedCredential {
    /// What is stored of it.
    pub credential: Credential,
    /// Its last answer in this window.
    pub last_exchange: Option<Box<ExchangeShown>>,
}

/// Settings, and what they are about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SettingsShown {
    /// Where this program keeps its data.
    pub data_folder: String,
    /// The file in it that holds credentials, sealed secrets and history.
    pub store_file: String,
    /// How many credentials there are.
    pub credentials: u32,
    /// How many attempts there are.
    pub attempts: u32,
    /// How many attempts are kept.
    pub history_limit: u32,
}

/// About this program.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct About {
    /// For example `0.1.0`.
    pub version: String,
    /// Where this program keeps its data.
    pub data_folder: String,
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

/// What stops a command itself. Expected failures are outcomes, not errors.
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
