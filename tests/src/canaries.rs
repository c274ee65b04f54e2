//! Searches for known secrets where they must not be: as they are, and in every encoding in which somebody could find
//! them.

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Known secrets, prepared for searching.
#[derive(Debug)]
pub struct Canaries {
    /// The name of the secret behind each spelling.
    names: Vec<String>,
    search: AhoCorasick,
}

impl Canaries {
    /// Secrets with their names.
    ///
    /// # Panics
    ///
    /// If a secret is shorter than eight bytes, because it would be found everywhere.
    #[must_use]
    pub fn new<Name: Into<String>, Secret: AsRef<[u8]>>(
        known: impl IntoIterator<Item = (Name, Secret)>,
    ) -> Self {
        let (mut names, mut all) = (Vec::new(), Vec::new());
        for (name, secret) in known {
            let (name, secret) = (name.into(), secret.as_ref());
            assert!(secret.len() >= 8, "{name} is too short to be looked for");
            for spelling in spellings(secret) {
                names.push(name.clone());
                all.push(spelling);
            }
        }
        let search = AhoCorasick::new(&all).expect("so few can be looked for at once");
        Self { names, search }
    }

    /// The first secret that is found, and its spelling there.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Option<String> {
        let found = self.search.find(bytes)?;
        let spelled = String::from_utf8_lossy(&bytes[found.range()]);
        Some(format!("{} as {spelled:?}", self.names[found.pattern().as_usize()]))
    }

    /// Asserts that these bytes contain no secret. `place` describes the bytes.
    ///
    /// # Panics
    ///
    /// If they contain one.
    pub fn assert_not_in(&self, place: &str, bytes: &[u8]) {
        if let Some(found) = self.find(bytes) {
            panic!("in {place} there is {found}");
        }
    }
}

/// The contents of a 2048-bit private key, in pieces, from its PKCS#8 PEM text.
///
/// # Panics
///
/// If the text is not such a key.
#[must_use]
pub fn pieces_of_private_key(pem: &str) -> Vec<(String, Vec<u8>)> {
    let inside: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(inside).expect("the text is Base64");
    // After version, modulus and public exponent, which are in the certificate too.
    der[320..].chunks_exact(24).map(|piece| ("the private key".to_owned(), piece.to_vec())).collect()
}

/// The spellings of a secret: as it is, in hex, in Base64 at any offset, form-encoded, in JSON, and as WebKit stores
/// text.
fn spellings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut all = vec![bytes.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()];
    for before in 0..3 {
        let mut shifted = vec![0; before];
        shifted.extend_from_slice(bytes);
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let text = engine.encode(&shifted).into_bytes();
            // Without the characters that depend on what stands before and after.
            let inner = text[before.div_ceil(3) * 4..].to_vec();
            all.push(inner[..inner.len() - 2].to_vec());
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        all.push(in_a_form(text).into_bytes());
        all.push(serde_json::Value::from(text).to_string().trim_matches('"').as_bytes().to_vec());
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    all
}

/// Form-encoded, as in a body of type `application/x-www-form-urlencoded`.
fn in_a_form(text: &str) -> String {
    let spelled = text.bytes().map(|byte| match byte {
        b' ' => "+".to_owned(),
        b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    spelled.collect()
}
