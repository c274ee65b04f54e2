//! Writing key files. Only its owner can read a private key's file, from the first moment. No file is replaced unless
//! the caller says so.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use countersign_core::folder::sync_folder;
use countersign_core::key_file::FileError;
use serde::Serialize;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Everybody, as the system decides by default.
    Anyone,
}

impl Readers {
    #[cfg(unix)]
    fn mode(self) -> u32 {
        match self {
            Self::Owner => 0o600,
            Self::Anyone => 0o644,
        }
    }
}

/// What happens to a file that exists already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It stays as it is, and writing fails.
    Keep,
    /// It is replaced, in one step.
    Replace,
}

/// A file's name without its folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Who can read a private key's file, when others may use the same computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum KeyReaders {
    /// Only its owner.
    Owner,
    /// Everybody who can read its folder.
    AsFolder,
}

impl KeyReaders {
    /// Who can read what [`write`] writes with [`Readers::Owner`] on this system.
    pub(crate) const HERE: Self = if cfg!(unix) { Self::Owner } else { Self::AsFolder };
}

/// Writes a file. It has its permissions from the first moment and gets its name when it is complete, so that a crash
/// or a full disk leaves either the whole file or none.
///
/// # Errors
///
/// [`FileError::NameNotConfirmed`] if the file is there, but it is unknown whether its name lasts. With every other
/// error it is not there.
pub(crate) fn write(
    path: &Path,
    contents: &[u8],
    readers: Readers,
    existing: Existing,
) -> Result<(), FileError> {
    write_whole(path, contents, readers, existing).map_err(|error| file_error(&error))?;
    confirm_name(path.parent().map_or(Ok(()), sync_folder))
}

/// What syncing the folder of a complete file says about its name.
fn confirm_name(synced: io::Result<()>) -> Result<(), FileError> {
    synced.map_err(|error| FileError::NameNotConfirmed { detail: error.to_string() })
}

fn write_whole(path: &Path, contents: &[u8], readers: Readers, existing: Existing) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if existing == Existing::Keep && super::nameless::write_new(path, contents, readers.mode())? {
        return Ok(());
    }
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = new_file(readers).tempfile_in(folder)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    }
    .map_err(|error| error.error)?;
    Ok(())
}

/// Windows has no mode to set: everybody who can read the folder can read the file. See [`KeyReaders`].
#[cfg_attr(windows, expect(unused_variables))]
fn new_file(readers: Readers) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".countersign-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(readers.mode()));
    }
    builder
}

pub(super) fn file_error(error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound => FileError::NotFound,
        io::ErrorKind::PermissionDenied => FileError::PermissionDenied,
        io::ErrorKind::IsADirectory => FileError::IsAFolder,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::DiskFull,
        io::ErrorKind::ReadOnlyFilesystem => FileError::ReadOnly,
        _ => FileError::Other { detail: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_its_owners_alone_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        write(&path, b"contents", Readers::Owner, Existing::Keep).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"contents");
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
    }

    #[test]
    fn an_existing_file_is_kept_unless_it_shall_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        fs::write(&path, "precious").unwrap();
        assert!(write(&path, b"new", Readers::Owner, Existing::Keep).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"precious");
        write(&path, b"new", Readers::Owner, Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_whose_name_may_not_last_is_named_as_such_and_not_as_missing() {
        let error = confirm_name(Err(io::Error::from_raw_os_error(5))).unwrap_err();
        assert!(matches!(error, FileError::NameNotConfirmed { .. }), "{error:?}");
        assert_eq!(confirm_name(Ok(())), Ok(()));
    }
}
