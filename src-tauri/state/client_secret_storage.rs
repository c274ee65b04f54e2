//! Client secrets between the session and the vault: opened when their credential is, and stored as they are typed.

use countersign_core::credential::CredentialId;
use countersign_core::token_request::{ClientSecretKind, ClientSecrets};
use countersign_core::vault::{Protection, SecretOwner, VaultError, VaultState};
use secrecy::ExposeSecret as _;
use serde::Serialize;
use tauri::{AppHandle, Manager};

use super::session::{ClientSecretsInWindow, CredentialRef, Session, Stored};
use super::storage::{self, OpenStorage};

/// A client secret as the window shows it: never its characters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ClientSecretShown {
    /// Its kind.
    pub kind: ClientSecretKind,
    /// Its length in characters; `null` if there is none in this window.
    pub characters: Option<u32>,
    /// Where it is.
    pub home: ClientSecretHome,
}

/// Where a client secret is.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "home", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum ClientSecretHome {
    /// There is none.
    Nothing,
    /// Sealed with its credential.
    Sealed {
        /// What protects it.
        protection: Protection,
    },
    /// In memory only, as the person chose.
    SessionOnly,
    /// In this window, and not stored yet.
    NotStoredYet,
    /// In memory only, because it could not be stored.
    NotStored {
        /// The reason.
        error: VaultError,
    },
    /// Sealed, but it cannot be opened.
    Unavailable {
        /// The reason.
        error: VaultError,
    },
}

/// The secrets of a credential, opened if they are not in this window yet. Blocks, and may wait for the person when the
/// keychain asks them.
pub(crate) fn open(app: &AppHandle, credential: CredentialRef) -> Vec<ClientSecretShown> {
    let session = app.state::<Session>();
    let credential = session.resolve(credential);
    let storage = storage::open(app).map_err(VaultError::from);
    ClientSecretKind::ALL
        .into_iter()
        .map(|kind| {
            let unavailable = match (&storage, credential) {
                (Ok(storage), Some(id)) => open_one(&session.client_secrets, storage, id, kind).err(),
                (Err(error), Some(_)) => Some(error.clone()),
                (_, None) => None,
            };
            let storage = storage.as_deref().ok();
            shown(&session.client_secrets, storage, credential, kind, unavailable)
        })
        .collect()
}

/// Why the secrets that a request needs cannot be opened, if so.
pub(crate) fn unavailable(shown: &[ClientSecretShown]) -> Option<VaultError> {
    shown.iter().find_map(|secret| match &secret.home {
        ClientSecretHome::Unavailable { error } => Some(error.clone()),
        _ => None,
    })
}

/// Stores the secrets of a credential that were typed. Blocks like [`open`].
pub(crate) fn store(app: &AppHandle, id: CredentialId) -> Vec<ClientSecretShown> {
    let session = app.state::<Session>();
    let secrets = &session.client_secrets;
    for (kind, value) in secrets.unstored(Some(id)) {
        let owner = SecretOwner::Credential { id };
        let stored = storage::open(app).map_err(VaultError::from).and_then(|storage| match &value {
            Some(value) => storage.vault.store_secret(owner, kind.into(), value).map(drop),
            None => storage.vault.ensure_unlocked().and_then(|()| storage.vault.forget(owner, kind.into())),
        });
        let stored = stored.map_or_else(Stored::Failed, |()| Stored::Yes);
        secrets.note_stored(Some(id), kind, value.as_ref(), stored);
    }
    open(app, Some(id))
}

/// The current secrets of a credential, which were opened before.
pub(crate) fn current(app: &AppHandle, credential: CredentialRef) -> ClientSecrets {
    app.state::<Session>().client_secrets.current(credential)
}

fn open_one(
    secrets: &ClientSecretsInWindow,
    storage: &OpenStorage,
    id: CredentialId,
    kind: ClientSecretKind,
) -> Result<(), VaultError> {
    if secrets.stored(Some(id), kind).is_none() {
        // Locking waits for this, so that nothing that is opened now outlasts it.
        let _loading = storage.lock_loading();
        let owner = SecretOwner::Credential { id };
        secrets.open(Some(id), kind, storage.vault.read(owner, kind.into())?);
    }
    Ok(())
}

fn shown(
    secrets: &ClientSecretsInWindow,
    storage: Option<&OpenStorage>,
    credential: CredentialRef,
    kind: ClientSecretKind,
    unavailable: Option<VaultError>,
) -> ClientSecretShown {
    let current = secrets.current(credential);
    // Exposed only to count its characters.
    let characters = current.get(kind).map(|secret| secret.expose_secret().chars().count());
    let characters = characters.map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let home = match (secrets.stored(credential, kind), unavailable) {
        (Some(Stored::Failed(error)), _) => ClientSecretHome::NotStored { error },
        (Some(Stored::NotYet), _) => ClientSecretHome::NotStoredYet,
        (_, Some(error)) => ClientSecretHome::Unavailable { error },
        _ if characters.is_none() => ClientSecretHome::Nothing,
        _ => match storage.map(|storage| storage.vault.state()) {
            Some(VaultState::Open { protection } | VaultState::Closed { protection }) => {
                ClientSecretHome::Sealed { protection }
            }
            _ => ClientSecretHome::SessionOnly,
        },
    };
    ClientSecretShown { kind, characters, home }
}
