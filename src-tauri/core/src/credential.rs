//! A credential: what a person fills in and wants to find again. Its secrets are in the `vault`, its results in the
//! `history`; the `store` keeps all three.

use serde::{Deserialize, Serialize};

use crate::account_manager::Recipient;
use crate::certificate::CertificateLife;
use crate::diagnosis::Finding;
use crate::diagnosis::Verdict;
use crate::moment::{UnixMillis, UnixSeconds};
use crate::token_request::{Destination, RequestForm};

/// How many things step 2 asks the person to check off in Account Manager.
pub const TICKS: usize = 4;

/// Which credential. Never given to another one, also after it was deleted: what is sealed is bound to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct CredentialId(pub i64);

/// What kind of place a credential opens, as the person says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Group {
    /// Not said.
    #[default]
    None,
    /// A developer's sandbox.
    Sandbox,
    /// The development instance of a primary group.
    Development,
    /// The staging instance.
    Staging,
    /// The production instance.
    Production,
}

/// Where a credential's private key is between two starts of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "home", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyHome {
    /// Sealed in the vault.
    #[default]
    Vault,
    /// In files of the person's, read each time; nothing of them is kept here but where they are.
    Files {
        /// Absolute paths: the private key's, and the certificate's if it is in another.
        paths: Vec<String>,
    },
    /// Nowhere: it was kept in memory only, or was sealed and forgotten because it could not be opened any more.
    Nowhere,
}

/// What is saved while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Draft {
    /// The form, exactly as typed.
    pub form: RequestForm,
    /// Notes, exactly as typed.
    pub notes: String,
    /// What is ticked off in step 2, from the top.
    pub ticks: [bool; TICKS],
}

/// A credential as it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Credential {
    /// Which.
    pub id: CredentialId,
    /// Its name; may be empty.
    pub name: String,
    /// What kind of place it opens.
    pub group: Group,
    /// What was typed.
    pub draft: Draft,
    /// Where its private key is.
    pub key_home: KeyHome,
}

/// The last time a token was asked for with a credential.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LastResult {
    /// When it was sent.
    pub at: UnixMillis,
    /// Where it was sent; the credential may be for another server since. Empty in what was stored before this was.
    #[serde(default)]
    pub url: String,
    /// Who that URL belongs to. Read anew from the URL of a stored result.
    #[serde(default)]
    pub recipient: Recipient,
    /// The outcome.
    pub verdict: Verdict,
    /// The server's error code (RFC 6749 section 5.2), if there was one.
    pub error: Option<String>,
    /// The most important finding, if there was one.
    pub finding: Option<Finding>,
}

/// A credential as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CredentialSummary {
    /// Which.
    pub id: CredentialId,
    /// Its name; may be empty.
    pub name: String,
    /// What kind of place it opens.
    pub group: Group,
    /// The API key, as typed.
    pub api_key: String,
    /// Where its requests go; `None` when what is stored cannot be read.
    pub destination: Option<Destination>,
    /// Its last result, if a token was ever asked for with it.
    pub last_result: Option<LastResult>,
    /// Last second of its certificate's validity, if there is a certificate.
    pub certificate_not_after: Option<UnixSeconds>,
    /// Where the certificate stands in its life, if there is one.
    pub certificate_life: Option<CertificateLife>,
}
