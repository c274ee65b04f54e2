//! One window for each data folder: a lock on a file in it, and a local socket by which a second start asks the first
//! for its window.

mod lock;
mod place;
mod socket;

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use interprocess::local_socket::Listener;

pub(crate) use lock::{ClaimError, FolderClaim};
use place::User;

/// How often a second start tries to claim the folder or to reach the first start.
const TRIES: u32 = 15;

/// The outcome of claiming a data folder.
pub(crate) enum ClaimOutcome {
    /// No other program is known to have the folder, so this one opens its window. The claim may still have to be made:
    /// see [`FolderClaim::ensure`].
    Open(FolderClaim, SecondStarts),
    /// Another program has the folder, and was asked to show its window.
    Second,
    /// Another program has the folder, and does not answer.
    Unresponsive,
    /// A program of another user has the folder.
    OtherUser,
}

/// The later starts that ask for the window of this program.
pub(crate) struct SecondStarts(Receiver<Listener>);

/// Claims the data folder, or asks the program that has it to show its window.
pub(crate) fn claim(folder: &Path) -> ClaimOutcome {
    let (listeners, second_starts) = channel();
    let claim = FolderClaim::new(folder, listeners);
    let me = User::of_this_program();
    let mut outcome = ClaimOutcome::Unresponsive;
    for _ in 0..TRIES {
        match claim.ensure() {
            Err(ClaimError::InUse) => {}
            Ok(()) | Err(ClaimError::Unclear(_)) => {
                return ClaimOutcome::Open(claim, SecondStarts(second_starts));
            }
        }
        match socket::ask(folder, me) {
            Ok(socket::Answer::FirstStart) => return ClaimOutcome::Second,
            Ok(socket::Answer::OtherUser) => outcome = ClaimOutcome::OtherUser,
            // The other program does not listen yet, or is ending.
            Err(_) => {}
        }
        std::thread::sleep(socket::PATIENCE);
    }
    outcome
}

impl SecondStarts {
    /// Calls `raise` each time another start asks for the window, once the folder is claimed. Blocks until the program
    /// ends.
    pub(crate) fn answer(self, raise: impl Fn()) {
        for listener in self.0 {
            socket::answer(&listener, User::of_this_program(), &raise);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn first(folder: &Path) -> (FolderClaim, SecondStarts) {
        match claim(folder) {
            ClaimOutcome::Open(claim, second_starts) => (claim, second_starts),
            _ => panic!("somebody is there already"),
        }
    }

    #[test]
    fn a_second_start_asks_the_first_for_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let (_claim, second_starts) = first(folder.path());
        let (raised, asked) = mpsc::channel();
        std::thread::spawn(move || second_starts.answer(|| raised.send(()).unwrap()));
        for _ in 0..2 {
            assert!(matches!(claim(folder.path()), ClaimOutcome::Second));
            asked.recv_timeout(Duration::from_secs(5)).unwrap();
        }
    }

    #[test]
    fn a_first_one_that_does_not_answer_is_not_taken_for_one_that_shows_its_window() {
        let folder = tempfile::tempdir().unwrap();
        let _first = first(folder.path());
        assert!(matches!(claim(folder.path()), ClaimOutcome::Unresponsive));
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
        let (claim, _) = first(folder.path());
        claim.ensure().unwrap();
    }

    #[test]
    fn a_folder_whose_lock_file_cannot_be_opened_is_not_claimed_until_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("window.lock");
        fs::create_dir(&lock).unwrap();
        let (claim_of_one, _) = first(folder.path());
        let (claim_of_other, _) = first(folder.path());
        assert!(matches!(claim_of_one.ensure(), Err(ClaimError::Unclear(_))));
        fs::remove_dir(&lock).unwrap();
        claim_of_one.ensure().unwrap();
        claim_of_one.ensure().unwrap();
        assert!(matches!(claim_of_other.ensure(), Err(ClaimError::InUse)), "only one of two has it");
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_read_the_lock_file_even_if_they_could_before() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("window.lock");
        fs::write(&lock, "").unwrap();
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o666)).unwrap();
        let _first = first(folder.path());
        assert_eq!(fs::metadata(&lock).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
