//! The socket by which a second start asks the first one for its window. Both make sure that the other one belongs to
//! the same user, and neither waits for the other longer than [`PATIENCE`].

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Stream};

use super::place::{Place, User, places};

/// The message of a second start. The first start answers no other message.
const ASK: &[u8; 17] = b"show your window\n";
/// The answer of the first start.
const HEARD: &[u8; 1] = b"\n";
/// How long each start waits for the other.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

/// Who answered a second start.
#[derive(Debug)]
pub(super) enum Answer {
    /// The first start, which shows its window now.
    FirstStart,
    /// A program of another user.
    OtherUser,
}

/// Opens the socket of a folder that this program has claimed.
pub(super) fn listen(folder: &Path) -> io::Result<Listener> {
    first_that_works(folder, |place| {
        place.free();
        ListenerOptions::new().name(place.name()?).create_sync()
    })
}

/// Asks the program that has the folder to show its window, and waits for its answer.
pub(super) fn ask(folder: &Path, me: User) -> io::Result<Answer> {
    first_that_works(folder, |place| within_patience(move || ask_at(&place, me)))
}

fn ask_at(place: &Place, me: User) -> io::Result<Answer> {
    let mut stream = Stream::connect(place.name()?)?;
    if User::at_other_end(&stream)? != me {
        return Ok(Answer::OtherUser);
    }
    limit(&stream);
    stream.write_all(ASK)?;
    stream.read_exact(&mut [0; HEARD.len()])?;
    Ok(Answer::FirstStart)
}

/// Calls `raise` each time another start asks for the window. Blocks as long as the socket is open.
pub(super) fn answer(listener: &Listener, me: User, raise: impl Fn()) {
    for stream in listener.incoming().flatten() {
        // A program that connects and sends nothing must not keep others waiting.
        if let Ok(Some(mut asking)) = within_patience(move || hear(stream, me)) {
            // The other program may be gone already.
            let _ = asking.write_all(HEARD);
            raise();
        }
    }
}

/// Reads the message of another start. Returns its stream if it asks for the window.
fn hear(mut stream: Stream, me: User) -> io::Result<Option<Stream>> {
    limit(&stream);
    let mut said = [0; ASK.len()];
    stream.read_exact(&mut said)?;
    let asks = said == *ASK && User::at_other_end(&stream)? == me;
    Ok(asks.then_some(stream))
}

/// Talks on a thread of its own, and waits no longer than [`PATIENCE`] for the outcome. After that nobody gets it, and
/// the thread ends with the conversation.
fn within_patience<T: Send + 'static>(
    talk: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let (outcome, arrives) = channel();
    std::thread::Builder::new().spawn(move || outcome.send(talk()))?;
    arrives.recv_timeout(PATIENCE).map_err(|_| io::Error::from(ErrorKind::TimedOut))?
}

/// Ends the conversation in time, too, where the system can. The pipes of Windows have no time limits.
fn limit(stream: &Stream) {
    let _ = stream.set_recv_timeout(Some(PATIENCE));
}

/// The first result that is no error; or else the last error.
fn first_that_works<T>(folder: &Path, work: impl Fn(Place) -> io::Result<T>) -> io::Result<T> {
    let mut outcome = Err(ErrorKind::NotFound.into());
    for place in places(folder)? {
        outcome = work(place);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn connect(folder: &Path) -> Stream {
        first_that_works(folder, |place| Stream::connect(place.name()?)).unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn a_program_of_another_user_is_not_taken_for_the_first_start_and_gets_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        let me = User::of_this_program();
        let other = User(me.0 + 1);
        let listener = listen(folder.path()).unwrap();
        let (raised, asked) = mpsc::channel();
        std::thread::spawn(move || answer(&listener, other, || raised.send(()).unwrap()));
        assert!(matches!(ask(folder.path(), other), Ok(Answer::OtherUser)), "this user has the socket");
        assert!(ask(folder.path(), me).is_err(), "the socket answers only the other user");
        assert!(asked.recv_timeout(PATIENCE).is_err());
    }

    #[test]
    fn what_a_killed_program_left_does_not_keep_the_next_one_from_listening() {
        let folder = tempfile::tempdir().unwrap();
        let left = listen(folder.path()).unwrap();
        // The pipe of a killed program ends with it; the file of a socket stays.
        if cfg!(unix) {
            std::mem::forget(left);
        } else {
            drop(left);
        }
        listen(folder.path()).unwrap();
    }

    #[test]
    fn a_first_start_that_takes_the_call_and_says_nothing_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let listener = listen(folder.path()).unwrap();
        let (_keeps_them, calls) = mpsc::channel::<()>();
        std::thread::spawn(move || {
            let taken: Vec<_> = listener.incoming().flatten().take(1).collect();
            let _ = calls.recv();
            drop(taken);
        });
        let outcome = ask(folder.path(), User::of_this_program());
        assert!(
            outcome
                .is_err_and(|error| { matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) })
        );
    }

    #[test]
    fn a_program_that_connects_and_says_nothing_does_not_keep_others_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let listener = listen(folder.path()).unwrap();
        let (raised, asked) = mpsc::channel();
        let me = User::of_this_program();
        std::thread::spawn(move || answer(&listener, me, || raised.send(()).unwrap()));
        let _silent = connect(folder.path());
        let heard = (0..15).any(|_| ask(folder.path(), me).is_ok());
        assert!(heard, "the next one was heard");
        asked.recv_timeout(Duration::from_secs(5)).unwrap();
    }
}
