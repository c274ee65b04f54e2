//! Writes PEM text (RFC 7468) byte for byte as OpenSSL does: LF, 64 columns, with a final line end.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// Bytes that fill a line of 64 Base64 characters.
const BYTES_PER_LINE: usize = 48;
const LINE_LENGTH: usize = 64;

/// The PEM text of `der`, in memory that is cleared on drop because it may be a private key.
pub(crate) fn write_pem(label: &str, der: &[u8]) -> Zeroizing<String> {
    // Exactly the size that is needed: growing or shrinking would leave copies of a key in memory.
    let length = 2 * label.len()
        + "-----BEGIN -----\n-----END -----\n".len()
        + der.len().div_ceil(3) * 4
        + der.len().div_ceil(BYTES_PER_LINE);
    let mut pem = Zeroizing::new(String::with_capacity(length));
    let mut line = Zeroizing::new([0; LINE_LENGTH]);
    pem.push_str("-----BEGIN ");
    pem.push_str(label);
    pem.push_str("-----\n");
    for bytes in der.chunks(BYTES_PER_LINE) {
        // 48 bytes always fit into 64 characters.
        let length = STANDARD.encode_slice(bytes, line.as_mut_slice()).unwrap_or_default();
        pem.extend(line[..length].iter().copied().map(char::from));
        pem.push('\n');
    }
    pem.push_str("-----END ");
    pem.push_str(label);
    pem.push_str("-----\n");
    pem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_fills_its_memory_exactly() {
        for length in [0, 1, 2, 3, 47, 48, 49, 96, 1191] {
            let pem = write_pem("PRIVATE KEY", &vec![7; length]);
            assert_eq!(pem.len(), pem.capacity(), "{length} bytes");
        }
    }
}
