//! From a file or a pasted text to private keys and certificates, with what was set right and what was wrong.

use super::content::{Content, DSA, FoundKey, RSA, content_of, is_cut};
use super::foreign::{binary_format, labelled_format, problem_of_other_text};
use super::pem_text::{Block, Body, Piece, pieces};
use super::private_key::KeyTrouble;
use super::text::read_text;
use super::{KeyEncryption, KeyProblem, KeySyntax, KeyType, PrivateKey, ReadNote};
use crate::certificate::Certificate;

/// The most that is read from a file or taken from the clipboard, in bytes. The largest key that can be used
/// and a long chain of certificates need a tenth of it.
pub const MAX_KEY_FILE_BYTES: usize = 1024 * 1024;

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
    /// What there is to say of the blocks that are left out where there are no others.
    problem_alone: Option<KeyProblem>,
}

impl Found {
    /// Reads the bytes of a file or text: PEM text with private keys (PKCS#8, PKCS#1) and X.509 certificates in
    /// any order. What it is, is found from the content, never from a file name.
    pub(crate) fn in_bytes(bytes: &[u8]) -> Self {
        if bytes.len() > MAX_KEY_FILE_BYTES {
            let as_u32 = |size: usize| u32::try_from(size).unwrap_or(u32::MAX);
            return Self::only(KeyProblem::FileTooLarge {
                bytes: as_u32(bytes.len()),
                limit: as_u32(MAX_KEY_FILE_BYTES),
            });
        }
        match binary_format(bytes) {
            Some(format) => Self::only(KeyProblem::UnsupportedFormat { format }),
            None => Self::in_text(&read_text(bytes)),
        }
    }

    pub(crate) fn only(problem: KeyProblem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    fn in_text(text: &str) -> Self {
        let mut found = Self::default();
        for piece in pieces(text) {
            match piece {
                Piece::Block(block) => found.take(&block),
                Piece::Problem(problem) => add_new(&mut found.problems, problem),
            }
        }
        if found.private_keys.is_empty() && found.certificates.is_empty() && found.problems.is_empty() {
            let labels = std::mem::take(&mut found.left_out);
            found.problems.push(match found.problem_alone.take() {
                Some(problem) => problem,
                None if labels.is_empty() => problem_of_other_text(text),
                None => KeyProblem::OtherBlocks { labels },
            });
        }
        found
    }

    fn take(&mut self, block: &Block<'_>) {
        match read_block(block) {
            Ok(Taken::PrivateKey(key)) => self.private_keys.push(key),
            Ok(Taken::Certificate(certificate)) => self.certificates.push(certificate),
            Ok(Taken::Beside(problem)) => {
                add_new(&mut self.left_out, block.label.to_owned());
                self.problem_alone = self.problem_alone.take().or(problem);
                return;
            }
            Err(problem) => {
                add_new(&mut self.problems, problem);
                return;
            }
        }
        if matches!(block.body, Body::Der { escaped: true, .. }) {
            add_new(&mut self.notes, ReadNote::EscapedLineEnds);
        }
        if block.quoted {
            add_new(&mut self.notes, ReadNote::Quotes);
        }
        if block.untidy {
            add_new(&mut self.notes, ReadNote::Dashes);
        }
    }
}

fn add_new<T: PartialEq>(said: &mut Vec<T>, new: T) {
    if said.len() < MOST_SAID && !said.contains(&new) {
        said.push(new);
    }
}

enum Taken {
    PrivateKey(PrivateKey),
    Certificate(Certificate),
    /// Neither: left out beside one, a problem alone.
    Beside(Option<KeyProblem>),
}

fn read_block(block: &Block<'_>) -> Result<Taken, KeyProblem> {
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
        Body::Encrypted => return Err(KeyProblem::Encrypted { form: KeyEncryption::OldOpenSsl }),
        // The passphrase comes first, whatever else is wrong.
        Body::Unreadable(_) if label == "ENCRYPTED PRIVATE KEY" => {
            return Err(KeyProblem::Encrypted { form: KeyEncryption::Pkcs8 });
        }
        Body::Unreadable(problem) if is_wanted => return Err(problem.clone()),
        Body::Unreadable(_) => return Ok(Taken::Beside(None)),
    };
    match content_of(der, label) {
        Content::PrivateKey(found) => private_key(&found, label).map(Taken::PrivateKey),
        Content::Certificate(certificate) => Ok(Taken::Certificate(certificate)),
        Content::OtherPrivateKey(key_type) => Err(KeyProblem::KeyTypeUnusable { key_type }),
        Content::EncryptedPrivateKey => Err(KeyProblem::Encrypted { form: KeyEncryption::Pkcs8 }),
        Content::PublicKey => Ok(Taken::Beside(Some(KeyProblem::PublicKey))),
        Content::CertificateRequest => Ok(Taken::Beside(Some(KeyProblem::CertificateRequest))),
        Content::Unknown => match label {
            "ENCRYPTED PRIVATE KEY" => Err(KeyProblem::Encrypted { form: KeyEncryption::Pkcs8 }),
            "DSA PRIVATE KEY" => {
                Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: DSA.to_owned() } })
            }
            _ if !is_wanted => Ok(Taken::Beside(None)),
            _ if is_cut(der) => Err(KeyProblem::CutBase64 { label: label.to_owned(), characters }),
            _ => Err(KeyProblem::Damaged { label: label.to_owned() }),
        },
    }
}

/// Checks the numbers of a private key; `label` is for saying what is wrong.
pub(super) fn private_key(found: &FoundKey<'_>, label: &str) -> Result<PrivateKey, KeyProblem> {
    let read = match *found {
        FoundKey::Rsa { pkcs1, syntax } => PrivateKey::from_pkcs1(pkcs1, syntax),
        FoundKey::Ec { curve, der, syntax } => PrivateKey::from_ec_der(curve, der, syntax),
        FoundKey::Ed25519 { pkcs8 } => PrivateKey::from_ed25519_pkcs8(pkcs8, KeySyntax::Pkcs8),
    };
    read.map_err(|trouble| match trouble {
        KeyTrouble::Malformed => KeyProblem::Damaged { label: label.to_owned() },
        KeyTrouble::TooShort(bits) => KeyProblem::TooShort { bits },
        KeyTrouble::TooLong(bits) => KeyProblem::TooLong { bits },
        KeyTrouble::MultiPrime => {
            KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: RSA.to_string() } }
        }
        KeyTrouble::Inconsistent => KeyProblem::Inconsistent { label: label.to_owned() },
    })
}
