//! What the open window holds, mostly for each credential. It lasts as long as the window; `key_storage` stores what
//! should last longer.

mod client_secrets;
mod closing;
mod files;
mod imports;
mod key_pair_stack;
mod key_pairs;
mod only_in_memory;
mod presence;
mod requests;
mod running;
#[cfg(test)]
pub(crate) mod tests;
mod transfer;
mod unsaved;
mod workspaces;

use countersign_core::credential::CredentialId;
use countersign_core::report::KnownSecrets;

use super::practice::Practice;
use super::prepared_key::PreparedKey;
use closing::Closing;
use files::Files;
use imports::Imports;
use key_pairs::KeyPairs;
use presence::Presence;
use requests::Requests;
use running::Running;
use transfer::Transfer;
use unsaved::Told;

pub(crate) use client_secrets::{ClientSecretsInWindow, Stored};
pub(crate) use files::SaveQuestion;
pub(crate) use key_pairs::{KeyFiles, Unlocked};
pub(crate) use only_in_memory::{KeyInMemory, OnlyInMemory};
pub(crate) use requests::{LastExchangeShown, MadeFrom};
pub(crate) use transfer::{LastMerge, OpenedTransfer};
pub(crate) use unsaved::{UnsavedKey, UnsavedPair, UnsavedPart};
pub(crate) use workspaces::CredentialRef;

/// The state behind the window.
#[derive(Default)]
pub(crate) struct Session {
    pub(crate) key_pairs: KeyPairs,
    /// A private key that no credential has yet. It is nobody's work: nothing is lost with it.
    pub(crate) prepared_key: PreparedKey,
    pub(crate) client_secrets: ClientSecretsInWindow,
    pub(crate) requests: Requests,
    pub(crate) files: Files,
    pub(crate) imports: Imports,
    pub(crate) closing: Closing,
    pub(crate) presence: Presence,
    /// What the page knows of the keys that would be lost with the window.
    pub(crate) told_unsaved: Told,
    /// The practice Account Manager.
    pub(crate) practice: Practice,
    /// Fetching the public keys of a token's issuer.
    pub(crate) fetching_keys: Running,
    /// The transfer file that is being brought in.
    pub(crate) transfer: Transfer,
}

impl Session {
    /// Gives this credential all work that was done before any credential could be stored, and the later results of
    /// that work.
    pub(crate) fn adopt(&self, id: CredentialId) {
        self.key_pairs.adopt(id);
        self.client_secrets.adopt(id);
        self.requests.adopt(id);
    }

    /// The credential that a reference means now. Work without a credential may have been adopted by one meanwhile.
    pub(crate) fn resolve(&self, credential: CredentialRef) -> CredentialRef {
        self.key_pairs.resolve(credential)
    }

    /// Wipes every secret that comes back after unlocking, and cancels everything that is running. `in_vault`: the
    /// credentials with private keys that the vault has in memory only.
    pub(crate) fn lock(&self, in_vault: &[CredentialId], only_in_memory: OnlyInMemory) {
        self.prepared_key.wipe();
        self.key_pairs.lock(in_vault, only_in_memory);
        self.client_secrets.lock(only_in_memory);
        self.requests.lock();
        self.files.lock();
        self.imports.wipe();
        self.transfer.lock();
        self.fetching_keys.cancel();
    }

    /// Every secret that this window knows, of each credential.
    pub(crate) fn known_secrets(&self) -> KnownSecrets {
        let mut known = KnownSecrets::default();
        self.key_pairs.tell_secrets(&mut known);
        self.client_secrets.tell_secrets(&mut known);
        self.requests.tell_secrets(&mut known);
        known
    }

    /// Forgets everything of every credential, and cancels everything that is running.
    pub(crate) fn forget_all(&self) {
        self.prepared_key.wipe();
        self.key_pairs.forget_all();
        self.client_secrets.forget_all();
        self.requests.forget_all();
        self.files.forget_all();
        self.imports.wipe();
        self.transfer.forget_all();
        self.fetching_keys.cancel();
    }
}
