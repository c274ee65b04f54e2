//! The secrets of each credential's API client and Business Manager user in this window: as typed, or as opened from the
//! vault.

use std::collections::BTreeMap;
use std::sync::Mutex;

use countersign_core::credential::CredentialId;
use countersign_core::lock::lock;
use countersign_core::report::KnownSecrets;
use countersign_core::token_request::{ClientSecretKind, ClientSecrets};
use countersign_core::vault::VaultError;
use secrecy::{ExposeSecret as _, SecretString};

use super::only_in_memory::OnlyInMemory;
use super::workspaces::{CredentialRef, Workspaces};

/// The secrets of all credentials.
#[derive(Default)]
pub(crate) struct ClientSecretsInWindow {
    workspaces: Mutex<Workspaces<BTreeMap<ClientSecretKind, Held>>>,
}

/// A secret in this window; `value` is `None` if there is none.
struct Held {
    value: Option<SecretString>,
    stored: Stored,
}

/// Whether the vault has the secret as it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It has.
    Yes,
    /// Not yet.
    NotYet,
    /// It could not take it.
    Failed(VaultError),
}

impl ClientSecretsInWindow {
    /// The current secrets of a credential.
    pub(crate) fn current(&self, credential: CredentialRef) -> ClientSecrets {
        let mut secrets = ClientSecrets::default();
        for (kind, held) in lock(&self.workspaces).of(credential).iter() {
            secrets.set(*kind, held.value.clone());
        }
        secrets
    }

    /// Whether this window has the secret, and whether the vault has it, too; `None` if it was neither typed nor opened.
    pub(crate) fn stored(&self, credential: CredentialRef, kind: ClientSecretKind) -> Option<Stored> {
        lock(&self.workspaces).of(credential).get(&kind).map(|held| held.stored.clone())
    }

    /// The person typed a secret; an empty one removes it.
    pub(crate) fn type_in(&self, credential: CredentialRef, kind: ClientSecretKind, typed: SecretString) {
        let value = Some(typed).filter(|typed| !typed.expose_secret().is_empty());
        lock(&self.workspaces).of(credential).insert(kind, Held { value, stored: Stored::NotYet });
    }

    /// The vault opened a secret, or has none. What the person typed meanwhile stays.
    pub(crate) fn open(
        &self,
        credential: CredentialRef,
        kind: ClientSecretKind,
        value: Option<SecretString>,
    ) {
        lock(&self.workspaces).of(credential).entry(kind).or_insert(Held { value, stored: Stored::Yes });
    }

    /// The secrets of a credential that the vault does not have as they are here.
    pub(crate) fn unstored(
        &self,
        credential: CredentialRef,
    ) -> Vec<(ClientSecretKind, Option<SecretString>)> {
        let mut workspaces = lock(&self.workspaces);
        let unstored = workspaces.of(credential).iter().filter(|(_, held)| held.stored != Stored::Yes);
        unstored.map(|(kind, held)| (*kind, held.value.clone())).collect()
    }

    /// The credentials with secrets that the vault does not have.
    pub(crate) fn with_unstored(&self) -> Vec<CredentialId> {
        let mut workspaces = lock(&self.workspaces);
        let unstored =
            workspaces.all().filter(|(_, held)| held.values().any(|held| held.stored != Stored::Yes));
        unstored.filter_map(|(credential, _)| credential).collect()
    }

    /// Notes the result of storing this value, unless the person has typed another one meanwhile.
    pub(crate) fn note_stored(
        &self,
        credential: CredentialRef,
        kind: ClientSecretKind,
        value: Option<&SecretString>,
        stored: Stored,
    ) {
        // Exposed only to be compared.
        let is_same = |held: Option<&SecretString>| match (held, value) {
            (Some(held), Some(value)) => held.expose_secret() == value.expose_secret(),
            (None, None) => true,
            _ => false,
        };
        if let Some(held) = lock(&self.workspaces).of(credential).get_mut(&kind)
            && is_same(held.value.as_ref())
        {
            held.stored = stored;
        }
    }

    /// Wipes the secrets that come back after unlocking, and the others too if the person agreed to lose them.
    pub(super) fn lock(&self, only_in_memory: OnlyInMemory) {
        for (_, held) in lock(&self.workspaces).all() {
            held.retain(|_, held| only_in_memory == OnlyInMemory::Stays && held.stored != Stored::Yes);
        }
    }

    /// Tells each of them.
    pub(super) fn tell_secrets(&self, known: &mut KnownSecrets) {
        for (_, held) in lock(&self.workspaces).all() {
            held.values().filter_map(|held| held.value.as_ref()).for_each(|secret| known.add(secret));
        }
    }

    pub(super) fn adopt(&self, id: CredentialId) {
        lock(&self.workspaces).adopt(id);
    }

    pub(super) fn forget_all(&self) {
        *lock(&self.workspaces) = Workspaces::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: ClientSecretKind = ClientSecretKind::ClientSecret;

    fn value(secrets: &ClientSecretsInWindow) -> Option<String> {
        let current = secrets.current(None);
        current.client_secret.map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn what_is_typed_stays_until_the_vault_has_exactly_that() {
        let secrets = ClientSecretsInWindow::default();
        secrets.type_in(None, KIND, "first".into());
        secrets.open(None, KIND, Some("stored".into()));
        assert_eq!(value(&secrets).as_deref(), Some("first"));
        secrets.type_in(None, KIND, "second".into());
        secrets.note_stored(None, KIND, Some(&"first".into()), Stored::Yes);
        assert_eq!(secrets.unstored(None).len(), 1);
        secrets.note_stored(None, KIND, Some(&"second".into()), Stored::Yes);
        assert!(secrets.unstored(None).is_empty());
        secrets.type_in(None, KIND, "".into());
        assert_eq!(value(&secrets), None);
        assert_eq!(secrets.unstored(None).len(), 1, "removing it is stored, too");
    }

    #[test]
    fn locking_wipes_what_comes_back_and_the_rest_only_if_the_person_agreed() {
        let secrets = ClientSecretsInWindow::default();
        secrets.open(None, KIND, Some("stored".into()));
        secrets.type_in(None, ClientSecretKind::AccessKey, "typed".into());
        secrets.lock(OnlyInMemory::Stays);
        assert_eq!(secrets.stored(None, KIND), None);
        assert_eq!(secrets.stored(None, ClientSecretKind::AccessKey), Some(Stored::NotYet));
        secrets.lock(OnlyInMemory::IsLost);
        assert_eq!(secrets.stored(None, ClientSecretKind::AccessKey), None);
    }
}
