//! What crosses between this program and others: requests in other tools' languages, credentials from their files, and the
//! file that moves credentials to another computer.

pub mod export;
pub mod import;
pub mod transfer;
