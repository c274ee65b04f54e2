//! What other tools write and read: the request in their languages.

pub mod export;
