//! The parts of HTTP messages that are shown, compared and stored.

use serde::{Deserialize, Serialize};

/// A header or form field: a name and a value, in the order in which it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NameValue {
    /// Its name.
    pub name: String,
    /// Its value, decoded.
    pub value: String,
}

impl NameValue {
    /// A name and its value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}
