//! Files of the person's that the window is handling now.

use std::path::PathBuf;
use std::sync::Mutex;

use countersign_core::key_pair::KeyPair;
use countersign_core::lock::lock;

use super::workspaces::CredentialRef;

/// Files that wait for the page or the person.
#[derive(Default)]
pub(crate) struct Files {
    /// Files that were dropped on the window, until the page says for which credential.
    dropped: Mutex<Vec<PathBuf>>,
    save_question: Mutex<Option<SaveQuestion>>,
    /// The calendar file that was saved last.
    reminder: Mutex<Option<PathBuf>>,
}

/// The open question to the person: what to do with files that exist already.
pub(crate) struct SaveQuestion {
    /// The credential from which the person saves.
    pub(crate) credential: CredentialRef,
    /// The key pair that the person wanted to save, even if another one is current by now.
    pub(crate) pair: KeyPair,
    pub(crate) folder: PathBuf,
    /// The names of the files that the question was about.
    pub(crate) taken: Vec<String>,
}

impl Files {
    /// Holds the files that were dropped on the window.
    pub(crate) fn hold_dropped(&self, files: Vec<PathBuf>) {
        *lock(&self.dropped) = files;
    }

    /// The files that were dropped last, which stay until they are taken.
    pub(crate) fn dropped(&self) -> Vec<PathBuf> {
        lock(&self.dropped).clone()
    }

    /// The files that were dropped last; empty if they were taken before.
    pub(crate) fn take_dropped(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *lock(&self.dropped))
    }

    /// Opens a question; the one before is withdrawn.
    pub(crate) fn ask_about_saving(&self, question: SaveQuestion) {
        *lock(&self.save_question) = Some(question);
    }

    /// Takes the open question, which closes it.
    pub(crate) fn take_save_question(&self) -> Option<SaveQuestion> {
        lock(&self.save_question).take()
    }

    /// Notes which calendar file was saved last.
    pub(crate) fn note_reminder(&self, path: PathBuf) {
        *lock(&self.reminder) = Some(path);
    }

    /// The calendar file that was saved last.
    pub(crate) fn reminder(&self) -> Option<PathBuf> {
        lock(&self.reminder).clone()
    }

    /// Withdraws the open question, which has a private key. The person can save again.
    pub(super) fn lock(&self) {
        *lock(&self.save_question) = None;
    }

    /// Forgets the open question and the calendar file.
    pub(super) fn forget_all(&self) {
        *lock(&self.save_question) = None;
        *lock(&self.reminder) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_files_are_taken_once() {
        let files = Files::default();
        files.hold_dropped(vec!["key.pem".into()]);
        assert_eq!(files.take_dropped(), [PathBuf::from("key.pem")]);
        assert!(files.take_dropped().is_empty());
    }
}
