//! Syncing a folder: after a power cut, a file that was just named, renamed or deleted can be back under its former
//! name, unless its folder was written to the disk too.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Writes the names in this folder to the disk. Does nothing where a program cannot do that: on Windows, in a folder
/// that it may not read, and on file systems that do not sync folders.
///
/// # Errors
///
/// If the disk reports an error. The names are as they should be, but it is unknown whether they last.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if cannot_be_done(error.kind()) => Ok(()),
        other => other,
    }
}

/// Opening a folder is not permitted on Windows. The other two are the answers of file systems (fsync(2)).
fn cannot_be_done(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_errors_of_the_disk_are_errors() {
        assert!(sync_folder(&std::env::temp_dir()).is_ok());
        assert_eq!(sync_folder(Path::new("/no/such/folder")).unwrap_err().kind(), ErrorKind::NotFound);
        assert!(!cannot_be_done(ErrorKind::StorageFull));
        assert!(cannot_be_done(ErrorKind::InvalidInput));
    }
}
