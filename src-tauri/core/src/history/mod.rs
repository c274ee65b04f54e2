//! The history: every attempt to get a token. Secrets, signatures and tokens are removed before it is stored.

mod changes;
mod compare;
mod without_secrets;

use serde::{Deserialize, Serialize};

use crate::account_manager::Recipient;
use crate::credential::CredentialId;
use crate::diagnosis::{Finding, Verdict};
use crate::moment::UnixMillis;
use crate::proposed_name::ProposedName;
use crate::search::SearchLimit;
use crate::token_exchange::ExchangeShown;

pub use changes::{Changes, changes_since};
pub use compare::{ComparedPart, Comparison, Difference, compare};
pub use without_secrets::without_secrets;

/// Identifies an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct AttemptId(pub i64);

/// An attempt as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptSummary {
    /// Attempt ID.
    pub id: AttemptId,
    /// ID of the credential that the attempt was made with.
    pub credential: CredentialId,
    /// The credential's current name, as typed.
    pub credential_name: String,
    /// What to call the credential while it has no name.
    pub credential_proposed_name: Option<ProposedName>,
    /// When the request was sent.
    pub at: UnixMillis,
    /// The URL that the request was sent to.
    pub url: String,
    /// Who it was sent to.
    pub recipient: Recipient,
    /// The outcome.
    pub verdict: Verdict,
    /// The status code, if there was a response.
    pub status: Option<u16>,
    /// Milliseconds from sending to the end of the response.
    pub duration_ms: u32,
    /// The server's error code (RFC 6749 section 5.2), if there was one.
    pub error: Option<String>,
    /// What the response said by itself, or why none came; `None` after a token.
    pub finding: Option<Finding>,
}

/// An attempt as it is opened, without secrets, the assertion's signature and tokens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Attempt {
    /// The part that lists show.
    pub summary: AttemptSummary,
    /// Request, response and findings.
    pub exchange: ExchangeShown,
}

/// Which attempts to list. A field that is not set does not restrict the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptFilter {
    /// Only attempts with this credential.
    pub credential: Option<CredentialId>,
    /// Only attempts with this outcome.
    pub verdict: Option<Verdict>,
    /// Only attempts sent at or after this time.
    pub since: Option<UnixMillis>,
    /// Only attempts sent before this time.
    pub until: Option<UnixMillis>,
    /// Only attempts that contain all of these words in the credential's name, the API key, the URL, the scopes, the
    /// status, or the server's error and description. Of a long text, only the beginning is searched for: see
    /// [`AttemptPage::search_limit`].
    pub text: String,
}

/// A page of attempts, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptPage {
    /// The attempts.
    pub attempts: Vec<AttemptSummary>,
    /// The number of attempts on all pages.
    pub total: u32,
    /// There are older attempts. To get them, pass the last attempt of this page as `after`.
    pub more: bool,
    /// How much of the text was searched for, if not all of it.
    pub search_limit: Option<SearchLimit>,
}
