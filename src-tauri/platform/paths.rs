//! The folder with this program's data.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tauri::Config;

/// Sets the data folder: for portable use, and for tests.
const DATA_DIR: &str = "COUNTERSIGN_DATA_DIR";

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
            Self::Unknown(error) => write!(formatter, "the system names no folder for its data ({error})")?,
            Self::NotCreated { folder, error } => {
                write!(formatter, "its data folder {} cannot be made ({error})", folder.display())?;
            }
        }
        write!(formatter, ". Set {DATA_DIR} to a folder that you may write to.")
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
}
