//! What a report is made of, besides words.

use crate::certificate::CertificateFacts;
use crate::moment::UnixMillis;
use crate::token_exchange::ExchangeShown;

/// What a report is made of, besides words.
#[derive(Clone, Copy, Debug)]
pub struct ReportFacts<'a> {
    /// Request, response and findings.
    pub exchange: &'a ExchangeShown,
    /// The credential's certificate as it is now, if it has one.
    pub certificate: Option<&'a CertificateFacts>,
    /// What the attempt was made on.
    pub program: &'a ProgramFacts,
    /// When the report is made.
    pub made_at: UnixMillis,
}

/// The program and what it runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramFacts {
    /// Version of the program.
    pub version: String,
    /// Name and version of the system, and the processor's architecture.
    pub system: String,
    /// Version of the webview, which shows the page.
    pub webview: String,
}
