//! Reads the secrets of credentials that go to another computer, and stores credentials that come from there, with their
//! secrets, in one change: all of it, or nothing.

use secrecy::SecretString;
use serde_json::Value;

use super::{SecretKind, SecretOwner, Vault, VaultError, lock};
use crate::api_trial::ApiResults;
use crate::credential::{CredentialId, KeyHome, LastResult};
use crate::moment::UnixMillis;
use crate::store::{
    CredentialKeys, CredentialRow, Incoming, MergeUndo, MovedAttempt, SealedChange, Settings,
};

/// What comes in.
pub(crate) struct MovedIn<'a> {
    pub(crate) credentials: Vec<OneMovedIn<'a>>,
    /// Settings that take the place of those that are here.
    pub(crate) settings: Option<Settings>,
    /// Documents that take the place of those that are here.
    pub(crate) documents: Vec<(&'static str, Value)>,
    /// Credentials in which nothing was ever typed, and which are removed if that is still so.
    pub(crate) empty: Vec<CredentialId>,
    pub(crate) now: UnixMillis,
}

/// A credential that comes in.
pub(crate) enum OneMovedIn<'a> {
    /// It is added.
    Added {
        row: Box<CredentialRow>,
        incoming: Incoming,
        secrets: Vec<(SecretKind, &'a SecretString)>,
        attempts: Vec<&'a MovedAttempt>,
    },
    /// The one that is here stays, and gets what is new of its history.
    Kept {
        id: CredentialId,
        last_result: Option<LastResult>,
        api_results: Box<ApiResults>,
        attempts: Vec<&'a MovedAttempt>,
    },
}

/// What came in.
pub(crate) struct MovedInDone {
    pub(crate) undo: MergeUndo,
    /// The IDs of those that were added, in their order.
    pub(crate) added: Vec<CredentialId>,
    /// How many attempts the history holds now, if it has to hold more than the settings said.
    pub(crate) history_limit: Option<u32>,
    /// How many of them have secrets that are in memory only.
    pub(crate) in_memory: usize,
}

/// A secret that is read to be copied.
pub(crate) enum SecretToMove {
    Nothing,
    Open(SecretString),
    /// It is there, but does not open.
    Unopened,
}

/// Reads secrets to be copied. They do not count as loaded into the window.
pub(crate) struct MovingOut<'v> {
    vault: &'v Vault,
    /// No sealed secret opens. The keychain, which may ask the person, is not asked again for each of them.
    closed: bool,
}

impl<'v> MovingOut<'v> {
    pub(crate) fn new(vault: &'v Vault) -> Self {
        Self { vault, closed: false }
    }

    pub(crate) fn vault(&self) -> &'v Vault {
        self.vault
    }

    /// A secret of a credential.
    ///
    /// # Errors
    ///
    /// If the vault is locked or waits for its passphrase, which the person can give, or if the store cannot be read.
    pub(crate) fn secret(&mut self, of: CredentialId, kind: SecretKind) -> Result<SecretToMove, VaultError> {
        let vault = self.vault;
        let _working = lock(&vault.work);
        self.secret_while_working(of, kind)
    }

    /// The private key of a credential, and what belongs to it: if the key is in memory only, that is in memory, too.
    ///
    /// # Errors
    ///
    /// As for [`Self::secret`].
    pub(crate) fn private_key(
        &mut self,
        of: CredentialId,
    ) -> Result<(CredentialKeys, SecretToMove), VaultError> {
        let vault = self.vault;
        let _working = lock(&vault.work);
        Ok((vault.keys_now(of)?, self.secret_while_working(of, SecretKind::PrivateKey)?))
    }

    fn secret_while_working(
        &mut self,
        of: CredentialId,
        kind: SecretKind,
    ) -> Result<SecretToMove, VaultError> {
        let (vault, owner) = (self.vault, SecretOwner::Credential { id: of });
        let in_memory = lock(&vault.inside)
            .session
            .as_ref()
            .is_some_and(|session| session.secrets.contains_key(&(owner, kind)));
        if self.closed && !in_memory {
            vault.ensure_unlocked()?;
            let there = vault.store.is_sealed(owner, kind)?;
            return Ok(if there { SecretToMove::Unopened } else { SecretToMove::Nothing });
        }
        let seen = lock(&vault.inside).seen.get(&of).cloned();
        let found = vault.read_one(owner, kind);
        vault.mark_seen(of, seen);
        match found {
            Ok(Some(secret)) => Ok(SecretToMove::Open(secret)),
            Ok(None) => Ok(SecretToMove::Nothing),
            Err(VaultError::SecretDamaged { .. }) => Ok(SecretToMove::Unopened),
            Err(
                VaultError::KeyMissing
                | VaultError::KeyIsAnother
                | VaultError::HowSealedLost
                | VaultError::Keychain { .. },
            ) => {
                self.closed = true;
                Ok(SecretToMove::Unopened)
            }
            Err(error) => Err(error),
        }
    }
}

impl Vault {
    /// Stores everything, or nothing.
    pub(crate) fn move_in(&self, all: &MovedIn<'_>) -> Result<MovedInDone, VaultError> {
        let _working = lock(&self.work);
        self.ensure_unlocked()?;
        let mut secrets = all.credentials.iter().filter_map(|one| match one {
            OneMovedIn::Added { secrets, .. } => Some(secrets),
            OneMovedIn::Kept { .. } => None,
        });
        let in_memory = lock(&self.inside).session.is_some();
        let empty = self.without_secret_in_memory(&all.empty);
        if !in_memory && secrets.any(|secrets| !secrets.is_empty()) {
            return self.seal(|sealer| {
                let (done, secrets) = store(sealer.change, all, &empty, false)?;
                for (owner, kind, secret) in secrets {
                    sealer.put(owner, kind, secret)?;
                }
                Ok(done)
            });
        }
        let (done, secrets) = self.store.change_sealed(|change| store(change, all, &empty, in_memory))?;
        if let Some(session) = &mut lock(&self.inside).session {
            let secrets = secrets.into_iter().map(|(owner, kind, secret)| ((owner, kind), secret.clone()));
            session.secrets.extend(secrets);
        }
        Ok(done)
    }

    /// Those of these credentials of which no secret is in memory only.
    fn without_secret_in_memory(&self, ids: &[CredentialId]) -> Vec<CredentialId> {
        let inside = lock(&self.inside);
        let has_secret = |id: CredentialId| {
            let of = SecretOwner::Credential { id };
            inside.session.iter().flat_map(|session| session.secrets.keys()).any(|(owner, _)| *owner == of)
        };
        ids.iter().copied().filter(|id| !has_secret(*id)).collect()
    }
}

type OwnedSecret<'a> = (SecretOwner, SecretKind, &'a SecretString);

/// Stores everything but the secrets, and gives their owners.
fn store<'a>(
    change: &SealedChange<'_>,
    all: &MovedIn<'a>,
    empty: &[CredentialId],
    in_memory: bool,
) -> Result<(MovedInDone, Vec<OwnedSecret<'a>>), VaultError> {
    let mut done =
        MovedInDone { undo: MergeUndo::default(), added: Vec::new(), history_limit: None, in_memory: 0 };
    let mut owned = Vec::new();
    let undo = &mut done.undo;
    for one in &all.credentials {
        match one {
            OneMovedIn::Added { row, incoming, secrets, attempts } => {
                let id = change.add_moved(row, *incoming, all.now, undo)?;
                let has_key = secrets.iter().any(|(kind, _)| *kind == SecretKind::PrivateKey);
                if in_memory && has_key {
                    let keys = CredentialKeys { home: KeyHome::Nowhere, ..row.keys.clone() };
                    change.put_keys(id, &keys)?;
                }
                change.add_attempts(id, attempts.iter().copied(), undo)?;
                done.in_memory += usize::from(in_memory && !secrets.is_empty());
                let owner = SecretOwner::Credential { id };
                owned.extend(secrets.iter().map(|(kind, secret)| (owner, *kind, *secret)));
                done.added.push(id);
            }
            OneMovedIn::Kept { id, last_result, api_results, attempts } => {
                change.add_attempts(*id, attempts.iter().copied(), undo)?;
                change.put_results(*id, last_result.as_ref(), api_results, undo)?;
            }
        }
    }
    change.remove_empty(empty, all.now, undo)?;
    for (name, document) in &all.documents {
        change.put_document(name, document, undo)?;
    }
    done.history_limit = change.put_settings(all.settings.as_ref(), undo)?;
    Ok((done, owned))
}
