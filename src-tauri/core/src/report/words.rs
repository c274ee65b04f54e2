//! The words of a report. They are in the page's catalogue, so the page hands them over. They may have the marks of its
//! messages: `**bold**` and `` `code` ``.

use serde::Deserialize;

/// The words of a report.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReportWords {
    /// The language of the words, as a language tag (BCP 47).
    pub language: String,
    /// Titles, names of facts, and notes.
    pub labels: ReportLabels,
    /// The outcome in one line.
    pub headline: String,
    /// Who got the request.
    pub server: String,
    /// How the client authenticated.
    pub method: String,
    /// The proxy and where it is set, if the request went through one.
    pub proxy: Option<String>,
    /// The findings, in order of likelihood.
    pub findings: Vec<FindingSaid>,
    /// How many causes were considered and are left, if they were reasoned out.
    pub reasoning: Option<String>,
    /// What the answer says about each check of the server.
    pub checks: Vec<LineSaid>,
    /// What was tried to find the cause, and what came of it.
    pub experiments: Vec<LineSaid>,
    /// The stages of the request's way.
    pub way: Vec<LineSaid>,
    /// How the two clocks differ.
    pub clocks: Option<String>,
}

/// A name and what is said of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineSaid {
    /// The name.
    pub name: String,
    /// What is said of it.
    pub said: String,
}

/// A finding in words.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FindingSaid {
    /// What is wrong.
    pub title: String,
    /// How certain that is.
    pub certainty: String,
    /// Why.
    pub text: String,
    /// What speaks for it.
    pub supports: Vec<String>,
    /// What speaks against it.
    pub opposes: Vec<String>,
    /// What to do.
    pub steps: Vec<String>,
}

/// Titles, names of facts, and notes.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReportLabels {
    /// Title of the report.
    pub title: String,
    /// What is left out.
    pub left_out: String,
    /// Section: the outcome.
    pub outcome: String,
    /// When the request was sent.
    pub sent_at: String,
    /// How long it took.
    pub duration: String,
    /// Who got the request.
    pub server: String,
    /// The token endpoint.
    pub endpoint: String,
    /// How the client authenticated.
    pub method: String,
    /// The proxy.
    pub proxy: String,
    /// Section: the findings.
    pub findings: String,
    /// How certain a finding is.
    pub certainty: String,
    /// What speaks for a finding.
    pub supports: String,
    /// What speaks against it.
    pub opposes: String,
    /// What to do.
    pub steps: String,
    /// Section: what the answer rules out.
    pub checks: String,
    /// Section: experiments.
    pub experiments: String,
    /// Section: the request.
    pub request: String,
    /// The request line.
    pub request_line: String,
    /// Headers.
    pub headers: String,
    /// Form fields of the request.
    pub form: String,
    /// Header of a JWT.
    pub jwt_header: String,
    /// Claims of a JWT.
    pub jwt_claims: String,
    /// The assertion, which the request had.
    pub assertion: String,
    /// Note: the signature of the assertion is left out.
    pub no_signature: String,
    /// Section: the certificate as it is now.
    pub certificate: String,
    /// Whom it is for.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Serial number.
    pub serial: String,
    /// Start of its validity.
    pub not_before: String,
    /// End of its validity.
    pub not_after: String,
    /// Its public key.
    pub public_key: String,
    /// Its signature algorithm.
    pub signature_algorithm: String,
    /// SHA-256 fingerprint.
    pub fingerprint: String,
    /// Section: the response.
    pub response: String,
    /// Note: there was none.
    pub no_response: String,
    /// Status line.
    pub status: String,
    /// Body.
    pub body: String,
    /// Note: it is empty.
    pub body_empty: String,
    /// Note: this is only its beginning.
    pub body_beginning: String,
    /// Note: it was longer than what was read.
    pub body_cut_off: String,
    /// Section: the access token.
    pub token: String,
    /// Its type.
    pub token_type: String,
    /// For how long it was issued.
    pub expires_in: String,
    /// The granted scopes.
    pub scopes: String,
    /// Section: the way of the request.
    pub way: String,
    /// Section: the clocks.
    pub clocks: String,
    /// What the server's clock said.
    pub server_clock: String,
    /// What this computer's clock said.
    pub own_clock: String,
    /// By how much the difference can be off.
    pub uncertainty: String,
    /// Section: what the report was made with.
    pub versions: String,
    /// The program.
    pub program: String,
    /// The system.
    pub system: String,
    /// The webview.
    pub webview: String,
    /// When the report was made.
    pub made_at: String,
}
