//! Saving a key pair as `key.pem` and `cert.pem`: finding names that are free, and writing the files.

use std::path::Path;

use countersign_core::key_file::FileError;
use countersign_core::key_pair::KeyPair;
use secrecy::ExposeSecret as _;

use super::files::{self, Existing, KeyReaders, Readers};

/// The names of both files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileNames {
    key: String,
    certificate: String,
}

impl FileNames {
    /// `key.pem` and `cert.pem`, as in every guide.
    pub(crate) fn usual() -> Self {
        Self { key: "key.pem".into(), certificate: "cert.pem".into() }
    }

    fn numbered(number: u32) -> Self {
        Self { key: format!("key-{number}.pem"), certificate: format!("cert-{number}.pem") }
    }

    /// The names of the files that this pair has content for.
    pub(crate) fn names(&self, pair: &KeyPair) -> Vec<String> {
        let key = pair.private_key().map(|_| self.key.clone());
        let certificate = pair.certificate().map(|_| self.certificate.clone());
        key.into_iter().chain(certificate).collect()
    }

    fn taken(&self, pair: &KeyPair, folder: &Path) -> Vec<String> {
        // The name of a broken link is taken, too.
        self.names(pair).into_iter().filter(|name| folder.join(name).symlink_metadata().is_ok()).collect()
    }
}

/// The names in a folder.
pub(crate) struct Plan {
    /// Usual names that are taken.
    pub(crate) taken: Vec<String>,
    /// Names that are free.
    pub(crate) free_names: FileNames,
}

/// Finds which names are taken in the folder, and which are free.
pub(crate) fn plan(pair: &KeyPair, folder: &Path) -> Plan {
    let usual = FileNames::usual();
    let taken = usual.taken(pair, folder);
    let free_names = std::iter::once(usual)
        .chain((2..).map(FileNames::numbered))
        .find(|names| names.taken(pair, folder).is_empty())
        .unwrap_or_else(FileNames::usual);
    Plan { taken, free_names }
}

/// The halves of a pair that were written to files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct InFiles {
    pub(crate) private_key: bool,
    pub(crate) certificate: bool,
}

/// The outcome of writing the files.
pub(crate) struct Written {
    /// Names of the files that are complete.
    pub(crate) files: Vec<String>,
    /// The halves of the pair that are in files now.
    pub(crate) in_files: InFiles,
    /// Who can read the private key's file, if it was written.
    pub(crate) key_readers: Option<KeyReaders>,
    /// The file that could not be written, or is there but not for certain. Those after it were not tried.
    pub(crate) failure: Option<(String, FileError)>,
}

/// Writes the pair's files. The key comes first, because it cannot be made again.
pub(crate) fn write(pair: &KeyPair, folder: &Path, names: &FileNames, existing: Existing) -> Written {
    let mut written =
        Written { files: Vec::new(), in_files: InFiles::default(), key_readers: None, failure: None };
    if let Some(key) = pair.private_key() {
        // The person asked to save the key's text in a file.
        let pem = key.to_pkcs8_pem();
        let outcome =
            files::write(&folder.join(&names.key), pem.expose_secret().as_bytes(), Readers::Owner, existing);
        match outcome {
            Ok(readers) => written.key_readers = Some(readers),
            Err(error) => {
                written.failure = Some((names.key.clone(), error));
                return written;
            }
        }
        written.files.push(names.key.clone());
        written.in_files.private_key = true;
    }
    if let Some(certificate) = pair.certificate() {
        let pem = certificate.to_pem();
        let outcome =
            files::write(&folder.join(&names.certificate), pem.as_bytes(), Readers::Anyone, existing);
        match outcome {
            Ok(_) => {
                written.files.push(names.certificate.clone());
                written.in_files.certificate = true;
            }
            Err(error) => written.failure = Some((names.certificate.clone(), error)),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use std::fs;

    use countersign_core::certificate::{CertificateOptions, make_self_signed};
    use countersign_core::key::{RsaBits, make_rsa_key};
    use countersign_core::moment::UnixSeconds;

    use super::*;

    fn make_pair() -> KeyPair {
        let key = make_rsa_key(RsaBits::Rsa2048).unwrap();
        let certificate = make_self_signed(&key, &CertificateOptions::default(), UnixSeconds(1_795_444_800));
        KeyPair::generated(key, certificate.unwrap())
    }

    #[test]
    fn names_that_are_taken_are_found_and_free_ones_offered_for_both_files() {
        let folder = tempfile::tempdir().unwrap();
        let pair = make_pair();
        assert!(plan(&pair, folder.path()).taken.is_empty());
        for taken in ["cert.pem", "key-2.pem"] {
            fs::write(folder.path().join(taken), "precious").unwrap();
        }
        let plan = plan(&pair, folder.path());
        assert_eq!(plan.taken, ["cert.pem"]);
        assert_eq!(plan.free_names.names(&pair), ["key-3.pem", "cert-3.pem"]);
    }

    #[test]
    fn what_was_written_before_a_failure_is_named_and_the_key_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cert.pem"), "precious").unwrap();
        let written = write(&make_pair(), folder.path(), &FileNames::usual(), Existing::Keep);
        assert_eq!(written.files, ["key.pem"]);
        assert_eq!(written.in_files, InFiles { private_key: true, certificate: false });
        assert!(written.key_readers.is_some(), "who can read the key is known");
        assert_eq!(written.failure.unwrap().0, "cert.pem");
        assert_eq!(fs::read_to_string(folder.path().join("cert.pem")).unwrap(), "precious");
    }

    #[test]
    fn a_key_that_could_not_be_written_does_not_count_as_saved() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        let written = write(&make_pair(), &gone, &FileNames::usual(), Existing::Keep);
        assert_eq!(written.in_files, InFiles::default());
        assert!(written.files.is_empty());
        assert_eq!(written.failure, Some(("key.pem".into(), FileError::NotFound)));
    }
}
