//! Where this program keeps its data.

use std::path::PathBuf;
use std::{env, fs, io};

use tauri::Config;

/// Sets the data folder: for portable use, and for tests.
const DATA_DIR: &str = "COUNTERSIGN_DATA_DIR";

/// The data folder: `COUNTERSIGN_DATA_DIR`, else the platform's. Can be asked before there is an `App`.
pub(crate) fn data_folder(config: &Config) -> tauri::Result<PathBuf> {
    match env::var_os(DATA_DIR).filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(std::path::absolute(PathBuf::from(folder))?),
        None => {
            let folder = dirs::data_local_dir().ok_or(tauri::Error::UnknownPath)?;
            Ok(folder.join(&config.identifier))
        }
    }
}

/// The data folder, made for its owner alone if it is not there yet.
pub(crate) fn prepare_data_folder(config: &Config) -> tauri::Result<PathBuf> {
    let folder = data_folder(config)?;
    make_private_folder(&folder)?;
    Ok(folder)
}

fn make_private_folder(folder: &std::path::Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
