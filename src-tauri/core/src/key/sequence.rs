//! The outermost part of every structure of keys and certificates.

use pkcs8::der::{Reader as _, SliceReader};

/// Whether the bytes are one SEQUENCE with this content and nothing after it.
pub(crate) fn is_sequence_of<'d>(
    der: &'d [u8],
    content: impl FnOnce(&mut SliceReader<'d>) -> Result<(), pkcs8::der::Error>,
) -> bool {
    let Ok(mut reader) = SliceReader::new(der) else { return false };
    reader.sequence(content).is_ok() && reader.is_finished()
}
