//! Formats of other tools: requests in their languages.

pub mod export;
