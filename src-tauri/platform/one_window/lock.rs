//! The claim on a data folder: a lock on a file in it. It lasts as long as the program.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::Sender;

use countersign_core::lock::lock as lock_mutex;
use interprocess::local_socket::Listener;

use super::socket;
use crate::platform::paths;

const FILE: &str = "window.lock";

/// Why a data folder is not claimed.
#[derive(Debug)]
pub(crate) enum ClaimError {
    /// Another program has the folder.
    InUse,
    /// The lock file could not be opened or locked, so nobody knows whether another program has the folder.
    Unclear(io::Error),
}

impl Display for ClaimError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => write!(f, "another program has the data folder"),
            Self::Unclear(error) => write!(f, "{FILE} cannot be locked: {error}"),
        }
    }
}

impl Error for ClaimError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::InUse => None,
            Self::Unclear(error) => Some(error),
        }
    }
}

/// The claim on a data folder, made or not yet. Without it nothing may be stored in the folder.
pub(crate) struct FolderClaim {
    folder: PathBuf,
    /// No other program can lock the file as long as it is open.
    file: Mutex<Option<File>>,
    /// Takes the socket of this folder once it is claimed.
    listeners: Sender<Listener>,
}

impl FolderClaim {
    pub(super) fn new(folder: &Path, listeners: Sender<Listener>) -> Self {
        Self { folder: folder.to_owned(), file: Mutex::default(), listeners }
    }

    /// Claims the folder, unless this program has claimed it already.
    pub(crate) fn ensure(&self) -> Result<(), ClaimError> {
        let mut file = lock_mutex(&self.file);
        if file.is_none() {
            *file = Some(lock(&self.folder)?);
            // Without a socket, a second start says that the first one does not answer.
            if let Ok(listener) = socket::listen(&self.folder) {
                // Only a test has nobody who answers.
                drop(self.listeners.send(listener));
            }
        }
        Ok(())
    }
}

fn lock(folder: &Path) -> Result<File, ClaimError> {
    let file = paths::open_private_file(&folder.join(FILE)).map_err(ClaimError::Unclear)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ClaimError::InUse),
        Err(TryLockError::Error(error)) => Err(ClaimError::Unclear(error)),
    }
}
