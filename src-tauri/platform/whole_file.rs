//! Reads a file as a whole, if it is one and is not too large; and removes one that is still what it was.

use std::fs;
use std::path::Path;

use countersign_core::key_file::FileError;
use zeroize::Zeroizing;

use super::files::file_error;
use super::key_sources::{open, read_up_to, real_path};

/// Why a file was not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It is larger than allowed: this many bytes, as far as that is known.
    TooLarge(u64),
    /// The system refused.
    File(FileError),
}

/// Reads a file with at most `limit` bytes.
///
/// # Errors
///
/// If it is larger, no file, or cannot be read.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let (file, length) = open(&real_path(path)).map_err(ReadError::File)?;
    let expected = usize::try_from(length).unwrap_or(usize::MAX);
    if expected > limit {
        return Err(ReadError::TooLarge(length));
    }
    let bytes = read_up_to(file, expected, limit + 1).map_err(|error| ReadError::File(file_error(&error)))?;
    if bytes.len() > limit {
        return Err(ReadError::TooLarge(u64::try_from(bytes.len()).unwrap_or(u64::MAX)));
    }
    Ok(bytes)
}

/// The first bytes of a file, at most `count`.
///
/// # Errors
///
/// If it is no file, or cannot be read.
pub(crate) fn beginning(path: &Path, count: usize) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let (file, _) = open(&real_path(path))?;
    read_up_to(file, count, count).map_err(|error| file_error(&error))
}

/// Removes a file, if its first bytes, at most `count`, are still these.
///
/// # Errors
///
/// If it is no file, or cannot be read or removed.
pub(crate) fn remove_if(path: &Path, count: usize, is: impl Fn(&[u8]) -> bool) -> Result<(), FileError> {
    if is(&beginning(path, count)?) {
        fs::remove_file(path).map_err(|error| file_error(&error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap().as_slice(), b"12345");
        assert_eq!(read(&path, 4).unwrap_err(), ReadError::TooLarge(5));
        assert_eq!(beginning(&path, 3).unwrap().as_slice(), b"123");
        assert_eq!(beginning(&path, 9).unwrap().as_slice(), b"12345");
        remove_if(&path, 3, |bytes| bytes == b"1234").unwrap();
        assert!(path.exists(), "it begins with 3 other bytes");
        remove_if(&path, 3, |bytes| bytes == b"123").unwrap();
        assert!(!path.exists());
        assert_eq!(read(folder.path(), 5).unwrap_err(), ReadError::File(FileError::IsAFolder));
        assert_eq!(read(&folder.path().join("none"), 5).unwrap_err(), ReadError::File(FileError::NotFound));
    }
}
