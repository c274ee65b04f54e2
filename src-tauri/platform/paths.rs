//! The folder with this program's data: where it is, and that others cannot read what is in it.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tauri::Config;

/// Sets the data folder: for portable use, and for tests.
pub(crate) const DATA_DIR: &str = "COUNTERSIGN_DATA_DIR";

/// The data folder: `COUNTERSIGN_DATA_DIR`, else the platform's. Needs no `App`.
pub(crate) fn data_folder(config: &Config) -> tauri::Result<PathBuf> {
    match env::var_os(DATA_DIR).filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(std::path::absolute(PathBuf::from(folder))?),
        None => {
            let folder = dirs::data_local_dir().ok_or(tauri::Error::UnknownPath)?;
            Ok(folder.join(&config.identifier))
        }
    }
}

/// The data folder. It is created, readable only by its owner, if it does not exist.
pub(crate) fn prepare_data_folder(config: &Config) -> Result<PathBuf, DataFolderError> {
    let folder = data_folder(config).map_err(DataFolderError::Unknown)?;
    match make_private_folder(&folder) {
        Ok(()) => Ok(folder),
        Err(error) => Err(DataFolderError::NotCreated { folder, error }),
    }
}

/// Why there is no data folder.
#[derive(Debug)]
pub(crate) enum DataFolderError {
    /// The system names no folder for data.
    Unknown(tauri::Error),
    /// It could not be created.
    NotCreated { folder: PathBuf, error: io::Error },
}

impl Display for DataFolderError {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        match self {
            Self::Unknown(error) => {
                write!(formatter, "the system provides no folder for application data ({error})")?;
            }
            Self::NotCreated { folder, error } => {
                write!(formatter, "the data folder {} can't be created ({error})", folder.display())?;
            }
        }
        write!(formatter, ". Set {DATA_DIR} to a folder that you can write to.")
    }
}

impl Error for DataFolderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unknown(error) => Some(error),
            Self::NotCreated { error, .. } => Some(error),
        }
    }
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A folder of ours inside the data folder, for its owner alone from now on, also if it existed before. If that cannot
/// be done, whoever writes into it fails, or the data folder is not the person's own (see [`concern_about`]).
pub(crate) fn private_subfolder(data_folder: &Path, name: &str) -> PathBuf {
    let folder = data_folder.join(name);
    let _ = make_private_folder(&folder).and_then(|()| keep_for_owner(&folder, 0o700));
    folder
}

/// Opens a file of ours for writing, and creates it if it does not exist. It is for its owner alone from now on.
pub(crate) fn open_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    keep_for_owner(path, 0o600)?;
    Ok(file)
}

/// Takes access away from others, if they have it.
#[cfg(unix)]
fn keep_for_owner(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    if fs::metadata(path)?.permissions().mode() & OTHERS == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// On Windows the data folder is in the person's profile, which only they can open.
#[cfg(not(unix))]
fn keep_for_owner(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// The permissions of everybody but the owner.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Whether only this user can read and write a folder.
#[cfg(unix)]
pub(crate) fn is_private(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    fs::metadata(folder).is_ok_and(|folder| {
        folder.is_dir() && folder.uid() == rustix::process::geteuid().as_raw() && folder.mode() & OTHERS == 0
    })
}

/// Why somebody else can change what is in the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), allow(dead_code, reason = "Windows has no such permissions"))]
pub(crate) enum FolderConcern {
    /// It belongs to another user.
    OtherOwner,
    /// Everybody may write to it.
    WritableByAll,
}

/// What is of concern about the data folder. This program changes no permissions of a folder that it has not made: the
/// person may have chosen one that they share.
#[cfg(unix)]
pub(crate) fn concern_about(folder: &Path) -> Option<FolderConcern> {
    use std::os::unix::fs::MetadataExt as _;

    const ALL_MAY_WRITE: u32 = 0o002;
    let folder = fs::metadata(folder).ok()?;
    if folder.uid() != rustix::process::geteuid().as_raw() {
        return Some(FolderConcern::OtherOwner);
    }
    (folder.mode() & ALL_MAY_WRITE != 0).then_some(FolderConcern::WritableByAll)
}

/// Windows has no such permissions.
#[cfg(not(unix))]
pub(crate) fn concern_about(_: &Path) -> Option<FolderConcern> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_made_is_named_with_what_to_do() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let folder = file.path().join("data");
        let error = make_private_folder(&folder).unwrap_err();
        let said = DataFolderError::NotCreated { folder: folder.clone(), error }.to_string();
        assert!(said.contains(&folder.display().to_string()), "{said}");
        assert!(said.contains(DATA_DIR), "{said}");
    }

    #[test]
    #[cfg(unix)]
    fn what_is_ours_in_the_folder_is_for_its_owner_alone_even_if_it_was_not_before() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let (webview, lock) = (folder.path().join("webview"), folder.path().join("window.lock"));
        fs::create_dir(&webview).unwrap();
        fs::write(&lock, "").unwrap();
        for path in [&webview, &lock] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
        }
        private_subfolder(folder.path(), "webview");
        open_private_file(&lock).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&webview), mode(&lock)), (0o700, 0o600));
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_others_can_write_to_or_own_is_of_concern_and_left_as_it_is() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        assert_eq!(concern_about(folder.path()), None);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        assert_eq!(concern_about(folder.path()), Some(FolderConcern::WritableByAll));
        assert!(!is_private(folder.path()));
        assert_eq!(fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o777);
        // The system's folder belongs to root. Only root can give a folder to somebody else.
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(folder.path(), Some(65534), None).unwrap();
            assert_eq!(concern_about(folder.path()), Some(FolderConcern::OtherOwner));
        } else {
            assert_eq!(concern_about(Path::new("/")), Some(FolderConcern::OtherOwner));
        }
    }
}
