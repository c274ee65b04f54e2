//! One window for each data folder: a lock on a file in it, and a local socket by which a second start asks the first
//! for its window.

use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{GenericNamespaced, Listener, ListenerOptions, Name, Stream, ToNsName as _};

const LOCK_FILE: &str = "window.lock";
/// The message of a second start. The first start answers no other message.
const ASK: &[u8; 17] = b"show your window\n";
/// The answer of the first start.
const HEARD: &[u8; 1] = b"\n";
/// How long each start waits for the other.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often a second start tries to claim the folder or to reach the first start.
const TRIES: u32 = 15;

/// The outcome of claiming a data folder.
pub(crate) enum ClaimOutcome {
    /// This program is the first. The claim lasts until it ends.
    First(Claim),
    /// Another program has the folder, and was asked to show its window.
    Second,
    /// Another program has the folder, and does not answer.
    Unresponsive,
}

/// A claim on a data folder.
pub(crate) struct Claim {
    /// No other program can lock it as long as it is open.
    _lock: Option<File>,
    listener: Option<Listener>,
}

/// Claims the data folder, or asks the program that has it to show its window. A folder that cannot be written to
/// cannot be claimed: then there may be several windows, and none of them stores anything.
pub(crate) fn claim(folder: &Path) -> ClaimOutcome {
    for _ in 0..TRIES {
        match lock(folder) {
            Ok(Some(lock)) => {
                return ClaimOutcome::First(Claim { _lock: Some(lock), listener: listen(folder).ok() });
            }
            Ok(None) if ask(folder).is_ok() => return ClaimOutcome::Second,
            // The other program does not listen yet, or is ending.
            Ok(None) => std::thread::sleep(PATIENCE),
            Err(_) => return ClaimOutcome::First(Claim { _lock: None, listener: None }),
        }
    }
    ClaimOutcome::Unresponsive
}

impl Claim {
    /// Calls `raise` each time another start asks for the window. Blocks until the program ends.
    pub(crate) fn answer(self, raise: impl Fn()) {
        let Some(listener) = &self.listener else {
            // The folder stays claimed: the lock ends with the program.
            std::mem::forget(self);
            return;
        };
        for stream in listener.incoming().flatten() {
            // A program that connects and sends nothing must not keep others waiting.
            let limited = stream.set_recv_timeout(Some(PATIENCE));
            let mut said = [0; ASK.len()];
            if limited.is_ok() && (&stream).read_exact(&mut said).is_ok() && said == *ASK {
                // The other program may be gone already.
                let _ = (&stream).write_all(HEARD);
                raise();
            }
        }
    }
}

/// Locks the lock file; `None` if another program has locked it.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn listen(folder: &Path) -> io::Result<Listener> {
    ListenerOptions::new().name(name(folder)?).create_sync()
}

/// Asks the first program to show its window, and waits for its answer.
fn ask(folder: &Path) -> io::Result<()> {
    let mut stream = Stream::connect(name(folder)?)?;
    stream.set_recv_timeout(Some(PATIENCE))?;
    stream.write_all(ASK)?;
    stream.read_exact(&mut [0; HEARD.len()])
}

/// The socket's name, which no other data folder has.
fn name(folder: &Path) -> io::Result<Name<'static>> {
    let mut hasher = DefaultHasher::new();
    std::fs::canonicalize(folder)?.hash(&mut hasher);
    format!("countersign-{:016x}", hasher.finish()).to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn first(folder: &Path) -> Claim {
        match claim(folder) {
            ClaimOutcome::First(claim) => claim,
            ClaimOutcome::Second | ClaimOutcome::Unresponsive => panic!("somebody is there already"),
        }
    }

    #[test]
    fn a_second_start_asks_the_first_for_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let claim_of_first = first(folder.path());
        let (raised, asked) = mpsc::channel();
        std::thread::spawn(move || claim_of_first.answer(|| raised.send(()).unwrap()));
        for _ in 0..2 {
            assert!(matches!(claim(folder.path()), ClaimOutcome::Second));
            asked.recv_timeout(Duration::from_secs(5)).unwrap();
        }
    }

    #[test]
    fn a_first_one_that_does_not_answer_is_not_taken_for_one_that_shows_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let claim_of_first = first(folder.path());
        assert!(matches!(claim(folder.path()), ClaimOutcome::Unresponsive));
        drop(claim_of_first);
    }

    #[test]
    fn other_data_folders_have_windows_of_their_own() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let claims = folders.each_ref().map(|folder| first(folder.path()));
        drop(claims);
    }

    #[test]
    fn the_folder_is_free_again_when_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        drop(first(folder.path()));
        first(folder.path());
    }
}
