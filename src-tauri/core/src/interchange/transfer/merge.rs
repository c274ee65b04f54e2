//! Merges a transfer file into what is here, as the person chose in the preview: in one change, which can be taken back.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::compare::{MovedShown, TransferPreview, TransferState};
use super::content::{MOST_ATTEMPTS, MovedCredential, TransferContent};
use crate::api_trial::{ApiResult, ApiResults};
use crate::credential::{Credential, CredentialId, LastResult};
use crate::moment::UnixMillis;
use crate::secret::SecretKind;
use crate::store::{CredentialKeys, CredentialRow, Incoming, MergeUndo, MovedAttempt, Settings, StoreError};
use crate::vault::{MovedIn, OneMovedIn, Vault, VaultError};

/// The document in the store that has what the practice Account Manager is set to.
const PRACTICE: &str = "practice";

/// What happens to a credential of a transfer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum TransferChoice {
    /// Nothing.
    LeaveOut,
    /// The one that is here stays, and gets what is new of the history.
    KeepMine,
    /// It is added, or takes the place of the one that is here, whose history it takes over.
    TakeTheirs,
    /// It is added beside the one that is here.
    KeepBoth,
}

/// What the person chose in the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TransferChoices {
    /// One for each credential of the preview, in its order.
    pub credentials: Vec<TransferChoice>,
    /// Whether to take what the practice Account Manager is set to.
    pub practice: bool,
    /// Whether to take the settings.
    pub settings: bool,
}

/// What was merged.
#[derive(Clone, Debug)]
pub struct Merged {
    /// How many credentials were added.
    pub added: u32,
    /// Credentials that were replaced, and those that took their places.
    pub replaced: Vec<(CredentialId, CredentialId)>,
    /// How many requests were added to the history.
    pub attempts: u32,
    /// The new limit of the history, if it had to be raised so that nothing is lost.
    pub history_limit: Option<u32>,
    /// How many credentials that came in have their secrets in memory only.
    pub in_memory: usize,
    /// To take all of it back.
    pub undo: MergeUndo,
}

/// Merges in one change: everything that was chosen, or nothing.
///
/// # Errors
///
/// If the store cannot be read or written, or the vault cannot seal. Nothing was changed then.
pub fn merge(
    vault: &Vault,
    content: &TransferContent,
    preview: &TransferPreview,
    choices: &TransferChoices,
    now: UnixMillis,
) -> Result<Merged, VaultError> {
    let mut credentials = Vec::new();
    let mut replaced = Vec::new();
    let mut attempts = 0;
    for ((theirs, shown), choice) in
        content.credentials.iter().zip(&preview.credentials).zip(&choices.credentials)
    {
        let Some(one) = incoming(vault, theirs, shown, *choice)? else { continue };
        let (new, place) = match &one {
            OneMovedIn::Added { attempts, incoming, .. } => (attempts.len(), Some(*incoming)),
            OneMovedIn::Kept { attempts, .. } => (attempts.len(), None),
        };
        attempts += new;
        replaced.extend(place);
        credentials.push(one);
    }
    let comes_in = !replaced.is_empty();
    let documents = match (&content.practice, choices.practice) {
        (Some(practice), true) => vec![(PRACTICE, to_value(practice)?)],
        _ => Vec::new(),
    };
    let done = vault.move_in(&MovedIn {
        credentials,
        settings: content.settings.as_ref().filter(|_| choices.settings).map(|settings| Settings {
            history_limit: settings.history_limit.min(count(MOST_ATTEMPTS)),
            ..settings.clone()
        }),
        documents,
        empty: if comes_in { preview.empty.clone() } else { Vec::new() },
        now,
    })?;
    let places = replaced.into_iter().zip(&done.added);
    let replaced: Vec<_> = places
        .filter_map(|(place, new)| match place {
            Incoming::InPlaceOf(old) => Some((old, *new)),
            Incoming::AtEnd => None,
        })
        .collect();
    Ok(Merged {
        added: count(done.added.len() - replaced.len()),
        replaced,
        attempts: count(attempts),
        history_limit: done.history_limit,
        in_memory: done.in_memory,
        undo: done.undo,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn to_value<T: Serialize>(value: &T) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::Other { detail: error.to_string() })
}

/// What comes in of one credential; `None` if nothing does.
fn incoming<'a>(
    vault: &Vault,
    theirs: &'a MovedCredential,
    shown: &MovedShown,
    choice: TransferChoice,
) -> Result<Option<OneMovedIn<'a>>, VaultError> {
    let stays = shown.state == TransferState::Same || choice == TransferChoice::KeepMine;
    match (choice, shown.mine) {
        (TransferChoice::LeaveOut, _) | (TransferChoice::KeepMine, None) => Ok(None),
        (_, Some(mine)) if stays => {
            let row = vault.store().row_to_move(mine)?;
            Ok(Some(OneMovedIn::Kept {
                id: mine,
                last_result: newer(row.last_result, theirs.last_result.clone()),
                api_results: Box::new(newer_of_each(row.api_results, theirs.api_results.clone())),
                attempts: new_attempts(vault, theirs, Some(mine))?,
            }))
        }
        (TransferChoice::TakeTheirs, Some(mine)) => {
            let row = vault.store().row_to_move(mine)?;
            let mut added = row_of(theirs);
            added.last_result = newer(row.last_result, added.last_result);
            added.api_results = newer_of_each(row.api_results, added.api_results);
            let attempts = new_attempts(vault, theirs, Some(mine))?;
            Ok(Some(add(theirs, added, Incoming::InPlaceOf(mine), attempts)))
        }
        (TransferChoice::TakeTheirs | TransferChoice::KeepBoth | TransferChoice::KeepMine, _) => {
            let attempts = new_attempts(vault, theirs, None)?;
            Ok(Some(add(theirs, row_of(theirs), Incoming::AtEnd, attempts)))
        }
    }
}

fn add<'a>(
    theirs: &'a MovedCredential,
    row: CredentialRow,
    incoming: Incoming,
    attempts: Vec<&'a MovedAttempt>,
) -> OneMovedIn<'a> {
    let secrets = theirs.secrets.kinds().into_iter();
    let secrets: Vec<(SecretKind, &SecretString)> =
        secrets.filter_map(|kind| theirs.secrets.of(kind).map(|secret| (kind, secret))).collect();
    OneMovedIn::Added { row: Box::new(row), incoming, secrets, attempts }
}

/// The attempts that are not here, each once.
fn new_attempts<'a>(
    vault: &Vault,
    theirs: &'a MovedCredential,
    mine: Option<CredentialId>,
) -> Result<Vec<&'a MovedAttempt>, VaultError> {
    let mut known = mine.map(|mine| vault.store().attempt_marks(mine)).transpose()?.unwrap_or_default();
    Ok(theirs.attempts.iter().filter(|attempt| known.insert(attempt.mark())).collect())
}

fn row_of(theirs: &MovedCredential) -> CredentialRow {
    let certificate = theirs.key.read_certificate().zip(theirs.key.certificate_origin.clone());
    CredentialRow {
        identity: theirs.identity.clone(),
        credential: Credential {
            // It gets its ID when it is stored.
            id: CredentialId(0),
            name: theirs.name.clone(),
            group: theirs.group,
            draft: theirs.draft.clone(),
            key_home: theirs.key.home.clone(),
        },
        keys: CredentialKeys {
            home: theirs.key.home.clone(),
            key_origin: theirs.key.origin.clone(),
            certificate,
        },
        last_result: theirs.last_result.clone(),
        api_results: theirs.api_results.clone(),
    }
}

fn newer(one: Option<LastResult>, other: Option<LastResult>) -> Option<LastResult> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.at > one.at { other } else { one }),
        (one, other) => one.or(other),
    }
}

fn newer_of_each(one: ApiResults, other: ApiResults) -> ApiResults {
    let newer = |one: Option<ApiResult>, other: Option<ApiResult>| match (one, other) {
        (Some(one), Some(other)) => Some(if other.at > one.at { other } else { one }),
        (one, other) => one.or(other),
    };
    ApiResults {
        scapi: newer(one.scapi, other.scapi),
        ocapi: newer(one.ocapi, other.ocapi),
        web_dav: newer(one.web_dav, other.web_dav),
    }
}
