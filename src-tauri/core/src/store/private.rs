//! Files and folders that only their owner can open, from the first moment. Where the system has permissions (Unix), they
//! are set here; on Windows the data folder is in the person's profile, which only they can open.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Options for a new file that only its owner can read.
pub(super) fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A builder of folders that only their owner can open.
pub(super) fn new_folder() -> DirBuilder {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut folder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder
}

/// Takes access to a file away from others. A file that does not exist is none.
#[cfg(unix)]
pub(super) fn take_back(path: &Path) -> io::Result<()> {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;

    let Ok(metadata) = path.metadata() else { return Ok(()) };
    if metadata.permissions().mode() & 0o077 != 0 {
        set_permissions(path, Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// Leaves a file as open as its folder.
#[cfg(not(unix))]
pub(super) fn take_back(_path: &Path) -> io::Result<()> {
    Ok(())
}
