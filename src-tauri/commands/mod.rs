//! The commands the page may call: one per operation, one file per screen. `list.rs` is the one list of them; the
//! handlers are made of it here, the permissions in `build.rs`, the TypeScript in `bindings.rs`.

mod about;
mod answer;
mod api_client;
#[cfg(test)]
mod bindings;
mod board;
mod credentials;
mod history;
mod key_files;
mod key_pair;
mod outcomes;
mod practice;
mod renewal;
mod request;
mod settings;
mod tell;
mod vault;

use countersign_core::answer::{BodyShown, GetTokenOutcome};
use countersign_core::certificate::{KeyPairOptions, TypedValidity};
use countersign_core::credential::{CredentialId, CredentialSummary, Draft, Group};
use countersign_core::history::{Attempt, AttemptFilter, AttemptId, AttemptPage, Comparison};
use countersign_core::key::Lock;
use countersign_core::key_pair::{KeyPairFacts, LoadReport, Unsaved};
use countersign_core::practice::{ApiClientForm, PracticeSettings};
use countersign_core::reminder::ReminderWords;
use countersign_core::request_form::RequestForm;
use countersign_core::rotation::RotationWay;
use countersign_core::save_as::SaveOffer;
use countersign_core::token_request::RequestPreview;
use countersign_core::vault::{Deleted, VaultState};
use tauri::AppHandle;
use tauri::ipc::Invoke;

use crate::platform::clipboard::{self, Kind};
use crate::state::key_storage::OpenedKeyPair;
use crate::state::session::Of;
use crate::state::storage::{self, Shelf};
use outcomes::{
    About, CommandError, ExistingFiles, MakeKeyPairOutcome, OpenedCredential, PracticeState, RenewOutcome,
    SaveApiClientOutcome, SaveFileOutcome, SaveOutcome, SaveRequest, SettingsShown, Start,
};

type Answer<T> = Result<T, CommandError>;

macro_rules! with_commands {
    ($( $(#[doc = $doc:literal])+ $module:ident :: $name:ident ( $($arg:ident : $type:ty),* ) -> $answer:ty; )+) => {
        /// What Tauri calls: each hands over to the function of the same name.
        mod handlers {
            use super::*;

            $(
                $(#[doc = $doc])+
                // The TypeScript hands arguments over by their names here.
                #[tauri::command(rename_all = "snake_case")]
                pub(crate) async fn $name(app: AppHandle, $($arg: $type),*) -> Answer<$answer> {
                    super::$module::$name(&app, $($arg),*).await
                }
            )+
        }

        /// Answers the page's calls.
        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(handlers::$name),+]
        }

        #[cfg(test)]
        fn describe(writer: &mut bindings::Writer) {
            $( writer.command::<$answer>(
                stringify!($name),
                &[$($doc),+],
                &[$( (stringify!($arg), bindings::type_name::<$type>) ),*],
            ); )+
        }
    };
}

include!("list.rs");

/// Runs work that blocks (files, clipboard, cryptography) where the window does not wait for it.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .map_err(|error| CommandError::Internal { detail: error.to_string() })
}

/// Runs work with what is kept on this computer.
async fn with_shelf<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &Shelf) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let app = app.clone();
    blocking(move || work(&app, &*storage::shelf(&app)?)).await?
}

/// Copies a text; the clipboard may be slow to answer.
async fn copy(text: String, kind: Kind) -> Answer<()> {
    blocking(move || clipboard::copy(&text, kind)).await?.map_err(|detail| CommandError::Clipboard { detail })
}
