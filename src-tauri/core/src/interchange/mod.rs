//! Formats to exchange credentials and requests: requests in other tools' languages, and the file that moves credentials to
//! another computer.

pub mod export;
pub mod transfer;
