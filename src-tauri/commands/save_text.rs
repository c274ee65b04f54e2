//! Saving a text in full: the body of a response as it was received, a request as a curl command, or a text
//! that the page shows. The first two go from here to the file, and never through the page.

use std::path::Path;

use countersign_core::interchange::export::{CURL_FILE_NAME, write_as_curl};
use countersign_core::key_file::FileError;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Serialize;
use tauri::AppHandle;

use super::answer::last_whole_exchange;
use super::background::blocking;
use super::error::{CommandError, CommandResult};
use crate::platform::dialogs;
use crate::platform::files::{self, Existing, KeyReaders, Readers};
use crate::state::session::CredentialRef;
use crate::window;

/// The outcome of saving a text under a name that the person chose.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum SaveTextOutcome {
    /// Saved.
    Saved {
        /// The folder.
        folder: String,
        /// The file's name in it.
        file: String,
        /// Who can read it.
        readers: KeyReaders,
    },
    /// The person closed the dialog.
    Cancelled,
    /// The file could not be written, or is there but not for certain.
    Failed {
        /// The folder.
        folder: String,
        /// The file's name.
        file: String,
        /// The system's reason.
        error: FileError,
    },
}

pub(super) async fn save_body(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
) -> CommandResult<SaveTextOutcome> {
    let exchange = last_whole_exchange(app, credential)?;
    let body = exchange.received_body().ok_or(CommandError::NothingThere)?;
    let name = if body.json { "response.json" } else { "response.txt" };
    save(app, &title, name, SecretSlice::from(body.bytes.to_vec())).await
}

pub(super) async fn save_request(
    app: &AppHandle,
    credential: CredentialRef,
    title: String,
) -> CommandResult<SaveTextOutcome> {
    let request = write_as_curl(&last_whole_exchange(app, credential)?.request.sent());
    save(app, &title, CURL_FILE_NAME, SecretSlice::from(request.into_bytes())).await
}

pub(super) async fn save_text(
    app: &AppHandle,
    title: String,
    file_name: String,
    text: String,
) -> CommandResult<SaveTextOutcome> {
    save(app, &title, &file_name, SecretSlice::from(text.into_bytes())).await
}

/// Asks where to save these bytes, and saves them. They can hold tokens, so only the file's owner can read it.
pub(super) async fn save(
    app: &AppHandle,
    title: &str,
    file_name: &str,
    bytes: SecretSlice<u8>,
) -> CommandResult<SaveTextOutcome> {
    let parent = window::current(app);
    match dialogs::choose_new_file(title, file_name, parent.as_ref()).await? {
        None => Ok(SaveTextOutcome::Cancelled),
        Some(path) => blocking(move || write(&path, &bytes)).await,
    }
}

fn write(path: &Path, bytes: &SecretSlice<u8>) -> SaveTextOutcome {
    let folder = path.parent().unwrap_or(Path::new("")).display().to_string();
    let file = files::name(path);
    // Exposed to be saved, because the person asked for it. The system's dialog asked whether to replace a file of this
    // name.
    match files::write(path, bytes.expose_secret(), Readers::Owner, Existing::Replace) {
        Ok(readers) => SaveTextOutcome::Saved { folder, file, readers },
        Err(error) => SaveTextOutcome::Failed { folder, file, error },
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn bytes(bytes: &[u8]) -> SecretSlice<u8> {
        SecretSlice::from(bytes.to_vec())
    }

    #[test]
    fn the_file_has_exactly_these_bytes_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("response.json");
        let received = b"\xEF\xBB\xBF{\r\n\"a\": \"\xFF\0\"}\n";
        let SaveTextOutcome::Saved { folder: said, file, .. } = write(&path, &bytes(received)) else {
            panic!("it is saved");
        };
        assert_eq!((said, file), (folder.path().display().to_string(), "response.json".to_owned()));
        assert_eq!(fs::read(&path).unwrap(), received);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let outcome = write(&folder.path().join("gone/response.txt"), &bytes(b"body"));
        let SaveTextOutcome::Failed { file, error, .. } = outcome else { panic!("it is not saved") };
        assert_eq!((&*file, error), ("response.txt", FileError::NotFound));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
