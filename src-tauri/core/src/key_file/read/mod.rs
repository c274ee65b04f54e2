//! Reads private keys and certificates from a file or pasted text, and reports what was corrected and what was
//! wrong.
//!
//! The steps are `text.rs` (bytes to text), `undo/` (what was done to the text on its way), `boundary.rs` and
//! `pem_text.rs` (text to PEM blocks), `content.rs` (what DER holds) and `found.rs` (what was found so far). This file
//! recognises the formats and calls their readers. `jwk.rs`, `pkcs12/`, `pkcs7.rs`, `java_keystore.rs`, `open_ssh.rs` and
//! `old_open_ssl.rs` each read one format, `foreign.rs` names formats that are not read, `naming/` names what is no key
//! at all, and `reader.rs` is for fuzzing.

mod ber;
mod boundary;
mod content;
mod foreign;
mod found;
mod java_keystore;
mod jwk;
mod naming;
mod old_open_ssl;
mod open_ssh;
mod pem_text;
mod pkcs12;
mod pkcs7;
mod reader;
mod text;
mod undo;

pub use reader::{Reader, Reading};

pub(crate) use found::{Found, NamedKey, PRIVATE_KEY, problem_of};

use super::budget::Budget;
use super::limit::ReadingLimit;
use super::passphrase::{LockForm, Trial, Unlocker};
use super::password_based::check_algorithm;
use super::problem::{KeyProblem, ReadFormat};
use super::seen_instead::SeenInstead;
use super::undone::Undone;
use crate::key::{DSA, KeyType, SecretBytes};
use content::{Content, EncryptedKey, content_of, is_cut, is_other_structure};
use foreign::{Binary, binary_format, labelled_format};
use found::{Taken, private_key};
use old_open_ssl::DekInfo;
use pem_text::{Block, Body, Piece, pieces};
use text::{SecretText, is_blank, read_text};

/// The most that is read from one file or taken from the clipboard, in bytes. The largest key that can be used
/// and a long chain of certificates need a tenth of it.
pub const MAX_KEY_FILE_BYTES: usize = 1024 * 1024;

/// Reads the bytes of a file or text in any format. The format is recognised from the content, never from a
/// file name.
pub(crate) fn read_bytes<'b>(bytes: &[u8], unlocker: &mut Unlocker<'b>) -> Found<'b> {
    let mut found = Found::new(unlocker.budget());
    if bytes.len() > MAX_KEY_FILE_BYTES {
        let as_u32 = |size: usize| u32::try_from(size).unwrap_or(u32::MAX);
        found.add_problem(KeyProblem::FileTooLarge {
            bytes: as_u32(bytes.len()),
            limit: as_u32(MAX_KEY_FILE_BYTES),
        });
        return found;
    }
    if !unlocker.budget().take(ReadingLimit::Bytes, bytes.len()) {
        return found;
    }
    match binary_format(bytes) {
        Some(Binary::Foreign(format)) => found.add_problem(KeyProblem::UnsupportedFormat { format }),
        Some(Binary::Read(ReadFormat::Pkcs12)) => pkcs12::read(bytes, &mut found, unlocker),
        Some(Binary::Read(ReadFormat::Pkcs7)) => pkcs7::read(bytes, &mut found),
        Some(Binary::Read(ReadFormat::JavaKeystore)) => java_keystore::read(bytes, &mut found, unlocker),
        Some(Binary::Read(ReadFormat::OpenSsh)) => take_open_ssh(bytes, &mut found, unlocker),
        Some(Binary::Read(ReadFormat::Der | ReadFormat::Jwk)) => take_der(bytes, &mut found, unlocker),
        None => match naming::name_of_bytes(bytes) {
            Some(seen) => found.add_problem(KeyProblem::NotAKey { seen }),
            None => take_text(&read_text(bytes), &mut found, unlocker),
        },
    }
    found
}

/// Reads a file in OpenSSH's own format, which holds one key and nothing else.
fn take_open_ssh(bytes: &[u8], found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    let _ = found.take(open_ssh::read(bytes, unlocker), open_ssh::LABEL);
}

fn take_der(der: &[u8], found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    let unknown = || {
        if is_other_structure(der) {
            KeyProblem::NotAKey { seen: SeenInstead::OtherStructure }
        } else {
            KeyProblem::FileDamaged { format: ReadFormat::Der }
        }
    };
    let taken = read_content(der, PRIVATE_KEY, unlocker).and_then(|taken| taken.ok_or_else(unknown));
    let _ = found.take(taken, "DER");
    found.nothing_else_inside(ReadFormat::Der);
}

/// Reads a text, after undoing what was done to it on its way.
fn take_text(text: &SecretText<'_>, found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    let search = undo::search(text, unlocker.budget());
    let (best, steps) = search.best().unwrap_or((text, &[]));
    take_plain_text(best, found, unlocker);
    if !steps.is_empty() {
        found.forget_lines();
    }
    let has_key = !found.private_keys.is_empty() || !found.locked.is_empty();
    if !has_key && naming::is_saml(best) {
        // Its certificates are those of another server.
        found.certificates.clear();
        return found.add_problem(KeyProblem::NotAKey { seen: SeenInstead::SamlMetadata });
    }
    if found.is_nothing() && naming::is_rich_text(best.trim_matches(is_blank)) {
        take_document(found);
    }
    if !found.is_nothing() {
        // What the blocks themselves needed comes last.
        let of_blocks = std::mem::take(&mut found.undone);
        found.add_undone(text.is_unmarked().then_some(Undone::Utf16));
        found.add_undone(steps.iter().copied());
        found.add_undone(of_blocks);
    }
    if found.is_empty() && !unlocker.budget().is_exhausted() {
        let problem = naming::problem_of(text, search.texts());
        let is_general = matches!(problem, KeyProblem::NoBeginLine { .. });
        found.add_problem(if is_general && search.is_cut_short() {
            KeyProblem::too_much(ReadingLimit::Undoing)
        } else {
            problem
        });
    }
}

/// Names a document that has a block in which its own codes are, and nothing else is wrong.
fn take_document(found: &mut Found<'_>) {
    if found.problems.iter().all(is_about_text) {
        found.problems.clear();
        found.add_problem(KeyProblem::NotAKey { seen: SeenInstead::RichText });
    }
}

/// Whether this is wrong with a text, and nothing is known of what it stands for.
fn is_about_text(problem: &KeyProblem) -> bool {
    matches!(
        problem,
        KeyProblem::StrayCharacter { .. }
            | KeyProblem::CutBase64 { .. }
            | KeyProblem::Damaged { .. }
            | KeyProblem::MissingBeginLine { .. }
            | KeyProblem::MissingEndLine { .. }
            | KeyProblem::LabelsDiffer { .. }
            | KeyProblem::OtherBlocks { .. }
    )
}

/// Reads the blocks of a text, or else its JSON Web Keys.
fn take_plain_text(text: &str, found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    for piece in pieces(text) {
        if !found.budget().take(ReadingLimit::Objects, 1) {
            return;
        }
        match piece {
            Piece::Block(block) => take_block(&block, found, unlocker),
            Piece::Problem(problem) => found.add_problem(problem),
        }
    }
    if found.is_empty() && !unlocker.budget().is_exhausted() {
        let labels = std::mem::take(&mut found.left_out);
        // The blocks of a file that is encrypted are those of its tool.
        let encrypted = naming::encryption_of(text).map(|seen| KeyProblem::NotAKey { seen });
        match encrypted.or(found.problem_alone.take()) {
            Some(problem) => found.add_problem(problem),
            None if !labels.is_empty() => found.add_problem(KeyProblem::OtherBlocks { labels }),
            None if jwk::is_jwk(text) => jwk::read(text.trim_matches(is_blank), found),
            None => {}
        }
    }
}

fn take_block(block: &Block<'_>, found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    if let Body::Der { bytes, .. } = &block.body {
        match binary_format(bytes) {
            Some(Binary::Read(ReadFormat::Pkcs12)) => return pkcs12::read(bytes, found, unlocker),
            Some(Binary::Read(ReadFormat::JavaKeystore)) => {
                return java_keystore::read(bytes, found, unlocker);
            }
            Some(Binary::Read(ReadFormat::Pkcs7)) => return pkcs7::read(bytes, found),
            Some(Binary::Foreign(format)) => {
                return found.add_problem(KeyProblem::UnsupportedFormat { format });
            }
            _ => {}
        }
    }
    found.name_next_key(block.name);
    let taken = read_block(block, unlocker).map_err(|problem| {
        if is_about_text(&problem) && naming::is_placeholder_inside(block.text) {
            KeyProblem::NotAKey { seen: SeenInstead::Placeholder }
        } else {
            problem
        }
    });
    if !found.take(taken, block.label) {
        return;
    }
    let is_escaped =
        matches!(block.body, Body::Der { escaped: true, .. } | Body::Encrypted { escaped: true, .. });
    found.add_undone(is_escaped.then_some(Undone::Escapes));
    found.add_undone(block.quoted.then_some(Undone::Quotes));
    found.add_undone(block.untidy.then_some(Undone::BeginAndEndLines));
}

fn read_block(block: &Block<'_>, unlocker: &mut Unlocker<'_>) -> Result<Taken, KeyProblem> {
    let label = block.label;
    if let Some(format) = labelled_format(label) {
        let problem = KeyProblem::UnsupportedFormat { format };
        // A private key in such a format is what the person wanted to read, so it is not left out.
        return if label.ends_with("PRIVATE KEY") {
            Err(problem)
        } else {
            Ok(Taken::Irrelevant(Some(problem)))
        };
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
        Body::Unreadable(problem) if is_wanted || pkcs7::is_label(label) => return Err(problem.clone()),
        Body::Unreadable(_) => return Ok(Taken::Irrelevant(None)),
    };
    if label == open_ssh::LABEL {
        return open_ssh::read(der, unlocker);
    }
    match read_content(der, label, unlocker)? {
        Some(taken) => Ok(taken),
        None if label == "DSA PRIVATE KEY" => {
            Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: DSA.to_owned() } })
        }
        None if !is_wanted => Ok(Taken::Irrelevant(None)),
        None if is_cut(der) => Err(KeyProblem::CutBase64 { label: label.to_owned(), characters }),
        None => Err(KeyProblem::Damaged { label: label.to_owned() }),
    }
}

/// Reads DER bytes; `None` if they hold nothing known.
fn read_content(der: &[u8], label: &str, unlocker: &mut Unlocker<'_>) -> Result<Option<Taken>, KeyProblem> {
    Ok(Some(match content_of(der, label, unlocker.budget()) {
        Content::PrivateKey(found) => private_key(&found, label, unlocker.budget())?,
        Content::Certificate(certificate) => Taken::Certificate(certificate),
        Content::OtherPrivateKey(key_type) => return Err(KeyProblem::KeyTypeUnusable { key_type }),
        Content::EncryptedPrivateKey(encrypted) => {
            return read_encrypted(&encrypted, label, unlocker).map(Some);
        }
        Content::PublicKey => Taken::PublicKey(der.to_vec()),
        Content::CertificateRequest => Taken::Irrelevant(Some(KeyProblem::CertificateRequest)),
        Content::RevocationList => {
            Taken::Irrelevant(Some(KeyProblem::NotAKey { seen: SeenInstead::RevocationList }))
        }
        Content::TooMuch => Taken::TooMuch,
        Content::Unknown => return Ok(None),
    }))
}

/// Reads what is in `BEGIN ENCRYPTED PRIVATE KEY`.
fn read_encrypted(
    encrypted: &EncryptedKey<'_>,
    label: &str,
    unlocker: &mut Unlocker<'_>,
) -> Result<Taken, KeyProblem> {
    check_algorithm(&encrypted.algorithm)?;
    let Some(lock) = unlocker.next_lock(LockForm::Pkcs8) else { return Ok(Taken::TooMuch) };
    let opened = unlocker.open(lock, |passphrase, effort| encrypted.open(passphrase, effort));
    read_opened(opened, label, unlocker.budget())
}

/// Reads a block with `Proc-Type: 4,ENCRYPTED`.
fn read_encrypted_block(
    dek_info: &DekInfo,
    bytes: &[u8],
    label: &str,
    unlocker: &mut Unlocker<'_>,
) -> Result<Taken, KeyProblem> {
    let Some(lock) = unlocker.next_lock(LockForm::OldOpenSsl) else { return Ok(Taken::TooMuch) };
    let opened = unlocker.open(lock, |passphrase, effort| dek_info.decrypt(bytes, passphrase, effort));
    read_opened(opened, label, unlocker.budget())
}

/// Reads what was encrypted, if a passphrase unlocked it. Whatever is wrong then, it is not the passphrase.
fn read_opened(opened: Trial<SecretBytes>, label: &str, budget: &Budget) -> Result<Taken, KeyProblem> {
    let der = match opened {
        Trial::Opened(der) => der,
        Trial::Locked { lock, refused } => return Ok(Taken::Locked { lock, refused }),
        Trial::Problem(problem) => return Err(problem),
    };
    match content_of(&der, label, budget) {
        Content::PrivateKey(found) => private_key(&found, label, budget),
        Content::OtherPrivateKey(key_type) => Err(KeyProblem::KeyTypeUnusable { key_type }),
        Content::Certificate(certificate) => Ok(Taken::Certificate(certificate)),
        Content::TooMuch => Ok(Taken::TooMuch),
        Content::Unknown if label == "DSA PRIVATE KEY" => {
            Err(KeyProblem::KeyTypeUnusable { key_type: KeyType::Other { oid: DSA.to_owned() } })
        }
        _ => Err(KeyProblem::Damaged { label: label.to_owned() }),
    }
}
