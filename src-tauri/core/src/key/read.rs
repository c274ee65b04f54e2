//! From a file or a pasted text to a private key and a certificate, with what was set right and what was wrong.

use super::content::{Content, DSA, RSA, content_of, is_cut};
use super::foreign::{binary_format, labelled_format, problem_of_other_text};
use super::pem_text::{Block, Body, Piece, pieces};
use super::private_key::RsaTrouble;
use super::text::read_text;
use super::{KeyEncryption, KeyProblem, KeySyntax, KeyType, PrivateKey, ReadNote};
use crate::certificate::Certificate;

/// The most that is read from a file or taken from the clipboard, in bytes. The largest key that can be used
/// and a long chain of certificates need a tenth of it.
pub const MAX_KEY_FILE_BYTES: usize = 1024 * 1024;

/// A person mends one thing at a time; a file full of broken blocks must not become a report full of them.
const MOST_SAID: usize = 16;

/// What a text or file holds that can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMaterial {
    /// The private key, if there was one.
    pub private_key: Option<PrivateKey>,
    /// The certificate, if there was one.
    pub certificate: Option<Certificate>,
    /// What was set right while reading.
    pub notes: Vec<ReadNote>,
    /// What is wrong with other parts of the same text; the 16 first.
    pub problems: Vec<KeyProblem>,
}

/// Reads the bytes of a file: PEM text with private keys (PKCS#8, PKCS#1) and X.509 certificates in any order.
///
/// What it is, is found from the content, never from a file name.
///
/// # Errors
/// If there is neither a private key nor a certificate that can be used: the first thing that is wrong. No error
/// contains anything of a key.
pub fn read_key_material(bytes: &[u8]) -> Result<KeyMaterial, KeyProblem> {
    let found = Found::in_bytes(bytes);
    let Choice { private_key, certificate, mut notes } =
        choose(&found.private_keys, &found.certificates, None, None);
    if private_key.is_none() && certificate.is_none() {
        return Err(found.problems.into_iter().next().unwrap_or(KeyProblem::Empty));
    }
    let mut all_notes = found.notes;
    all_notes.append(&mut notes);
    Ok(KeyMaterial { private_key, certificate, notes: all_notes, problems: found.problems })
}

/// Reads pasted text; see [`read_key_material`].
///
/// # Errors
/// As [`read_key_material`].
pub fn read_key_text(text: &str) -> Result<KeyMaterial, KeyProblem> {
    read_key_material(text.as_bytes())
}

/// Everything that one source holds, before anything is chosen from it. Something is always found, if only a
/// problem.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Each key once, in the order in which they stand there.
    pub(crate) private_keys: Vec<PrivateKey>,
    /// Each certificate once, likewise.
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) notes: Vec<ReadNote>,
    pub(crate) problems: Vec<KeyProblem>,
}

impl Found {
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
        let mut beside = Beside::default();
        for piece in pieces(text) {
            match piece {
                Piece::Block(block) => found.take(&block, &mut beside),
                Piece::Problem(problem) => found.add_problem(problem),
            }
        }
        let nothing_else =
            found.private_keys.is_empty() && found.certificates.is_empty() && found.problems.is_empty();
        if beside.labels.is_empty() {
            if nothing_else {
                found.problems.push(problem_of_other_text(text));
            }
        } else if nothing_else {
            // What is no use beside a key is what there is to say where there is nothing but it.
            let labels = beside.labels;
            found.problems.push(beside.problem.unwrap_or(KeyProblem::OtherBlocks { labels }));
        } else {
            found.add_note(ReadNote::LeftOut { labels: beside.labels });
        }
        found
    }

    fn take(&mut self, block: &Block<'_>, beside: &mut Beside) {
        if let Some(format) = labelled_format(block.label) {
            let problem = KeyProblem::UnsupportedFormat { format };
            // A private key that cannot be read is what the person wanted to have read.
            if block.label.ends_with("PRIVATE KEY") {
                self.add_problem(problem);
            } else {
                beside.add(block.label, Some(problem));
            }
            return;
        }
        let before = (self.private_keys.len(), self.certificates.len());
        match read_block(block) {
            Ok(Taken::PrivateKey(key)) => {
                if !self.private_keys.contains(&key) {
                    self.private_keys.push(key);
                }
            }
            Ok(Taken::Certificate(certificate)) => {
                if !self.certificates.contains(&certificate) {
                    self.certificates.push(certificate);
                }
            }
            Ok(Taken::Beside(problem)) => beside.add(block.label, problem),
            Err(problem) => self.add_problem(problem),
        }
        if before == (self.private_keys.len(), self.certificates.len()) {
            return;
        }
        if matches!(block.body, Body::Der { escaped: true, .. }) {
            self.add_note(ReadNote::EscapedLineEnds);
        }
        if block.quoted {
            self.add_note(ReadNote::Quotes);
        }
        if block.untidy {
            self.add_note(ReadNote::Dashes);
        }
    }

    fn add_note(&mut self, note: ReadNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn add_problem(&mut self, problem: KeyProblem) {
        if self.problems.len() < MOST_SAID && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// Blocks that are neither a private key nor a certificate: left out beside one, a problem alone.
#[derive(Default)]
struct Beside {
    labels: Vec<String>,
    problem: Option<KeyProblem>,
}

impl Beside {
    fn add(&mut self, label: &str, problem: Option<KeyProblem>) {
        if self.labels.len() < MOST_SAID && !self.labels.iter().any(|known| known == label) {
            self.labels.push(label.to_owned());
        }
        if self.problem.is_none() {
            self.problem = problem;
        }
    }
}

enum Taken {
    PrivateKey(PrivateKey),
    Certificate(Certificate),
    Beside(Option<KeyProblem>),
}

fn read_block(block: &Block<'_>) -> Result<Taken, KeyProblem> {
    let label = block.label;
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
        Content::Rsa { pkcs1, syntax } => rsa_key(pkcs1, syntax, label).map(Taken::PrivateKey),
        Content::Certificate(certificate) => Ok(Taken::Certificate(certificate)),
        Content::OtherPrivateKey(key_type) => Err(KeyProblem::NotRsa { key_type }),
        Content::EncryptedPrivateKey => Err(KeyProblem::Encrypted { form: KeyEncryption::Pkcs8 }),
        Content::PublicKey => Ok(Taken::Beside(Some(KeyProblem::PublicKey))),
        Content::CertificateRequest => Ok(Taken::Beside(Some(KeyProblem::CertificateRequest))),
        Content::Unknown => match label {
            "ENCRYPTED PRIVATE KEY" => Err(KeyProblem::Encrypted { form: KeyEncryption::Pkcs8 }),
            "DSA PRIVATE KEY" => Err(KeyProblem::NotRsa { key_type: KeyType::Other { oid: DSA.to_owned() } }),
            _ if !is_wanted => Ok(Taken::Beside(None)),
            _ if is_cut(der) => Err(KeyProblem::CutBase64 { label: label.to_owned(), characters }),
            _ => Err(KeyProblem::Damaged { label: label.to_owned() }),
        },
    }
}

fn rsa_key(pkcs1: &[u8], syntax: KeySyntax, label: &str) -> Result<PrivateKey, KeyProblem> {
    PrivateKey::from_pkcs1(pkcs1, syntax).map_err(|trouble| match trouble {
        RsaTrouble::Malformed => KeyProblem::Damaged { label: label.to_owned() },
        RsaTrouble::TooShort(bits) => KeyProblem::TooShort { bits },
        RsaTrouble::TooLong(bits) => KeyProblem::TooLong { bits },
        RsaTrouble::MultiPrime => KeyProblem::NotRsa { key_type: KeyType::Other { oid: RSA.to_string() } },
        RsaTrouble::Inconsistent => KeyProblem::Inconsistent { label: label.to_owned() },
    })
}

/// What was chosen of several private keys and certificates.
pub(crate) struct Choice {
    pub(crate) private_key: Option<PrivateKey>,
    pub(crate) certificate: Option<Certificate>,
    /// That there were several.
    pub(crate) notes: Vec<ReadNote>,
}

/// Chooses a private key and a certificate that belong together; else what belongs to the key or certificate
/// that is there already; else the first of each.
pub(crate) fn choose(
    private_keys: &[PrivateKey],
    certificates: &[Certificate],
    current_key: Option<&PrivateKey>,
    current_certificate: Option<&Certificate>,
) -> Choice {
    let pair = private_keys.iter().find_map(|key| {
        let certificate = certificates.iter().find(|certificate| certificate.belongs_to(key))?;
        Some((key, certificate))
    });
    let (private_key, certificate) = match pair {
        Some((key, certificate)) => (Some(key), Some(certificate)),
        None => (
            private_keys
                .iter()
                .find(|key| current_certificate.is_some_and(|certificate| certificate.belongs_to(key)))
                .or(private_keys.first()),
            certificates
                .iter()
                .find(|certificate| current_key.is_some_and(|key| certificate.belongs_to(key)))
                .or(certificates.first()),
        ),
    };
    let mut notes = Vec::new();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if private_keys.len() > 1 {
        notes.push(ReadNote::SeveralKeys { count: count(private_keys.len()) });
    }
    if certificates.len() > 1 {
        notes.push(ReadNote::SeveralCertificates { count: count(certificates.len()) });
    }
    Choice { private_key: private_key.cloned(), certificate: certificate.cloned(), notes }
}
