//! Recognises the formats that programs store keys in, by their first bytes or by their label.

use super::{java_keystore, open_ssh};
use crate::key_file::problem::{ForeignFormat, ReadFormat};

/// A binary format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Read(ReadFormat),
    Foreign(ForeignFormat),
}

/// Recognises a binary format by its first bytes. Never takes text for one.
pub(super) fn binary_format(bytes: &[u8]) -> Option<Binary> {
    let is_java_keystore = || java_keystore::MAGIC.iter().any(|magic| bytes.starts_with(magic));
    match bytes {
        _ if is_java_keystore() => Some(Binary::Read(ReadFormat::JavaKeystore)),
        _ if bytes.starts_with(open_ssh::MAGIC) => Some(Binary::Read(ReadFormat::OpenSsh)),
        // A version, then the length of a salt of twenty bytes.
        [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..] => Some(Binary::Foreign(ForeignFormat::BouncyCastle)),
        // A SEQUENCE with a length in the long or the indefinite form. In text, a byte of this value cannot
        // follow the digit 0.
        [0x30, length @ 0x80..=0x84, rest @ ..] => {
            let content = rest.get(usize::from(length & 0x0F)..).unwrap_or_default();
            Some(match content {
                // PFX (RFC 7292 section 4): version 3, then the SEQUENCE authSafe.
                [0x02, 0x01, 0x03, 0x30, ..] => Binary::Read(ReadFormat::Pkcs12),
                // ContentInfo (RFC 5652 section 3) with signedData.
                [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, ..] => {
                    Binary::Read(ReadFormat::Pkcs7)
                }
                _ => Binary::Read(ReadFormat::Der),
            })
        }
        // A short SEQUENCE that is exactly as long as it says: an Ed25519 key, for example.
        [0x30, length, rest @ ..] if rest.len() == usize::from(*length) => {
            Some(Binary::Read(ReadFormat::Der))
        }
        _ => None,
    }
}

/// Recognises by its label a PEM block in a format that is not supported. `None` for any other label.
pub(super) fn labelled_format(label: &str) -> Option<ForeignFormat> {
    match label {
        "SSH2 PUBLIC KEY" => Some(ForeignFormat::SshPublicKey),
        "SSH2 ENCRYPTED PRIVATE KEY" => Some(ForeignFormat::Ssh2),
        // Messages and signatures are no keys.
        _ => (label.starts_with("PGP ") && label.ends_with(" KEY BLOCK")).then_some(ForeignFormat::Pgp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_with_a_zero_is_no_der() {
        assert_eq!(binary_format(b"0-----BEGIN PRIVATE KEY-----"), None);
        assert_eq!(binary_format("0é".as_bytes()), None);
    }
}
