//! The report of an attempt without secrets: showing it, copying it, saving it. The words come from the page, everything
//! else from here.

use countersign_core::certificate::Certificate;
use countersign_core::history::AttemptId;
use countersign_core::moment::UnixMillis;
use countersign_core::report::{self, ProgramFacts, ReportFacts, ReportForm, ReportWords};
use countersign_core::token_exchange::ExchangeShown;
use secrecy::SecretSlice;
use serde::Deserialize;
use tauri::{AppHandle, Manager};

use super::background::{blocking, copy};
use super::error::{CommandError, CommandResult};
use super::save_text::{SaveTextOutcome, save};
use crate::platform::{clock, system};
use crate::state::session::{CredentialRef, Session};
use crate::state::storage;

/// Which attempt a report is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ReportSource {
    /// The last exchange of a credential, if it is still the one that was sent then.
    Last {
        /// The credential.
        credential: CredentialRef,
        /// When its request was sent.
        started_at: UnixMillis,
    },
    /// An attempt in the history.
    Attempt {
        /// Attempt ID.
        id: AttemptId,
    },
}

pub(super) async fn make_report(
    app: &AppHandle,
    of: ReportSource,
    words: ReportWords,
) -> CommandResult<String> {
    write(app, of, words, ReportForm::Text).await
}

pub(super) async fn copy_report(app: &AppHandle, of: ReportSource, words: ReportWords) -> CommandResult<()> {
    copy(write(app, of, words, ReportForm::Text).await?).await
}

pub(super) async fn save_report(
    app: &AppHandle,
    of: ReportSource,
    words: ReportWords,
    form: ReportForm,
    title: String,
) -> CommandResult<SaveTextOutcome> {
    let text = write(app, of, words, form).await?;
    save(app, &title, form.file_name(), SecretSlice::from(text.into_bytes())).await
}

/// Writes the report. Reading a large response and the store takes a while.
async fn write(
    app: &AppHandle,
    of: ReportSource,
    words: ReportWords,
    form: ReportForm,
) -> CommandResult<String> {
    let app = app.clone();
    blocking(move || {
        let (credential, exchange) = find(&app, of)?;
        let now = clock::now();
        let certificate = certificate_of(&app, credential).map(|it| it.facts(now.seconds()));
        let program = ProgramFacts {
            version: format!("Countersign {}", env!("CARGO_PKG_VERSION")),
            system: system::name(),
            webview: system::webview(),
        };
        let facts = ReportFacts {
            exchange: &exchange,
            certificate: certificate.as_ref(),
            program: &program,
            made_at: now,
        };
        Ok(report::write(form, &facts, &words, app.state::<Session>().known_secrets()))
    })
    .await?
}

/// The exchange that a report is about, and its credential.
fn find(app: &AppHandle, of: ReportSource) -> CommandResult<(CredentialRef, Box<ExchangeShown>)> {
    match of {
        ReportSource::Last { credential, started_at } => {
            let last = app.state::<Session>().requests.last_shown(credential).map(|last| last.exchange);
            let last = last.filter(|exchange| exchange.started_at == started_at);
            Ok((credential, last.ok_or(CommandError::NothingThere)?))
        }
        ReportSource::Attempt { id } => {
            let attempt = storage::open(app)?.store.attempt(id)?;
            Ok((Some(attempt.summary.credential), Box::new(attempt.exchange)))
        }
    }
}

/// The certificate of a credential: the one in this window, or else the one that is stored.
fn certificate_of(app: &AppHandle, credential: CredentialRef) -> Option<Certificate> {
    let here = app.state::<Session>().key_pairs.current(credential).certificate().cloned();
    here.or_else(|| storage::open(app).ok()?.vault.stored_certificate(credential?).ok().flatten())
}
