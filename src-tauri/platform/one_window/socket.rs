//! The socket by which a second start asks the first one for its window. Both make sure that the other one belongs to
//! the same user.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream};

/// The message of a second start. The first start answers no other message.
const ASK: &[u8; 17] = b"show your window\n";
/// The answer of the first start.
const HEARD: &[u8; 1] = b"\n";
/// How long each start waits for the other.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

/// Who answered a second start.
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
    first_that_works(folder, |place| {
        let mut stream = Stream::connect(place.name()?)?;
        if User::at_other_end(&stream)? != me {
            return Ok(Answer::OtherUser);
        }
        stream.set_recv_timeout(Some(PATIENCE))?;
        stream.write_all(ASK)?;
        stream.read_exact(&mut [0; HEARD.len()])?;
        Ok(Answer::FirstStart)
    })
}

/// Calls `raise` each time another start asks for the window. Blocks as long as the socket is open.
pub(super) fn answer(listener: &Listener, me: User, raise: impl Fn()) {
    for stream in listener.incoming().flatten() {
        if hear(&stream, me).is_ok_and(|asked| asked) {
            raise();
        }
    }
}

/// Reads the message of another start and answers it. Returns whether it asks for the window.
fn hear(mut stream: &Stream, me: User) -> io::Result<bool> {
    // A program that connects and sends nothing must not keep others waiting.
    stream.set_recv_timeout(Some(PATIENCE))?;
    let mut said = [0; ASK.len()];
    stream.read_exact(&mut said)?;
    let asked = said == *ASK && User::at_other_end(stream)? == me;
    if asked {
        // The other program may be gone already.
        let _ = stream.write_all(HEARD);
    }
    Ok(asked)
}

/// A user of this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct User(u32);

#[cfg(unix)]
impl User {
    pub(super) fn of_this_program() -> Self {
        Self(rustix::process::geteuid().as_raw())
    }

    fn at_other_end(stream: &Stream) -> io::Result<Self> {
        use interprocess::local_socket::traits::StreamCommon as _;

        stream.peer_creds()?.euid().map(Self).ok_or_else(|| ErrorKind::Unsupported.into())
    }
}

/// Windows tells a program without `unsafe` code neither who it is nor who is at the other end of a pipe.
#[cfg(not(unix))]
impl User {
    pub(super) fn of_this_program() -> Self {
        Self(0)
    }

    fn at_other_end(_: &Stream) -> io::Result<Self> {
        Ok(Self(0))
    }
}

/// The first result that is no error; or else the last error.
fn first_that_works<T>(folder: &Path, work: impl Fn(&Place) -> io::Result<T>) -> io::Result<T> {
    let mut outcome = Err(ErrorKind::NotFound.into());
    for place in places(folder)? {
        outcome = work(&place);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// A text that no other data folder has.
fn name_of(folder: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    std::fs::canonicalize(folder)?.hash(&mut hasher);
    Ok(format!("countersign-{:016x}", hasher.finish()))
}

/// A place for the socket of a folder.
#[cfg(unix)]
struct Place(std::path::PathBuf);

/// Where nobody else can put a socket of that name: the person's folder for sockets, which the session has, or else the
/// data folder. The second one may be too long for a socket's path, or on a disk that takes no sockets.
#[cfg(unix)]
fn places(folder: &Path) -> io::Result<Vec<Place>> {
    let name = format!("{}.socket", name_of(folder)?);
    let of_session = std::env::var_os("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    let of_session = of_session.filter(|path| path.is_absolute() && crate::platform::paths::is_private(path));
    let folders = of_session.into_iter().chain([folder.to_owned()]);
    Ok(folders.map(|folder| Place(folder.join(&name))).collect())
}

#[cfg(unix)]
impl Place {
    fn name(&self) -> io::Result<Name<'_>> {
        use interprocess::local_socket::{GenericFilePath, ToFsName as _};

        self.0.as_path().to_fs_name::<GenericFilePath>()
    }

    /// Removes what a program left that did not end regularly. Whoever has the claim has the name.
    fn free(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A name of a pipe.
#[cfg(not(unix))]
struct Place(String);

#[cfg(not(unix))]
fn places(folder: &Path) -> io::Result<Vec<Place>> {
    Ok(vec![Place(name_of(folder)?)])
}

#[cfg(not(unix))]
impl Place {
    fn name(&self) -> io::Result<Name<'_>> {
        use interprocess::local_socket::{GenericNamespaced, ToNsName as _};

        self.0.as_str().to_ns_name::<GenericNamespaced>()
    }

    /// A pipe ends with its program.
    fn free(&self) {}
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::mpsc;

    use super::*;

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
        std::mem::forget(listen(folder.path()).unwrap());
        listen(folder.path()).unwrap();
    }

    #[test]
    fn the_socket_is_in_a_folder_that_nobody_else_can_write_to() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        let _listener = listen(folder.path()).unwrap();
        let places = places(folder.path()).unwrap();
        let used = places.iter().find(|place| place.0.exists()).unwrap();
        assert!(crate::platform::paths::is_private(used.0.parent().unwrap()), "{:?}", used.0);
    }
}
