//! What happened: every attempt to get a token, with secrets, signatures and tokens taken out before it is kept.

mod compare;
mod without_secrets;

use serde::{Deserialize, Serialize};

use crate::account_manager::Recipient;
use crate::credential::CredentialId;
use crate::diagnosis::{Finding, Verdict};
use crate::moment::UnixMillis;
use crate::token_exchange::ExchangeShown;

pub use compare::{ComparedPart, Comparison, Difference, compare};
pub use without_secrets::without_secrets;

/// Which attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "number"))]
pub struct AttemptId(pub i64);

/// An attempt as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptSummary {
    /// Which.
    pub id: AttemptId,
    /// Whose.
    pub credential: CredentialId,
    /// The credential's name as it is now.
    pub credential_name: String,
    /// When it was sent.
    pub at: UnixMillis,
    /// The URL that it was sent to.
    pub url: String,
    /// Who that URL belongs to.
    pub recipient: Recipient,
    /// The outcome.
    pub verdict: Verdict,
    /// The status code, if an answer came.
    pub status: Option<u16>,
    /// Milliseconds from sending to the end of the answer.
    pub duration_ms: u32,
    /// The server's error code (RFC 6749 section 5.2), if there was one.
    pub error: Option<String>,
    /// The most important finding, if there was one.
    pub finding: Option<Finding>,
}

/// An attempt as it is opened. Secrets, the assertion's signature and tokens are not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Attempt {
    /// What the list shows of it.
    pub summary: AttemptSummary,
    /// Request, response and findings.
    pub exchange: ExchangeShown,
}

/// Which attempts to list. What is not said does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptFilter {
    /// Of this credential.
    pub credential: Option<CredentialId>,
    /// With this outcome.
    pub verdict: Option<Verdict>,
    /// Sent then or later.
    pub since: Option<UnixMillis>,
    /// Sent before then.
    pub until: Option<UnixMillis>,
    /// All of these words are in the credential's name or API key, the URL, the scopes, the status, the server's error
    /// and its words.
    pub text: String,
}

/// One page of attempts, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttemptPage {
    /// The attempts.
    pub attempts: Vec<AttemptSummary>,
    /// How many there are on all pages.
    pub total: u32,
    /// There are older ones: ask with the last attempt of this page as `after`.
    pub more: bool,
}
