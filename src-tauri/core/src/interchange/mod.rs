//! Formats of other tools: requests in their languages, and credentials from their files.

pub mod export;
pub mod import;
