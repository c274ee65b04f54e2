//! Where the socket of a data folder is, and who is at its other end: the two things about it that differ from system to
//! system.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

use interprocess::local_socket::{Name, Stream};

/// A user of this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct User(pub(super) u32);

#[cfg(unix)]
impl User {
    pub(super) fn of_this_program() -> Self {
        Self(rustix::process::geteuid().as_raw())
    }

    pub(super) fn at_other_end(stream: &Stream) -> io::Result<Self> {
        use interprocess::local_socket::traits::StreamCommon as _;

        stream.peer_creds()?.euid().map(Self).ok_or_else(|| io::ErrorKind::Unsupported.into())
    }
}

/// Windows tells a program without `unsafe` code neither who it is nor who is at the other end of a pipe.
#[cfg(not(unix))]
impl User {
    pub(super) fn of_this_program() -> Self {
        Self(0)
    }

    pub(super) fn at_other_end(_: &Stream) -> io::Result<Self> {
        Ok(Self(0))
    }
}

/// A text that no other data folder has.
fn name_of(folder: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    std::fs::canonicalize(folder)?.hash(&mut hasher);
    Ok(format!("countersign-{:016x}", hasher.finish()))
}

/// A place for the socket of a folder.
#[cfg(unix)]
pub(super) struct Place(pub(super) std::path::PathBuf);

/// Where nobody else can put a socket of that name.
#[cfg(unix)]
pub(super) fn places(folder: &Path) -> io::Result<Vec<Place>> {
    let name = format!("{}.socket", name_of(folder)?);
    Ok(private_folders(folder).map(|folder| Place(folder.join(&name))).collect())
}

/// The person's folder for sockets, which the session has, or else the data folder. The second one may be too long for a
/// socket's path, or on a disk that takes no sockets.
#[cfg(all(unix, not(target_os = "macos")))]
fn private_folders(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let of_session = std::env::var_os("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    let of_session = of_session.filter(|path| path.is_absolute() && crate::platform::paths::is_private(path));
    of_session.into_iter().chain([folder.to_owned()])
}

/// The data folder, or else the person's folder for temporary files: macOS removes from that what was not used for some
/// days, but its path is short enough for a socket's.
#[cfg(target_os = "macos")]
fn private_folders(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let temporary = Some(std::env::temp_dir()).filter(|path| crate::platform::paths::is_private(path));
    [folder.to_owned()].into_iter().chain(temporary)
}

#[cfg(unix)]
impl Place {
    pub(super) fn name(&self) -> io::Result<Name<'_>> {
        use interprocess::local_socket::{GenericFilePath, ToFsName as _};

        self.0.as_path().to_fs_name::<GenericFilePath>()
    }

    /// Removes what a program left that did not end regularly. Whoever has the claim has the name.
    pub(super) fn free(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A name of a pipe.
#[cfg(not(unix))]
pub(super) struct Place(String);

#[cfg(not(unix))]
pub(super) fn places(folder: &Path) -> io::Result<Vec<Place>> {
    Ok(vec![Place(name_of(folder)?)])
}

#[cfg(not(unix))]
impl Place {
    pub(super) fn name(&self) -> io::Result<Name<'_>> {
        use interprocess::local_socket::{GenericNamespaced, ToNsName as _};

        self.0.as_str().to_ns_name::<GenericNamespaced>()
    }

    /// A pipe ends with its program.
    pub(super) fn free(&self) {}
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::platform::one_window::socket;

    #[test]
    fn the_socket_is_in_a_folder_that_nobody_else_can_write_to() {
        let folder = tempfile::tempdir().unwrap();
        set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        let _listener = socket::listen(folder.path()).unwrap();
        let places = places(folder.path()).unwrap();
        let used = places.iter().find(|place| place.0.exists()).unwrap();
        assert!(crate::platform::paths::is_private(used.0.parent().unwrap()), "{:?}", used.0);
    }
}
