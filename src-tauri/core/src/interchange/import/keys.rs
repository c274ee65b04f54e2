//! The key pair of a proposed credential: from the files that another file names, or from the text of a key itself.

use secrecy::SecretString;

use super::limits::MOST_KEY_FILES;
use super::problem::{KeyFileProblem, LeftOutReason};
use super::value::{ImportField, Value};
use crate::key_file::{KeyProblem, Passphrases};
use crate::key_pair::{KeyPair, KeySource, Loaded, load};

/// Reads the key files that other files name. The shell has the files, and decides which may be read.
pub trait KeyFiles {
    /// The file with this path, relative to the import's file with this index.
    ///
    /// # Errors
    ///
    /// If it may not be read, or there is none.
    fn follow(&self, beside: usize, path: &str) -> Result<FollowedKey, KeyFileProblem>;
}

/// A key file that was followed.
pub struct FollowedKey {
    /// Its content.
    pub source: KeySource,
    /// Its path as it is shown.
    pub shown: String,
    /// It is in a Git work tree.
    pub in_git: bool,
}

/// A key file with a private key in clear text.
pub(super) struct ClearKey {
    pub(super) file: String,
    pub(super) in_git: bool,
}

/// What came of the values that name keys, or are keys.
#[derive(Default)]
pub(super) struct ReadKeys {
    pub(super) pair: KeyPair,
    /// The fields whose values could not be used.
    pub(super) failed: Vec<(ImportField, LeftOutReason)>,
    pub(super) clear: Option<ClearKey>,
    /// The passphrase was needed.
    pub(super) was_locked: bool,
    /// The key is locked still.
    pub(super) is_locked: bool,
}

/// Reads keys for the proposals of one import.
pub(super) struct KeyReader<'f> {
    files: &'f dyn KeyFiles,
    left: usize,
}

impl<'f> KeyReader<'f> {
    pub(super) fn new(files: &'f dyn KeyFiles) -> Self {
        Self { files, left: MOST_KEY_FILES }
    }

    /// Reads the key pair from these values.
    pub(super) fn read(&mut self, values: &[&Value], passphrase: Option<&Value>) -> ReadKeys {
        let mut read = ReadKeys::default();
        let mut sources = Vec::new();
        let mut from = Vec::new();
        let mut clear = None;
        for value in values {
            let source = match value.field {
                ImportField::KeyFile | ImportField::CertificateFile => match self.follow(value) {
                    Ok(followed) => {
                        if value.field == ImportField::KeyFile {
                            clear = Some(ClearKey { file: followed.shown, in_git: followed.in_git });
                        }
                        followed.source
                    }
                    Err(problem) => {
                        read.failed.push((value.field, LeftOutReason::KeyFile { problem }));
                        continue;
                    }
                },
                _ => KeySource { name: None, content: Ok(value.text().as_bytes().to_vec().into()) },
            };
            from.push(value.field);
            sources.push(source);
        }
        if sources.is_empty() {
            return read;
        }
        let none = Passphrases::none();
        let (mut pair, mut loaded) = load(&KeyPair::default(), &sources, &none);
        read.was_locked = !loaded.locked.is_empty();
        if let Some(passphrase) = passphrase.filter(|_| read.was_locked) {
            let mut passphrases = Passphrases::none();
            for locked in &loaded.locked {
                passphrases.give(locked.lock.clone(), SecretString::from(passphrase.text().to_owned()));
            }
            (pair, loaded) = load(&KeyPair::default(), &sources, &passphrases);
        }
        read.is_locked = !loaded.locked.is_empty();
        for (field, source) in from.iter().zip(&sources) {
            let is_key = matches!(field, ImportField::KeyFile | ImportField::PrivateKey);
            let is_there = if is_key { pair.private_key().is_some() } else { pair.certificate().is_some() };
            if !is_there {
                read.failed.push((*field, why(*field, source, &loaded)));
            }
        }
        read.clear = clear.filter(|_| !read.was_locked && pair.private_key().is_some());
        read.pair = pair;
        read
    }

    fn follow(&mut self, value: &Value) -> Result<FollowedKey, KeyFileProblem> {
        self.left = self.left.checked_sub(1).ok_or(KeyFileProblem::TooManyFiles)?;
        self.files.follow(value.origin.file, value.text())
    }
}

/// Why a source gave nothing.
fn why(field: ImportField, source: &KeySource, loaded: &Loaded) -> LeftOutReason {
    let in_file = matches!(field, ImportField::KeyFile | ImportField::CertificateFile);
    let is_key = matches!(field, ImportField::KeyFile | ImportField::PrivateKey);
    let locked = is_key && !loaded.locked.is_empty();
    let problem = match &source.content {
        Err(KeyProblem::FileUnreadable { reason }) => KeyFileProblem::CannotRead { reason: reason.clone() },
        Err(KeyProblem::FileTooLarge { .. }) => KeyFileProblem::TooLargeForKey,
        _ if locked => KeyFileProblem::NeedsPassphrase,
        _ if is_key && !loaded.choices.is_empty() => KeyFileProblem::SeveralKeys,
        _ => KeyFileProblem::NoKeyInside,
    };
    match in_file {
        true => LeftOutReason::KeyFile { problem },
        false if locked => LeftOutReason::KeyLocked,
        false => LeftOutReason::KeyUnreadable,
    }
}
