//! A credential: what a person fills in and wants to find again. Its secrets are in the `vault`, its results in the
//! `history`; all three are saved in the `store`.

use serde::{Deserialize, Serialize};

use crate::account_manager::Recipient;
use crate::api_trial::{ApiPlaces, ApiResults};
use crate::certificate::CertificateLife;
use crate::diagnosis::Finding;
use crate::diagnosis::Verdict;
use crate::moment::{UnixMillis, UnixSeconds};
use crate::proposed_name::ProposedName;
use crate::token_request::{AuthMethod, BusinessManagerForm, Destination, RequestForm};

/// Number of items to check off in Account Manager in step 2.
pub const TICKS: usize = 4;

/// Identifies a credential. An ID is never reused, even after its credential was deleted, because sealed secrets are
/// bound to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct CredentialId(pub i64);

/// What kind of instance a credential is for, as chosen by the person: the later in this order, the more depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Group {
    /// Not specified.
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

/// Where a credential's private key is while the program is not running.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "home", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyHome {
    /// Sealed in the vault.
    #[default]
    Vault,
    /// In the person's own files, which are read each time. Only their paths are stored.
    Files {
        /// Absolute paths: the file with the private key, and the file with the certificate if that is another one.
        paths: Vec<String>,
    },
    /// Nowhere: the key was in memory only, or it was sealed and had to be discarded because it could no longer be
    /// opened.
    Nowhere,
}

/// What is saved while the person types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Draft {
    /// The form, exactly as typed.
    pub form: RequestForm,
    /// Notes, exactly as typed.
    pub notes: String,
    /// Which items of step 2 are checked off.
    pub ticks: Ticks,
    /// Where its APIs are, exactly as typed.
    #[serde(default)]
    pub api_places: ApiPlaces,
}

/// Which items of the step "API client" are checked off, from the top. What is set up for practice is not set up in Account Manager, so
/// each has ticks of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Ticks {
    /// Done in Account Manager.
    pub account_manager: [bool; TICKS],
    /// Done in the practice Account Manager.
    pub practice: [bool; TICKS],
    /// Those of the method with API key and secret, which has other items.
    #[serde(default)]
    pub client_secret: MethodTicks,
    /// Those of the method with a Business Manager user.
    #[serde(default)]
    pub business_manager_user: MethodTicks,
}

/// Which items of one authentication method are checked off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MethodTicks {
    /// Done in Account Manager and Business Manager.
    pub account_manager: [bool; TICKS],
    /// Done in the practice Account Manager.
    pub practice: [bool; TICKS],
}

/// A credential as it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Credential {
    /// Credential ID.
    pub id: CredentialId,
    /// Name; may be empty.
    pub name: String,
    /// What kind of instance it is for.
    pub group: Group,
    /// What was typed.
    pub draft: Draft,
    /// Where its private key is.
    pub key_home: KeyHome,
}

/// The result of the last token request made with a credential.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LastResult {
    /// When the request was sent.
    pub at: UnixMillis,
    /// Where the request was sent; the credential may have been changed to another server since. Empty in results
    /// stored before this field existed.
    #[serde(default)]
    pub url: String,
    /// Who it was sent to.
    #[serde(default)]
    pub recipient: Recipient,
    /// The outcome.
    pub verdict: Verdict,
    /// The server's error code (RFC 6749 section 5.2), if there was one.
    pub error: Option<String>,
    /// What the response said by itself, or why none came; `None` after a token.
    pub finding: Option<Finding>,
}

/// A credential as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CredentialSummary {
    /// Credential ID.
    pub id: CredentialId,
    /// Name as typed; may be empty.
    pub name: String,
    /// What to call it while it has no name, if anything about it is known yet.
    pub proposed_name: Option<ProposedName>,
    /// What kind of instance it is for.
    pub group: Group,
    /// The API key, as typed.
    pub api_key: String,
    /// Where its requests go; `None` if the stored data cannot be read.
    pub destination: Option<Destination>,
    /// How its client proves who it is.
    pub method: AuthMethod,
    /// The Business Manager user and their instance, if its method has them.
    pub business_manager: BusinessManagerForm,
    /// The result of its last token request, if there was one.
    pub last_result: Option<LastResult>,
    /// The last trial of each API with its token.
    pub api_results: ApiResults,
    /// The first second of its certificate's validity, if there is a certificate.
    pub certificate_not_before: Option<UnixSeconds>,
    /// The last second of its certificate's validity, if there is a certificate.
    pub certificate_not_after: Option<UnixSeconds>,
    /// Where the certificate stands in its life, if there is one.
    pub certificate_life: Option<CertificateLife>,
}
