//! Certificates that the person trusts for one server: pasted, or chosen as files.

use countersign_core::certificate::{Certificate, certificates_in};
use serde::Serialize;
use tauri::AppHandle;

use super::background::blocking;
use super::error::CommandResult;
use crate::platform::{dialogs, key_sources};
use crate::window;

/// What was read of a text or of files.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CertificatesRead {
    /// The certificates in PEM; empty if there are none.
    pub pem: String,
}

impl CertificatesRead {
    fn of(certificates: &[Certificate]) -> Self {
        Self { pem: certificates.iter().map(Certificate::to_pem).collect() }
    }
}

pub(super) async fn read_certificates(_app: &AppHandle, text: String) -> CommandResult<CertificatesRead> {
    blocking(move || CertificatesRead::of(&certificates_in(text.as_bytes()))).await
}

pub(super) async fn choose_certificates(
    app: &AppHandle,
    title: String,
) -> CommandResult<Option<CertificatesRead>> {
    let paths = dialogs::choose_files(&title, window::current(app).as_ref()).await?;
    if paths.is_empty() {
        return Ok(None);
    }
    let read = move || {
        let sources = key_sources::read(&paths);
        let contents = sources.iter().filter_map(|source| source.content.as_ref().ok());
        let certificates: Vec<Certificate> = contents.flat_map(|bytes| certificates_in(bytes)).collect();
        CertificatesRead::of(&certificates)
    };
    blocking(read).await.map(Some)
}
