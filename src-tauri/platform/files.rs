//! Writing key files. Only its owner can read a private key's file, from the first moment; on Windows, from before anything
//! is in it (`owner_only.rs`). No file is replaced unless the caller says so.

#[cfg(unix)]
use std::fs;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use countersign_core::folder::sync_folder;
use countersign_core::key_file::FileError;
use serde::Serialize;
use tempfile::NamedTempFile;

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
    /// Everybody who can read its folder: its file system knows no owners, such as that of a USB stick.
    AsFolder,
}

impl KeyReaders {
    /// Who can read one of two files.
    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Owner { other } else { self }
    }
}

/// Writes a file. It has its permissions before anything is in it, and gets its name when it is complete, so that a crash
/// or a full disk leaves either the whole file or none. Returns who can read it: `readers` is a wish that a file system
/// may not fulfil.
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
) -> Result<KeyReaders, FileError> {
    let readers = write_whole(path, contents, readers, existing).map_err(|error| file_error(&error))?;
    confirm_name(path.parent().map_or(Ok(()), sync_folder))?;
    Ok(readers)
}

/// What syncing the folder of a complete file says about its name.
fn confirm_name(synced: io::Result<()>) -> Result<(), FileError> {
    synced.map_err(|error| FileError::NameNotConfirmed { detail: error.to_string() })
}

fn write_whole(path: &Path, contents: &[u8], readers: Readers, existing: Existing) -> io::Result<KeyReaders> {
    #[cfg(target_os = "linux")]
    if existing == Existing::Keep
        && let Some(file) = super::nameless::write_new(path, contents, readers.mode())?
    {
        return Ok(readers_of(&file));
    }
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = new_file(folder, readers)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    let readers = readers_of(file.as_file());
    match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    }
    .map_err(|error| error.error)?;
    Ok(readers)
}

/// A new file under a temporary name, with its permissions.
fn new_file(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".countersign-");
    #[cfg(windows)]
    if readers == Readers::Owner {
        return builder.make_in(folder, super::owner_only::create);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(readers.mode()));
    }
    builder.tempfile_in(folder)
}

/// Who can read a file, as the file system has it.
fn readers_of(file: &File) -> KeyReaders {
    #[cfg(unix)]
    let for_owner_alone = {
        use std::os::unix::fs::MetadataExt as _;
        file.metadata().is_ok_and(|file| file.mode() & 0o077 == 0)
    };
    #[cfg(windows)]
    let for_owner_alone = super::owner_only::is_for_owner_alone(file);
    if for_owner_alone { KeyReaders::Owner } else { KeyReaders::AsFolder }
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
    use std::fs;

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
    fn who_can_read_a_new_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        for existing in [Existing::Keep, Existing::Replace] {
            assert_eq!(write(&path, b"contents", Readers::Owner, existing).unwrap(), KeyReaders::Owner);
        }
    }

    #[test]
    #[cfg(unix)]
    fn who_can_read_a_file_is_what_the_file_system_says_and_not_what_was_wished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cert.pem");
        let readers = write(&path, b"contents", Readers::Anyone, Existing::Replace).unwrap();
        assert_eq!(readers, KeyReaders::AsFolder);
        assert_eq!(mode(&path), 0o644);
        let (owner, folder) = (KeyReaders::Owner, KeyReaders::AsFolder);
        assert_eq!([owner.or(owner), owner.or(folder), folder.or(owner)], [owner, folder, folder]);
    }

    #[test]
    fn a_file_whose_name_may_not_last_is_named_as_such_and_not_as_missing() {
        let error = confirm_name(Err(io::Error::from_raw_os_error(5))).unwrap_err();
        assert!(matches!(error, FileError::NameNotConfirmed { .. }), "{error:?}");
        assert_eq!(confirm_name(Ok(())), Ok(()));
    }
}
