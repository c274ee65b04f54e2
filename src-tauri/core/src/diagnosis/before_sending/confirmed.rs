//! What the person confirmed about one request. It is given with that request and not stored.

use serde::{Deserialize, Serialize};

use crate::token_request::Disclosure;

/// What the person confirmed about one request. Nothing, unless they were asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Confirmed {
    /// The warnings may pass, except that somebody else gets an assertion for Account Manager.
    pub warnings: bool,
    /// This recipient may get an assertion with this audience.
    pub disclosure: Option<Disclosure>,
}

impl Confirmed {
    /// All warnings, and nothing that is disclosed.
    #[must_use]
    pub fn warnings() -> Self {
        Self { warnings: true, disclosure: None }
    }
}
