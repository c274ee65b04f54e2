//! What came of checking a token's signature.

use serde::Serialize;

use super::keys::{GivenKeys, NoKeys};
use crate::diagnosis::Finding;
use crate::discovery::LookupProblem;
use crate::jws::{UnusableKey, Verification, verify};

/// What came of checking a token's signature.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum SignatureCheck {
    /// There were keys.
    Checked {
        /// What came of it.
        verification: Verification,
        /// Keys that could not be used.
        unusable: Vec<UnusableKey>,
        /// The number of keys that were not read, because they are too many.
        not_read: u32,
    },
    /// There were none.
    NoKeys {
        /// Why.
        why: NoKeys,
    },
    /// They could not be fetched.
    NotFetched {
        /// Why.
        problem: KeyFetchProblem,
        /// The address that was tried, if any was.
        address: Option<String>,
    },
    /// The person cancelled.
    Cancelled,
}

impl SignatureCheck {
    /// Verifies a token with these keys.
    #[must_use]
    pub fn with(token: &str, keys: Result<GivenKeys, NoKeys>) -> Self {
        match keys {
            Err(why) => Self::NoKeys { why },
            Ok(GivenKeys { keys, unusable, not_read }) => {
                Self::Checked { verification: verify(token, &keys), unusable, not_read }
            }
        }
    }
}

/// Why keys could not be fetched.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum KeyFetchProblem {
    /// The address is no URL that keys may come from: `https`, or this computer, and no user name or password.
    Address,
    /// No complete response came.
    NoAnswer {
        /// Why.
        finding: Box<Finding>,
    },
    /// The server sends to another address, which is not followed.
    Redirect {
        /// The address, shortened.
        to: Option<String>,
    },
    /// The server returned another status than 200.
    Status {
        /// The status.
        status: u16,
    },
    /// The response is longer than what is read.
    TooLong,
    /// The response has no key that can be used.
    NoKeys {
        /// Why.
        why: Box<NoKeys>,
    },
    /// The discovery document cannot be used.
    Discovery {
        /// Why.
        problem: Box<LookupProblem>,
    },
    /// The discovery document names no address of keys, or one that keys may not come from.
    NoKeysAddress,
}
