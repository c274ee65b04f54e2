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

macro_rules! labels {
    ($( $(#[doc = $doc:literal])+ $name:ident; )+) => {
        /// Titles, names of facts, and notes.
        #[derive(Clone, Debug, Default, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        pub struct ReportLabels {
            $( $(#[doc = $doc])+ pub $name: String, )+
        }

        impl ReportLabels {
            /// The same text for each label.
            #[must_use]
            pub fn all(text: &str) -> Self {
                Self { $( $name: text.to_owned(), )+ }
            }
        }
    };
}

labels! {
    /// Title of the report.
    title;
    /// What is left out.
    left_out;
    /// Section: the outcome.
    outcome;
    /// When the request was sent.
    sent_at;
    /// How long it took.
    duration;
    /// Who got the request.
    server;
    /// The token endpoint.
    endpoint;
    /// How the client authenticated.
    method;
    /// The proxy.
    proxy;
    /// Section: the findings.
    findings;
    /// How certain a finding is.
    certainty;
    /// What speaks for a finding.
    supports;
    /// What speaks against it.
    opposes;
    /// What to do.
    steps;
    /// Section: what the answer rules out.
    checks;
    /// Section: experiments.
    experiments;
    /// Section: the request.
    request;
    /// The request line.
    request_line;
    /// Headers.
    headers;
    /// Form fields of the request.
    form;
    /// Header of a JWT.
    jwt_header;
    /// Claims of a JWT.
    jwt_claims;
    /// The assertion, which the request had.
    assertion;
    /// Note: the signature of the assertion is left out.
    no_signature;
    /// Section: the certificate as it is now.
    certificate;
    /// Whom it is for.
    subject;
    /// Who issued it.
    issuer;
    /// Serial number.
    serial;
    /// Start of its validity.
    not_before;
    /// End of its validity.
    not_after;
    /// Its public key.
    public_key;
    /// Its signature algorithm.
    signature_algorithm;
    /// SHA-256 fingerprint.
    fingerprint;
    /// Section: the response.
    response;
    /// Note: there was none.
    no_response;
    /// Status line.
    status;
    /// Body.
    body;
    /// Note: it is empty.
    body_empty;
    /// Note: this is only its beginning.
    body_beginning;
    /// Note: it was longer than what was read.
    body_cut_off;
    /// Section: the access token.
    token;
    /// Its type.
    token_type;
    /// For how long it was issued.
    expires_in;
    /// The granted scopes.
    scopes;
    /// Section: the way of the request.
    way;
    /// Section: the clocks.
    clocks;
    /// What the server's clock said.
    server_clock;
    /// What this computer's clock said.
    own_clock;
    /// By how much the difference can be off.
    uncertainty;
    /// Section: what the report was made with.
    versions;
    /// The program.
    program;
    /// The system.
    system;
    /// The webview.
    webview;
    /// When the report was made.
    made_at;
}
