//! A workspace for each credential, and one for what is done before any credential could be stored.

use std::collections::HashMap;

use countersign_core::credential::CredentialId;

/// The credential that something belongs to; `None` as long as no credential could be stored. Only the page knows which
/// credential is open, so it names one with each command.
pub(crate) type CredentialRef = Option<CredentialId>;

/// One workspace for each credential.
#[derive(Default)]
pub(super) struct Workspaces<T> {
    by_credential: HashMap<CredentialRef, T>,
    /// The credential that adopted the workspace without one. Commands that began earlier still name none.
    adopted: Option<CredentialId>,
}

impl<T: Default> Workspaces<T> {
    /// The workspace of a credential.
    pub(super) fn of(&mut self, credential: CredentialRef) -> &mut T {
        self.by_credential.entry(self.resolve(credential)).or_default()
    }

    /// The workspaces that were used.
    pub(super) fn all(&mut self) -> impl Iterator<Item = (CredentialRef, &mut T)> {
        self.by_credential.iter_mut().map(|(credential, workspace)| (*credential, workspace))
    }

    /// Gives the workspace without a credential to this one, and everything that arrives in it later. Returns the
    /// workspace, if it was used.
    pub(super) fn adopt(&mut self, id: CredentialId) -> Option<&mut T> {
        let workspace = self.by_credential.remove(&None);
        self.adopted = Some(id);
        // A command that names the credential already may have come first; what it began stays.
        workspace.map(|workspace| self.by_credential.entry(Some(id)).or_insert(workspace))
    }

    /// The credential that a reference means now. Work without a credential may have been adopted by one meanwhile.
    pub(super) fn resolve(&self, credential: CredentialRef) -> CredentialRef {
        credential.or(self.adopted)
    }
}
