//! The request and the credential in other tools' languages.

pub mod curl;
