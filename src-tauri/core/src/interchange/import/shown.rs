//! What the window shows of an import before anything of it is stored. No secret is in it, only how long it is.

use serde::Serialize;

use super::instance::GroupFrom;
use super::problem::{ClearSecret, ImportConcern, ImportKind, ImportLimit, ImportProblem, LeftOutReason};
use super::value::{ImportField, ImportPlace};
use crate::credential::{CredentialId, Group};
use crate::key::KeyType;
use crate::proposed_name::ProposedName;
use crate::token_request::AuthMethod;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportPreview {
    /// The files, as far as they are worth a word.
    pub files: Vec<ImportFileShown>,
    /// The proposed credentials.
    pub proposals: Vec<ProposalShown>,
    /// Secrets in clear text, file by file.
    pub clear: Vec<ClearSecretsShown>,
    /// Bounds that were reached: there is more than was read.
    pub limits: Vec<ImportLimit>,
    /// There are scripts, which were not run.
    pub scripts: bool,
}

/// A file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportFileShown {
    /// Its path within what was chosen; empty for pasted text.
    pub name: String,
    /// What it is.
    pub kind: Option<ImportKind>,
    /// Why nothing is taken from it.
    pub problem: Option<ImportProblem>,
}

/// Secrets that stand in a file in clear text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClearSecretsShown {
    /// The file.
    pub file: String,
    /// What kinds of secrets.
    pub kinds: Vec<ClearSecret>,
    /// Whether the file is in a Git work tree.
    pub git: bool,
}

/// A proposed credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProposalShown {
    /// Its name; may be empty.
    pub name: String,
    /// What to call it while it has no name.
    pub proposed_name: Option<ProposedName>,
    /// What kind of instance it is for.
    pub group: Group,
    /// How that is known.
    pub group_from: Option<GroupFrom>,
    /// Its method.
    pub method: AuthMethod,
    /// What kind of file it is from.
    pub kind: ImportKind,
    /// The file.
    pub file: String,
    /// The place in it.
    pub place: ImportPlace,
    /// The values that are taken.
    pub taken: Vec<TakenShown>,
    /// The values that are left out.
    pub left_out: Vec<LeftOutShown>,
    /// What to look at before.
    pub concerns: Vec<ImportConcern>,
    /// What it is a double of.
    pub double: Option<ImportDouble>,
    /// Whether it can request a token as it is.
    pub ready: bool,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OriginShown {
    /// The file; empty for pasted text.
    pub file: String,
    /// The place in it.
    pub place: ImportPlace,
    /// The name there, as spelled.
    pub name: String,
}

/// A value that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TakenShown {
    /// What it is.
    pub field: ImportField,
    /// Where it stands.
    pub from: OriginShown,
    /// What it says.
    pub value: ImportValueShown,
    /// The values that it overrides.
    pub over: Vec<OriginShown>,
}

/// What is shown of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "show", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportValueShown {
    /// A value that is no secret, shortened.
    Text {
        /// The value.
        text: String,
    },
    /// A secret: its length.
    Secret {
        /// In characters.
        characters: u32,
    },
    /// A private key.
    Key {
        /// Path of its file, if it is in one.
        path: Option<String>,
        /// Type and size.
        key_type: KeyType,
        /// Whether a certificate here belongs to it.
        matches: Option<bool>,
    },
    /// A certificate.
    CertificateOf {
        /// Path of its file, if it is in one.
        path: Option<String>,
        /// Its subject, shortened.
        subject: String,
    },
}

/// A value that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LeftOutShown {
    /// Where it stands.
    pub from: OriginShown,
    /// Why.
    pub why: LeftOutReason,
}

/// What a proposed credential is a double of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ImportDouble {
    /// A stored credential with the same API key, method and server.
    Stored {
        /// Its ID.
        id: CredentialId,
    },
    /// Another one of this import, counted from 0.
    Other {
        /// Its place.
        place: u32,
    },
}
