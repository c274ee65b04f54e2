//! What the page has typed and the store does not hold yet, because it could not be written. If the page ends, it is
//! still here.

use std::collections::HashMap;
use std::sync::Mutex;

use countersign_core::credential::{CredentialId, Draft};
use countersign_core::lock::lock;

use super::session::CredentialRef;

/// The drafts that are not stored.
#[derive(Default)]
pub(crate) struct UnstoredDrafts {
    drafts: Mutex<HashMap<CredentialRef, Draft>>,
}

impl UnstoredDrafts {
    /// Holds a draft until it is stored; the one before is dropped.
    pub(crate) fn hold(&self, credential: CredentialRef, draft: Draft) {
        lock(&self.drafts).insert(credential, draft);
    }

    /// The draft that belongs to no credential yet.
    pub(crate) fn without_credential(&self) -> Option<Draft> {
        lock(&self.drafts).get(&None).cloned()
    }

    /// The drafts of credentials.
    pub(crate) fn of_credentials(&self) -> Vec<(CredentialId, Draft)> {
        let drafts = lock(&self.drafts);
        drafts.iter().filter_map(|(credential, draft)| Some(((*credential)?, draft.clone()))).collect()
    }

    /// Drops a draft that is stored now, unless a newer one is held.
    pub(crate) fn stored(&self, credential: CredentialRef, draft: &Draft) {
        let mut drafts = lock(&self.drafts);
        if drafts.get(&credential) == Some(draft) {
            drafts.remove(&credential);
        }
    }

    /// Drops the draft of a credential that is gone; with `None`, the one that belongs to none.
    pub(crate) fn forget(&self, credential: CredentialRef) {
        lock(&self.drafts).remove(&credential);
    }

    /// Drops all drafts.
    pub(crate) fn forget_all(&self) {
        lock(&self.drafts).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_held_until_it_is_stored_and_a_newer_one_beyond_that() {
        let drafts = UnstoredDrafts::default();
        let typed = |notes: &str| Draft { notes: notes.into(), ..Draft::default() };
        let id = Some(CredentialId(7));
        drafts.hold(id, typed("a"));
        drafts.hold(id, typed("ab"));
        drafts.stored(id, &typed("a"));
        assert_eq!(drafts.of_credentials(), [(CredentialId(7), typed("ab"))]);
        drafts.stored(id, &typed("ab"));
        assert!(drafts.of_credentials().is_empty());
        drafts.hold(None, typed("nobody's"));
        assert!(drafts.of_credentials().is_empty());
        assert_eq!(drafts.without_credential(), Some(typed("nobody's")));
    }
}
