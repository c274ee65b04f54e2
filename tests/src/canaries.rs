//! Looking for known secrets where none may be: as they are, and in every spelling in which somebody would find them.

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Known secrets, ready to be looked for.
#[derive(Debug)]
pub struct Canaries {
    /// What each spelling is of.
    names: Vec<String>,
    search: AhoCorasick,
}

impl Canaries {
    /// Secrets with what they are called. A secret shorter than eight bytes would be found everywhere.
    ///
    /// # Panics
    ///
    /// A secret is too short.
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

    /// What is found first, and how it is spelled there.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Option<String> {
        let found = self.search.find(bytes)?;
        let spelled = String::from_utf8_lossy(&bytes[found.range()]);
        Some(format!("{} as {spelled:?}", self.names[found.pattern().as_usize()]))
    }

    /// Asserts that none is in these bytes; `place` says what they are.
    ///
    /// # Panics
    ///
    /// One is.
    pub fn assert_not_in(&self, place: &str, bytes: &[u8]) {
        if let Some(found) = self.find(bytes) {
            panic!("in {place} there is {found}");
        }
    }
}

/// The inside of a private key of 2048 bits, piece by piece, from its PKCS#8 text.
///
/// # Panics
///
/// It is no such text.
#[must_use]
pub fn pieces_of_private_key(pem: &str) -> Vec<(String, Vec<u8>)> {
    let inside: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(inside).expect("the text is Base64");
    // Behind version, modulus and public exponent, which a certificate has as well.
    der[320..].chunks_exact(24).map(|piece| ("the private key".to_owned(), piece.to_vec())).collect()
}

/// As they are; in hex; in Base64, wherever they begin in it; as in a form, in JSON, and as WebKit stores text.
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

/// As in a body of the type `application/x-www-form-urlencoded`.
fn in_a_form(text: &str) -> String {
    let spelled = text.bytes().map(|byte| match byte {
        b' ' => "+".to_owned(),
        b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    spelled.collect()
}
