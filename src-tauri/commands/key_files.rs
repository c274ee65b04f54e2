//! Step 1: saving the key pair in one of the formats that other tools read.

use std::path::Path;

use countersign_core::key::FileError;
use countersign_core::key_pair::KeyPairFacts;
use countersign_core::save_as::{SaveOffer, file_content, offers};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use super::outcomes::{CommandError, SaveFileOutcome, SaveRequest};
use super::{Answer, blocking};
use crate::platform::dialogs;
use crate::platform::files::{self, Existing, KeyReaders, Readers};
use crate::platform::save::InFiles;
use crate::state::session::{Of, Session};
use crate::window;

pub(super) async fn save_offers(app: &AppHandle, of: Of) -> Answer<Vec<SaveOffer>> {
    Ok(offers(&app.state::<Session>().key_pair_of(of)))
}

pub(super) async fn save_as(
    app: &AppHandle,
    of: Of,
    title: String,
    request: SaveRequest,
) -> Answer<SaveFileOutcome> {
    let SaveRequest { format, passphrase, with_certificate } = request;
    let passphrase = passphrase.map(SecretString::from);
    let pair = app.state::<Session>().key_pair_of(of);
    let offer = offers(&pair).into_iter().find(|offer| offer.format == format);
    let offer = offer.ok_or(CommandError::NothingThere)?;
    // Everything that can be wrong is said before the dialog opens.
    let to_save = pair.clone();
    let content =
        blocking(move || file_content(&to_save, format, passphrase.as_ref(), with_certificate)).await?;
    let content = match content {
        Ok(content) => content,
        Err(problem) => return Ok(SaveFileOutcome::Problem { problem }),
    };
    let parent = window::current(app);
    let Some(path) = dialogs::choose_new_file(&title, &offer.file_name, parent.as_ref()).await? else {
        return Ok(SaveFileOutcome::Cancelled);
    };
    let app = app.clone();
    blocking(move || {
        let readers = if content.holds_private_key { Readers::Owner } else { Readers::Anyone };
        // The system's dialog has asked about a file of this name.
        let written = files::write(&path, &content.bytes, readers, Existing::Replace);
        let session = app.state::<Session>();
        if written.is_ok() {
            let (private_key, certificate) = (content.holds_private_key, content.holds_certificate);
            session.mark_saved(&pair, InFiles { private_key, certificate });
        }
        let key_readers = content.holds_private_key.then_some(KeyReaders::HERE);
        outcome(&path, written, key_readers, session.key_pair_facts_of(of))
    })
    .await
}

/// What came of writing one file.
pub(super) fn outcome(
    path: &Path,
    written: Result<(), FileError>,
    key_readers: Option<KeyReaders>,
    key_pair: KeyPairFacts,
) -> SaveFileOutcome {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (folder, file) = (text(path.parent().map(Path::as_os_str)), text(path.file_name()));
    match written {
        Ok(()) => SaveFileOutcome::Saved { folder, file, key_readers, key_pair: Box::new(key_pair) },
        Err(error) => SaveFileOutcome::Failed { folder, file, error },
    }
}
