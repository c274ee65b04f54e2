//! The commands that the page may call: one per operation, one file per screen. `list.rs` is the one list of them. This
//! file makes the handlers from it, `build.rs` the permissions, and `bindings.rs` the TypeScript.

mod about;
mod answer;
mod api_client;
mod api_trial;
mod background;
mod backup;
#[cfg(test)]
mod bindings;
mod board;
mod client_secrets;
mod credentials;
mod damaged_files;
mod discovery;
mod error;
mod experiments;
mod export;
mod history;
mod import;
mod inspect;
mod key_files;
mod key_pair;
mod locking;
mod page;
mod practice;
mod prepared_key;
mod renewal;
mod report;
mod request;
mod save_all;
mod save_text;
mod scopes;
mod secret_text;
mod settings;
mod tell;
mod transfer;
mod trust;
mod vault;
mod view;

// The types of parameters and results in the list.
use countersign_core::account_manager::ScapiChoice;
use countersign_core::api_trial::{ApiPlaces, SettingsWanted, TrialPreview, TrialShown, TriedApi};
use countersign_core::certificate::{KeyPairOptions, TypedValidity};
use countersign_core::credential::{CredentialId, CredentialSummary, Draft, Group};
use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::experiments::{CauseFound, Plan};
use countersign_core::history::{Attempt, AttemptFilter, AttemptId, AttemptPage, Changes, Comparison};
use countersign_core::inspect::{ComparedClaim, Inspected, SignatureCheck};
use countersign_core::interchange::export::ExportTarget;
use countersign_core::interchange::transfer::backup::BackupDay;
use countersign_core::interchange::transfer::{TransferChoices, TransferWanted};
use countersign_core::key::NewKey;
use countersign_core::key_file::Lock;
use countersign_core::key_pair::RotationWay;
use countersign_core::key_pair::reminder::ReminderWords;
use countersign_core::key_pair::save_as::SaveOffer;
use countersign_core::key_pair::{KeyPairFacts, LoadReport, PrivateKeyId};
use countersign_core::practice::{ApiClientForm, InstanceForm, PracticeSettings};
use countersign_core::prepare::RequestPreview;
use countersign_core::report::{ReportForm, ReportWords};
use countersign_core::store::{ClipboardFor, LockAfter};
use countersign_core::token_exchange::{BodyShown, GetTokenOutcome, KeysAddress};
use countersign_core::token_request::{
    AssertionPreset, ClientSecretKind, Disclosure, PresetApplied, RequestForm, SecretCorrection,
    SecretPlacement, SentRequest,
};
use countersign_core::vault::{Deleted, VaultState};
use tauri::AppHandle;
use tauri::ipc::Invoke;

use about::About;
use api_trial::{MergeOutcome, TriedOne, TryOutcome};
use background::Copied;
use backup::{BackupChosen, BackupShown, SetUpBackupOutcome};
use credentials::{FoundCredentials, OpenedCredential, Start};
use damaged_files::DamagedFiles;
use discovery::DiscoveryOutcome;
use error::CommandResult;
use export::ExportOutcome;
use import::{DroppedAs, ImportFound, Imported};
use key_files::{ExistingFiles, SaveFileOutcome, SaveOutcome, SaveRequest};
use key_pair::MakeKeyPairOutcome;
use locking::LockOutcome;
use page::WindowNotice;
use practice::{NewAccessKey, PracticeState, SaveApiClientOutcome, SaveInstanceOutcome};
use renewal::RenewOutcome;
use report::ReportSource;
use save_all::{PairsToSave, SavedAll};
use save_text::SaveTextOutcome;
use scopes::{BuiltScopes, ScopeFamilies};
use secret_text::SecretText;
use settings::SettingsShown;
use transfer::{ChosenTransfer, MakeTransferOutcome, MergedShown, OpenTransferOutcome};
use trust::CertificatesRead;

use crate::state::client_secret_storage::ClientSecretShown;
use crate::state::key_storage::OpenedKeyPair;
use crate::state::session::{CredentialRef, LastExchangeShown, UnsavedKey};
use crate::state::view::View;

pub(crate) use backup::back_up_weekly;
pub(crate) use locking::lock_when_away;

macro_rules! with_commands {
    ($( $(#[doc = $doc:literal])+ $module:ident :: $name:ident ( $($arg:ident : $type:ty),* ) -> $result:ty; )+) => {
        /// What Tauri calls. Each handler calls the function of its name in the file of its screen, and tells the page if
        /// that changed which keys would be lost.
        mod handlers {
            use super::*;

            $(
                $(#[doc = $doc])+
                // The TypeScript uses the same names for the arguments.
                #[tauri::command(rename_all = "snake_case")]
                pub(crate) async fn $name(app: AppHandle, $($arg: $type),*) -> CommandResult<$result> {
                    let result = super::$module::$name(&app, $($arg),*).await;
                    tell::unsaved_keys(&app);
                    result
                }
            )+
        }

        /// Answers the page's calls.
        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(handlers::$name),+]
        }
    };
}

include!("list.rs");
