//! Reads the person's files as sources of keys and certificates: files alone, never what only has a name like one, and
//! never more than can be read together.

use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use countersign_core::key_file::{FileError, KeyProblem, MAX_KEY_FILE_BYTES, MAX_READING_BYTES, SpecialFile};
use countersign_core::key_pair::KeySource;
use zeroize::Zeroizing;

use super::files::{self, file_error};

/// Reads the files in their order. Stops after the one with which they become too much for one reading: the reader
/// reports that.
pub(crate) fn read(paths: &[PathBuf]) -> Vec<KeySource> {
    let mut sources = Vec::new();
    let mut left = MAX_READING_BYTES;
    for path in paths {
        let content = read_file(path);
        let length = content.as_ref().map_or(0, |bytes| bytes.len());
        sources.push(KeySource { name: Some(files::name(path)), content });
        match left.checked_sub(length) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    sources
}

/// Reads a file that should hold a key or a certificate, up to [`MAX_KEY_FILE_BYTES`].
fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    let unreadable = |reason| KeyProblem::FileUnreadable { reason };
    let too_large = |bytes: u64| KeyProblem::FileTooLarge {
        bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
        limit: u32::try_from(MAX_KEY_FILE_BYTES).unwrap_or(u32::MAX),
    };
    let (file, length) = open(&real_path(path)).map_err(unreadable)?;
    let expected = usize::try_from(length).unwrap_or(usize::MAX);
    if expected > MAX_KEY_FILE_BYTES {
        return Err(too_large(length));
    }
    let bytes =
        read_up_to(file, expected, MAX_KEY_FILE_BYTES + 1).map_err(|error| unreadable(file_error(&error)))?;
    if bytes.len() > MAX_KEY_FILE_BYTES {
        return Err(too_large(u64::try_from(bytes.len()).unwrap_or(u64::MAX)));
    }
    Ok(bytes)
}

/// Opens a file, and gives its length in bytes. Opening a device can already do something, so it is looked at before;
/// and its name may have gone to something else by then, so it is looked at after.
pub(super) fn open(path: &Path) -> Result<(File, u64), FileError> {
    let error = |error: io::Error| file_error(&error);
    must_be_file(&fs::metadata(path).map_err(error)?)?;
    let file = without_waiting().open(path).map_err(error)?;
    let metadata = file.metadata().map_err(error)?;
    must_be_file(&metadata)?;
    Ok((file, metadata.len()))
}

fn must_be_file(metadata: &Metadata) -> Result<(), FileError> {
    match metadata.file_type() {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(FileError::IsAFolder),
        kind => Err(FileError::NotAFile { kind: special_kind(kind) }),
    }
}

#[cfg(unix)]
fn special_kind(kind: FileType) -> SpecialFile {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        SpecialFile::Pipe
    } else if kind.is_socket() {
        SpecialFile::Socket
    } else if kind.is_block_device() || kind.is_char_device() {
        SpecialFile::Device
    } else {
        SpecialFile::Other
    }
}

#[cfg(not(unix))]
fn special_kind(_: FileType) -> SpecialFile {
    SpecialFile::Other
}

/// Options that open for reading. A pipe that nobody writes to opens at once and does not become this program's terminal.
fn without_waiting() -> fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;

        use rustix::fs::OFlags;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    options
}

/// Reads at most `limit` bytes. `expected` is the length as far as it is known. When the memory does not suffice, the
/// bytes move to a larger one, and the one before is wiped.
pub(super) fn read_up_to(
    mut file: impl Read,
    expected: usize,
    limit: usize,
) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; (expected + 1).min(limit)]);
    let mut length = 0;
    loop {
        if length == bytes.len() {
            if length == limit {
                break;
            }
            let mut larger = Zeroizing::new(vec![0; (2 * length).min(limit)]);
            larger[..length].copy_from_slice(&bytes);
            bytes = larger;
        }
        match file.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The path of a file whose name is not UTF-8. The system's drag and drop gives names as text, with U+FFFD for what is
/// none. If exactly one file in the folder looks like that, it is the one that was dropped.
pub(super) fn real_path(path: &Path) -> PathBuf {
    let Some((folder, name)) = path.parent().zip(path.file_name()) else { return path.to_owned() };
    if !path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) || path.symlink_metadata().is_ok() {
        return path.to_owned();
    }
    let folder = real_path(folder);
    let name = name.to_string_lossy();
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut alike = entries.filter(|entry| entry.file_name().to_string_lossy() == name);
    match (alike.next(), alike.next()) {
        (Some(only), None) => only.path(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unreadable(reason: FileError) -> KeyProblem {
        KeyProblem::FileUnreadable { reason }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_file(&folder.path().join("gone")).unwrap_err(), unreadable(FileError::NotFound));
        assert_eq!(read_file(folder.path()).unwrap_err(), unreadable(FileError::IsAFolder));
        let large = folder.path().join("large");
        File::create(&large).unwrap().set_len(5 << 20).unwrap();
        assert_eq!(
            read_file(&large).unwrap_err(),
            KeyProblem::FileTooLarge { bytes: 5 << 20, limit: 1 << 20 }
        );
        // Larger than any disk, with nothing in it.
        File::options().write(true).open(&large).unwrap().set_len(1 << 40).unwrap();
        assert!(matches!(read_file(&large).unwrap_err(), KeyProblem::FileTooLarge { bytes: u32::MAX, .. }));
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_a_socket_and_a_device_are_named_and_never_waited_for() {
        let special = |kind| unreadable(FileError::NotAFile { kind });
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(read_file(&pipe).unwrap_err(), special(SpecialFile::Pipe));
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(read_file(&socket).unwrap_err(), special(SpecialFile::Socket));
        for device in ["/dev/zero", "/dev/null", "/dev/tty"] {
            assert_eq!(read_file(Path::new(device)).unwrap_err(), special(SpecialFile::Device));
        }
        // Behind a link, too.
        let link = folder.path().join("key.pem");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert_eq!(read_file(&link).unwrap_err(), special(SpecialFile::Device));
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_that_takes_the_place_of_a_file_before_it_is_opened_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let opened = without_waiting().open(&pipe).unwrap();
        let kind = SpecialFile::Pipe;
        assert_eq!(must_be_file(&opened.metadata().unwrap()), Err(FileError::NotAFile { kind }));
    }

    #[test]
    fn a_file_whose_length_is_not_known_before_is_read_whole() {
        let content = vec![7; 100_000];
        for expected in [0, 1, 99_999, 100_000, 1 << 20] {
            assert_eq!(*read_up_to(content.as_slice(), expected, 1 << 20).unwrap(), content);
        }
        assert_eq!(read_up_to(content.as_slice(), 0, 1_000).unwrap().len(), 1_000);
        #[cfg(target_os = "linux")]
        assert!(!read_file(Path::new("/proc/self/status")).unwrap().is_empty());
    }

    #[test]
    fn files_that_are_too_much_together_are_not_all_read() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..40).map(|number| folder.path().join(format!("{number}"))).collect();
        for path in &paths {
            fs::write(path, vec![b' '; MAX_KEY_FILE_BYTES]).unwrap();
        }
        let sources = read(&paths);
        assert_eq!(sources.len(), MAX_READING_BYTES / MAX_KEY_FILE_BYTES + 1);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_whose_name_is_not_utf_8_is_read_also_when_its_name_comes_as_text() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;

        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join(OsStr::from_bytes(b"sch\xFCssel"));
        fs::create_dir(&inner).unwrap();
        let path = inner.join(OsStr::from_bytes(b"k\xE9y.pem"));
        fs::write(&path, "content").unwrap();
        let as_text = PathBuf::from(path.to_string_lossy().into_owned());
        for path in [&path, &as_text] {
            let sources = read(std::slice::from_ref(path));
            assert_eq!(sources[0].name.as_deref(), Some("k\u{fffd}y.pem"));
            assert_eq!(sources[0].content.as_ref().unwrap().as_slice(), b"content");
        }
        // Two that look alike could be either.
        fs::write(inner.join(OsStr::from_bytes(b"k\xE8y.pem")), "other").unwrap();
        assert_eq!(read_file(&as_text).unwrap_err(), unreadable(FileError::NotFound));
    }
}
