//! How good a text is: what is whole in it, and what is broken. Only structures are looked at; numbers are checked when the
//! text is read.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::super::boundary::{Edge, boundaries};
use super::super::content::{EncryptedKey, is_cut};
use super::super::foreign::{Binary, binary_format, labelled_format};
use super::super::jwk;
use super::super::pem_text::{Body, Piece, pieces};
use crate::certificate::Certificate;
use crate::key::{is_sequence_of, private_key_structure};
use crate::key_file::problem::ReadFormat;

/// A line of Base64 of this length outside a block may be something to read.
const LONG_LINE: usize = 60;
/// The most blocks that are looked at. A file with more is a list of certificates.
const MOST_PIECES: usize = 2_000;

/// How good a text is, the better the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    /// Different private keys, encrypted or not, and keystores.
    usable: usize,
    /// Different whole structures of any kind.
    whole: usize,
    /// Blocks that are not whole, and BEGIN and END lines without the other.
    broken: Reverse<usize>,
    /// Long lines of Base64 outside all blocks.
    loose: Reverse<usize>,
}

impl Weight {
    /// There is at least one whole structure.
    pub(super) fn has_something(self) -> bool {
        self.whole > 0
    }

    /// There is something, and nothing that looks broken or hidden.
    pub(super) fn is_whole(self) -> bool {
        self.whole > 0 && self.broken.0 == 0 && self.loose.0 == 0
    }

    /// There is a private key, and nothing else to be made of the text.
    pub(super) fn is_complete(self) -> bool {
        self.usable > 0 && self.broken.0 == 0 && self.loose.0 == 0
    }
}

/// What decoded bytes are, as far as their structure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A private key, encrypted or not, or a keystore.
    Usable,
    /// Another whole structure.
    Whole,
    Unknown,
}

pub(super) fn kind_of(bytes: &[u8]) -> Kind {
    match binary_format(bytes) {
        Some(Binary::Read(ReadFormat::Der | ReadFormat::Jwk)) | None => {}
        Some(Binary::Read(ReadFormat::Pkcs7) | Binary::Foreign(_)) => return Kind::Whole,
        Some(Binary::Read(_)) => return Kind::Usable,
    }
    if private_key_structure(bytes).is_some() || EncryptedKey::read(bytes).is_some() {
        Kind::Usable
    } else if Certificate::may_be(bytes) || is_whole_sequence(bytes) {
        Kind::Whole
    } else {
        Kind::Unknown
    }
}

/// Whether the bytes are one SEQUENCE of whole elements.
fn is_whole_sequence(bytes: &[u8]) -> bool {
    use pkcs8::der::Reader as _;
    is_sequence_of(bytes, |reader| {
        while !reader.is_finished() {
            reader.tlv_bytes()?;
        }
        Ok(())
    })
}

pub(super) fn weigh(text: &str) -> Weight {
    let (mut usable, mut whole) = (BTreeSet::new(), BTreeSet::new());
    let mut broken = 0;
    for piece in pieces(text).take(MOST_PIECES) {
        let block = match piece {
            Piece::Block(block) => block,
            Piece::Problem(_) => {
                broken += 1;
                continue;
            }
        };
        if labelled_format(block.label).is_some() {
            continue;
        }
        let is_wanted = block.label.ends_with("KEY") || block.label.ends_with("CERTIFICATE");
        match &block.body {
            Body::Unreadable(_) => broken += usize::from(is_wanted),
            Body::Encrypted { bytes, .. } => {
                usable.insert(hash(bytes));
            }
            Body::Der { bytes, .. } => match kind_of(bytes) {
                Kind::Usable => {
                    usable.insert(hash(bytes));
                }
                Kind::Whole => {
                    whole.insert(hash(bytes));
                }
                Kind::Unknown => broken += usize::from(is_wanted || is_cut(bytes)),
            },
        }
    }
    let keys = jwk::weigh(text);
    Weight {
        usable: usable.len() + keys.private,
        whole: usable.len() + whole.len() + keys.private + keys.public,
        broken: Reverse(broken + keys.broken),
        loose: Reverse(loose_lines(text)),
    }
}

/// The number of long lines of Base64 outside all blocks. Those in JSON Web Keys are members, and not loose.
fn loose_lines(text: &str) -> usize {
    let mut outside = 0;
    let mut count = 0;
    for boundary in boundaries(text) {
        match boundary.edge {
            Edge::Begin => count += long_runs(&text[outside.min(boundary.start)..boundary.start]),
            Edge::End => {}
        }
        outside = boundary.end;
    }
    count + if jwk::is_jwk(text) { 0 } else { long_runs(&text[outside..]) }
}

fn long_runs(text: &str) -> usize {
    let is_base64 = |character: char| character.is_ascii_alphanumeric() || "+/_-".contains(character);
    text.split(|character| !is_base64(character)).filter(|run| run.len() >= LONG_LINE).count()
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
