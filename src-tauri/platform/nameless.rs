//! Linux: writing a file that has no name until it is complete (`O_TMPFILE`), so that not even a crash or a power cut
//! leaves part of a private key under any name.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::AsRawFd as _;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
use rustix::io::Errno;

/// Writes a new file and gives it its name when it is on the disk. Returns `None` if this file system cannot do that:
/// then nothing was written, and the caller has to write it another way. A name that is taken is an error.
pub(super) fn write_new(path: &Path, contents: &[u8], mode: u32) -> io::Result<Option<File>> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let Ok(file) = open(folder, flags, Mode::from_raw_mode(mode)) else { return Ok(None) };
    let mut file = File::from(file);
    file.write_all(contents)?;
    file.sync_all()?;
    // open(2): the way for processes without privileges.
    let own = format!("/proc/self/fd/{}", file.as_raw_fd());
    match linkat(CWD, own, CWD, path, AtFlags::SYMLINK_FOLLOW) {
        Ok(()) => Ok(Some(file)),
        Err(Errno::EXIST) => Err(Errno::EXIST.into()),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_name_is_given_once_and_never_taken_from_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        if write_new(&path, b"contents", 0o600).unwrap().is_none() {
            // This file system cannot do it: nothing is written. The other way is tested in files.rs.
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
            return;
        }
        assert_eq!(fs::read(&path).unwrap(), b"contents");
        let error = write_new(&path, b"other", 0o600).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"contents");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_it_cannot_be_done_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write_new(&folder.path().join("gone/key.pem"), b"contents", 0o600).unwrap().is_none());
    }
}
