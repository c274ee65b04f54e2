//! What is in this window's memory only and would be lost with it. This is the one state that every warning about an
//! unsaved key comes from: in step 1, in the list of credentials, and before the window closes.

use std::sync::Mutex;

use countersign_core::key_pair::KeyPair;
use countersign_core::lock::lock;
use serde::Serialize;

use super::workspaces::CredentialRef;

/// Something that would be lost with the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct UnsavedKey {
    /// Credential ID; `null` as long as no credential could be stored.
    pub credential: CredentialRef,
    /// The part of its key pairs.
    pub part: UnsavedPart,
    /// Whether it would be stored, encrypted, if the person chose a passphrase now.
    pub sealable: bool,
}

/// The part of a credential's key pairs that would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum UnsavedPart {
    /// The private key, with or without its certificate.
    PrivateKey,
    /// The certificate; the private key exists elsewhere too.
    Certificate,
    /// The private key that the current one is to replace in a rotation.
    OldPrivateKey,
    /// A private key that another one has replaced.
    ReplacedPrivateKey,
}

/// A key pair to save, because something of it would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnsavedPair {
    pub(crate) credential: CredentialRef,
    pub(crate) pair: KeyPair,
    pub(crate) part: UnsavedPart,
}

impl From<&UnsavedPair> for UnsavedKey {
    fn from(unsaved: &UnsavedPair) -> Self {
        // Only the current pair is stored, with the one that it is to replace.
        let sealable = unsaved.credential.is_some() && unsaved.part != UnsavedPart::ReplacedPrivateKey;
        Self { credential: unsaved.credential, part: unsaved.part, sealable }
    }
}

/// What the page knows of the unsaved keys.
#[derive(Default)]
pub(crate) struct Told {
    /// `None` until a page knows anything.
    last: Mutex<Option<Vec<UnsavedKey>>>,
}

impl Told {
    /// Calls `tell` if the page does not know this yet. No other call runs meanwhile, so that the page hears the latest
    /// state last.
    pub(crate) fn if_new(&self, now: impl FnOnce() -> Vec<UnsavedKey>, tell: impl FnOnce(Vec<UnsavedKey>)) {
        let mut last = lock(&self.last);
        let now = now();
        if last.as_ref() != Some(&now) {
            *last = Some(now.clone());
            tell(now);
        }
    }

    /// There is a new page, which knows nothing.
    pub(crate) fn forget(&self) {
        *lock(&self.last) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_each_change_once_and_a_new_page_everything() {
        let told = Told::default();
        let key = UnsavedKey { credential: None, part: UnsavedPart::PrivateKey, sealable: false };
        let times_told = |now: Vec<UnsavedKey>| {
            let mut times = 0;
            told.if_new(|| now, |_| times += 1);
            times
        };
        assert_eq!([times_told(vec![]), times_told(vec![]), times_told(vec![key])], [1, 0, 1]);
        told.forget();
        assert_eq!([times_told(vec![key]), times_told(vec![key]), times_told(vec![])], [1, 0, 1]);
    }
}
