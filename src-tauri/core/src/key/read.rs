//! From a file or a pasted text to private keys and certificates, with what was set right and what was wrong.

use super::content::{Content, DSA, EncryptedKey, FoundKey, RSA, content_of, is_cut};
use super::foreign::{Binary, binary_format, labelled_format, problem_of_other_text};
use super::old_open_ssl::DekInfo;
use super::passphrase::{Lock, LockForm, Trial, Unlocker};
use super::password_based::{Secret, check_algorithm};
use super::pem_text::{Block, Body, Piece, pieces};
use super::private_key::KeyError;
use super::problem::{KeyProblem, ReadFormat, ReadNote};
use super::text::{is_blank, read_text};
use super::{KeySyntax, KeyType, PrivateKey, java_keystore, jwk, open_ssh, pkcs12};
use crate::certificate::Certificate;

/// The most that is read from a file or taken from the clipboard, in bytes. The largest key that can be used
/// and a long chain of certificates need a tenth of it.
pub const MAX_KEY_FILE_BYTES: usize = 1024 * 1024;

/// What a private key is called where no label says so.
const PRIVATE_KEY: &str = "PRIVATE KEY";

/// A person mends one thing at a time; a file full of broken blocks must not become a report full of them.
const MOST_SAID: usize = 16;

/// Everything that one file or text holds, before anything is chosen from it. Something is always found, if only a
/// problem.
#[derive(Default)]
pub(crate) struct Found {
    /// In the order in which they stand there.
    pub(crate) private_keys: Vec<PrivateKey>,
    /// Likewise.
    pub(crate) certificates: Vec<Certificate>,
    /// What was set right while reading them.
    pub(crate) notes: Vec<ReadNote>,
    /// Labels of blocks that are of no use beside a key or certificate; the 16 first.
    pub(crate) left_out: Vec<String>,
    /// The 16 first.
    pub(crate) problems: Vec<KeyProblem>,
    /// What no passphrase given so far opens, and whether one was given for it.
    pub(crate) locked: Vec<(Lock, bool)>,
    /// What there is to say of the blocks that are left out where there are no others.
    problem_alone: Option<KeyProblem>,
}

impl Found {
    /// Reads the bytes of a file or text, whatever format they are in: what it is, is found from the content, never
    /// from a file name.
    pub(crate) fn in_bytes(bytes: &[u8], unlocker: &mut Unlocker<'_>) -> Self {
        if bytes.len() > MAX_KEY_FILE_BYTES {
            let as_u32 = |size: usize| u32::try_from(size).unwrap_or(u32::MAX);
            return Self::only(KeyProblem::FileTooLarge {
                bytes: as_u32(bytes.len()),
                limit: as_u32(MAX_KEY_FILE_BYTES),
            });
        }
        let mut found = Self::default();
        match binary_format(bytes) {
            Some(Binary::Foreign(format)) => found.add_problem(KeyProblem::UnsupportedFormat { format }),
            Some(Binary::Read(ReadFormat::Pkcs12)) => pkcs12::read(bytes, &mut found, unlocker),
            Some(Binary::Read(ReadFormat::JavaKeystore)) => java_keystore::read(bytes, &mut found, unlocker),
            Some(Binary::Read(ReadFormat::OpenSsh)) => found.take_open_ssh(open_ssh::read(bytes, unlocker)),
            Some(Binary::Read(ReadFormat::Der | ReadFormat::Jwk)) => found.take_der(bytes, unlocker),
            None => found.take_text(&read_text(bytes), unlocker),
        }
        found
    }

    pub(crate) fn only(problem: KeyProblem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    pub(super) fn add_problem(&mut self, problem: KeyProblem) {
        add_new(&mut self.problems, problem);
    }

    pub(super) fn add_locked(&mut self, lock: Lock, refused: bool) {
        self.locked.push((lock, refused));
    }

    /// Something that is of no use beside a key or certificate, and what to say of it where it is all there is.
    pub(super) fn leave_out(&mut self, name: &str, problem_alone: Option<KeyProblem>) {
        add_new(&mut self.left_out, name.to_owned());
        self.problem_alone = self.problem_alone.take().or(problem_alone);
    }

    /// Takes a `PrivateKeyInfo` that stood within another format; `damaged` if it is none.
    pub(super) fn take_key_within(&mut self, pkcs8: &[u8], format: KeySyntax, damaged: KeyProblem) {
        match content_of(pkcs8, PRIVATE_KEY) {
            Content::PrivateKey(found) => match private_key(&found.within(format), PRIVATE_KEY) {
                Ok(key) => self.private_keys.push(key),
                Err(problem) => self.add_problem(problem),
            },
            Content::OtherPrivateKey(key_type) => self.add_problem(KeyProblem::KeyTypeUnusable { key_type }),
            _ => self.add_problem(damaged),
        }
    }

    /// Says so where a whole format held nothing of use.
    pub(super) fn nothing_else_inside(&mut self, format: ReadFormat) {
        if self.is_empty() {
            let problem = self.problem_alone.take().unwrap_or(KeyProblem::NothingInside { format });
            self.left_out.clear();
            self.add_problem(problem);
        }
    }

    fn is_empty(&self) -> bool {
        self.private_keys.is_empty()
            && self.certificates.is_empty()
            && self.problems.is_empty()
            && self.locked.is_empty()
    }

    /// An OpenSSH key is never anything beside something else.
    pub(super) fn take_open_ssh(&mut self, taken: Result<Taken, KeyProblem>) {
        let _ = self.take(taken, open_ssh::LABEL);
    }

    pub(super) fn take_der(&mut self, der: &[u8], unlocker: &mut Unlocker<'_>) {
        let taken = read_content(der, PRIVATE_KEY, unlocker)
            .and_then(|taken| taken.ok_or(KeyProblem::FileDamaged { format: ReadFormat::Der }));
        let _ = self.take(taken, "DER");
        self.nothing_else_inside(ReadFormat::Der);
    }

    pub(super) fn take_text(&mut self, text: &str, unlocker: &mut Unlocker<'_>) {
        for piece in pieces(text) {
            match piece {
                Piece::Block(block) => self.take_block(&block, unlocker),
                Piece::Problem(problem) => self.add_problem(problem),
            }
        }
        if self.is_empty() {
            let labels = std::mem::take(&mut self.left_out);
            match self.problem_alone.take() {
                Some(problem) => self.add_problem(problem),
                None if !labels.is_empty() => self.add_problem(KeyProblem::OtherBlocks { labels }),
                None if jwk::is_jwk(text.trim_matches(is_blank)) => {
                    jwk::read(text.trim_matches(is_blank), self)
                }
                None => self.add_problem(problem_of_other_text(text)),
            }
        }
    }

    fn take_block(&mut self, block: &Block<'_>, unlocker: &mut Unlocker<'_>) {
        if let (Body::Der { bytes, .. }, "PKCS12") = (&block.body, block.label) {
            return pkcs12::read(bytes, self, unlocker);
        }
        if !self.take(read_block(block, unlocker), block.label) {
            return;
        }
        if matches!(block.body, Body::Der { escaped: true, .. } | Body::Encrypted { escaped: true, .. }) {
            add_new(&mut self.notes, ReadNote::EscapedLineEnds);
        }
        if block.quoted {
            add_new(&mut self.notes, ReadNote::Quotes);
        }
        if block.untidy {
            add_new(&mut self.notes, ReadNote::Dashes);
        }
    }

    /// Whether it is a key or certificate.
    fn take(&mut self, taken: Result<Taken, KeyProblem>, label: &str) -> bool {
        match taken {
            Ok(Taken::PrivateKey(key)) => self.private_keys.push(key),
            Ok(Taken::Certificate(certificate)) => self.certificates.push(certificate),
            Ok(Taken::Locked { lock, refused }) => {
                self.add_locked(lock, refused);
                return false;
            }
            Ok(Taken::Beside(problem)) => {
                self.leave_out(label, problem);
                return false;
            }
            Err(problem) => {
                self.add_problem(problem);
                return false;
            }
        }
        true
    }
}

fn add_new<T: PartialEq>(said: &mut Vec<T>, new: T) {
    if said.len() < MOST_SAID && !said.contains(&new) {
        said.push(new);
    }
}

/// What one block or structure holds.
pub(super) enum Taken {
    PrivateKey(PrivateKey),
    Certificate(Certificate),
    /// Neither: left out beside one, a problem alone.
    Beside(Option<KeyProblem>),
    Locked {
        lock: Lock,
        refused: bool,
    },
}

fn read_block(block: &Block<'_>, unlocker: &mut Unlocker<'_>) -> Result<Taken, KeyProblem> {
    let label = block.label;
    if let Some(format) = labelled_format(label) {
        let problem = KeyProblem::UnsupportedFormat { format };
        // A private key that cannot be read is what the person wanted to have read.
        return if label.ends_with("PRIVATE KEY") { Err(problem) } else { Ok(Taken::Beside(Some(problem))) };
    }
    let is_wanted = label.ends_with("PRIVATE KEY")
        || label.ends_with("PUBLIC KEY")
        || label.ends_with("CERTIFICATE")
        || label.ends_with("CERTIFICATE REQUEST");
    let (der, characters) = match &block.body {
        Body::Der { bytes, characters, .. } => (bytes.as_slice(), *characters),
        Body::Encrypted { dek_info, bytes, .. } => {
            return read_encrypted_block(dek_info, bytes, label, unlocker);
        }
        Body::Unreadable(problem) if is_wanted => return Err(problem.clone()),
        Body::Unreadable(_) => return Ok(Taken::Beside(None)),
    };
    if label == open_ssh::LABEL {
        return open_ssh::read(der, unlocker);
    }
    match read_content(der, label, unlocker)? {
        Some(taken) => Ok(taken),
        None if label == "DSA PRIVATE KEY" => {
            Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: DSA.to_owned() } })
        }
        None if !is_wanted => Ok(Taken::Beside(None)),
        None if is_cut(der) => Err(KeyProblem::CutBase64 { label: label.to_owned(), characters }),
        None => Err(KeyProblem::Damaged { label: label.to_owned() }),
    }
}

/// What DER bytes hold, if it is anything known.
fn read_content(der: &[u8], label: &str, unlocker: &mut Unlocker<'_>) -> Result<Option<Taken>, KeyProblem> {
    Ok(Some(match content_of(der, label) {
        Content::PrivateKey(found) => Taken::PrivateKey(private_key(&found, label)?),
        Content::Certificate(certificate) => Taken::Certificate(certificate),
        Content::OtherPrivateKey(key_type) => return Err(KeyProblem::KeyTypeUnusable { key_type }),
        Content::EncryptedPrivateKey(encrypted) => {
            return read_encrypted(&encrypted, label, unlocker).map(Some);
        }
        Content::PublicKey => Taken::Beside(Some(KeyProblem::PublicKey)),
        Content::CertificateRequest => Taken::Beside(Some(KeyProblem::CertificateRequest)),
        Content::Unknown => return Ok(None),
    }))
}

/// `BEGIN ENCRYPTED PRIVATE KEY`.
fn read_encrypted(
    encrypted: &EncryptedKey<'_>,
    label: &str,
    unlocker: &mut Unlocker<'_>,
) -> Result<Taken, KeyProblem> {
    check_algorithm(&encrypted.algorithm)?;
    let lock = unlocker.next_lock(LockForm::Pkcs8);
    let opened = unlocker.open(lock, |passphrase, effort| encrypted.open(passphrase, effort));
    read_opened(opened, label)
}

/// `Proc-Type: 4,ENCRYPTED`.
fn read_encrypted_block(
    dek_info: &DekInfo,
    bytes: &[u8],
    label: &str,
    unlocker: &mut Unlocker<'_>,
) -> Result<Taken, KeyProblem> {
    let lock = unlocker.next_lock(LockForm::OldOpenSsl);
    let opened = unlocker.open(lock, |passphrase, _| dek_info.decrypt(bytes, passphrase));
    read_opened(opened, label)
}

/// What was encrypted, if a passphrase opened it. Then it is not the passphrase that is wrong.
fn read_opened(opened: Trial<Secret>, label: &str) -> Result<Taken, KeyProblem> {
    let der = match opened {
        Trial::Opened(der) => der,
        Trial::Locked { lock, refused } => return Ok(Taken::Locked { lock, refused }),
        Trial::Problem(problem) => return Err(problem),
    };
    match content_of(&der, label) {
        Content::PrivateKey(found) => private_key(&found, label).map(Taken::PrivateKey),
        Content::OtherPrivateKey(key_type) => Err(KeyProblem::KeyTypeUnusable { key_type }),
        Content::Certificate(certificate) => Ok(Taken::Certificate(certificate)),
        Content::Unknown if label == "DSA PRIVATE KEY" => {
            Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: DSA.to_owned() } })
        }
        _ => Err(KeyProblem::Damaged { label: label.to_owned() }),
    }
}

/// Checks the numbers of a private key; `label` is for saying what is wrong.
pub(super) fn private_key(found: &FoundKey<'_>, label: &str) -> Result<PrivateKey, KeyProblem> {
    let read = match *found {
        FoundKey::Rsa { pkcs1, syntax } => PrivateKey::from_pkcs1(pkcs1, syntax),
        FoundKey::Ec { curve, der, syntax } => PrivateKey::from_ec_der(curve, der, syntax),
        FoundKey::Ed25519 { pkcs8, syntax } => PrivateKey::from_ed25519_pkcs8(pkcs8, syntax),
    };
    read.map_err(|error| problem_of(error, label))
}

/// What to say of a key that cannot be used.
pub(super) fn problem_of(error: KeyError, label: &str) -> KeyProblem {
    match error {
        KeyError::Malformed => KeyProblem::Damaged { label: label.to_owned() },
        KeyError::TooShort(bits) => KeyProblem::TooShort { bits },
        KeyError::TooLong(bits) => KeyProblem::TooLong { bits },
        KeyError::MultiPrime => {
            KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: RSA.to_string() } }
        }
        KeyError::Inconsistent => KeyProblem::Inconsistent { label: label.to_owned() },
    }
}
