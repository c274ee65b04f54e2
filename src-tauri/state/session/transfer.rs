//! A transfer file that is being brought in: sealed until its passphrase is typed, then with what it would bring, until
//! the person has decided. And what takes the last merge back.

use std::sync::{Arc, Mutex};

use countersign_core::interchange::transfer::{MergeUndo, SealedTransfer, TransferContent, TransferPreview};
use countersign_core::lock::lock;

/// The transfer file that the window is bringing in, if there is one.
#[derive(Default)]
pub(crate) struct Transfer {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    sealed: Option<Arc<SealedTransfer>>,
    opened: Option<Arc<OpenedTransfer>>,
    undo: Option<LastMerge>,
}

/// What takes the last merge back.
pub(crate) struct LastMerge {
    pub(crate) undo: MergeUndo,
    /// It changed what the practice Account Manager is set to.
    pub(crate) practice: bool,
}

/// A transfer file that was opened.
pub(crate) struct OpenedTransfer {
    pub(crate) content: TransferContent,
    pub(crate) preview: TransferPreview,
}

impl Transfer {
    /// Holds a file; the one before is forgotten.
    pub(crate) fn hold(&self, file: SealedTransfer) {
        let mut inside = lock(&self.inside);
        (inside.sealed, inside.opened) = (Some(Arc::new(file)), None);
    }

    /// The file that is held.
    pub(crate) fn sealed(&self) -> Option<Arc<SealedTransfer>> {
        lock(&self.inside).sealed.clone()
    }

    /// Holds what was in the file, unless another file is held by now.
    pub(crate) fn opened(&self, of: &Arc<SealedTransfer>, opened: OpenedTransfer) {
        let mut inside = lock(&self.inside);
        if inside.sealed.as_ref().is_some_and(|held| Arc::ptr_eq(held, of)) {
            inside.opened = Some(Arc::new(opened));
        }
    }

    /// What was in the file, with the secrets; `None` if it is not open, or was locked.
    pub(crate) fn content(&self) -> Option<Arc<OpenedTransfer>> {
        lock(&self.inside).opened.clone()
    }

    /// Forgets the file.
    pub(crate) fn forget(&self) {
        let mut inside = lock(&self.inside);
        (inside.sealed, inside.opened) = (None, None);
    }

    /// Remembers how to take the last merge back.
    pub(crate) fn merged(&self, merge: LastMerge) {
        lock(&self.inside).undo = Some(merge);
    }

    /// How to take the last merge back, once.
    pub(crate) fn take_undo(&self) -> Option<LastMerge> {
        lock(&self.inside).undo.take()
    }

    /// Wipes what was in the file. With its passphrase it opens again.
    pub(super) fn lock(&self) {
        lock(&self.inside).opened = None;
    }

    pub(super) fn forget_all(&self) {
        *lock(&self.inside) = Inside::default();
    }
}
