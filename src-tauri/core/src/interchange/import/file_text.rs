//! The text of a file, whatever encoding it has: UTF-8 or UTF-16, with or without the mark that says so.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zeroize::Zeroizing;

use super::problem::ImportProblem;

/// How archives begin: ZIP, gzip, 7-Zip, RAR, xz, bzip2, Zstandard.
const ARCHIVES: [&[u8]; 8] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"7z\xBC\xAF\x27\x1C",
    b"Rar!",
    b"\xFD7zXZ\x00",
    b"BZh",
    b"\x28\xB5\x2F\xFD",
];

/// The text of a file.
pub(super) fn text_of_file(bytes: &[u8]) -> Result<Zeroizing<String>, ImportProblem> {
    if ARCHIVES.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Err(ImportProblem::ArchiveFile);
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((guessed(bytes), 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let text = Zeroizing::new(text.ok_or(ImportProblem::NotTextFile)?.into_owned());
    if text.contains('\0') {
        return Err(ImportProblem::NotTextFile);
    }
    if text.trim().is_empty() {
        return Err(ImportProblem::EmptyFile);
    }
    Ok(text)
}

/// UTF-16 without a mark has a zero in every other byte of what begins a JSON or an environment file.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => UTF_16BE,
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => UTF_16LE,
        _ => UTF_8,
    }
}
