//! A report of one attempt without secrets, to hand on: as text, as Markdown, and as a page of HTML.
//!
//! The facts come from the core, the words from the page (`words.rs`). `contents.rs` makes a document of both
//! (`document.rs`), and `clean.rs` takes from it every secret that is known (`known_secrets.rs`), makes invisible
//! characters visible, and cuts what is too long. Only then one of `as_text.rs`, `as_markdown.rs` and `as_page.rs` writes
//! it, each so that no content can become structure.

mod as_markdown;
mod as_page;
mod as_text;
mod clean;
mod contents;
mod document;
mod facts;
mod known_secrets;
mod rich;
mod words;

use serde::Deserialize;

pub use facts::{ProgramFacts, ReportFacts};
pub use known_secrets::KnownSecrets;
pub use words::{FindingSaid, LineSaid, ReportLabels, ReportWords};

/// A form that a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ReportForm {
    /// Plain text.
    Text,
    /// Markdown (CommonMark).
    Markdown,
    /// A page of HTML that needs nothing else: no script, no picture, nothing remote.
    Page,
}

impl ReportForm {
    /// The name that is proposed for a file with the report.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Text => "countersign-report.txt",
            Self::Markdown => "countersign-report.md",
            Self::Page => "countersign-report.html",
        }
    }
}

/// Writes the report in this form. None of the secrets is in it, whatever facts and words say.
#[must_use]
pub fn write(
    form: ReportForm,
    facts: &ReportFacts<'_>,
    words: &ReportWords,
    secrets: KnownSecrets,
) -> String {
    let secrets = secrets.with_shown(facts.exchange);
    let document = clean::cleaned(contents::document(facts, words, &secrets), &secrets);
    match form {
        ReportForm::Text => as_text::write(&document),
        ReportForm::Markdown => as_markdown::write(&document),
        ReportForm::Page => as_page::write(&document),
    }
}
