//! A passphrase in the bytes that a program made of it. They differ only for what is not ASCII, and where programs erred.

use zeroize::Zeroizing;

use crate::key::SecretBytes;

/// A passphrase in the bytes that a program made of it.
pub(in crate::key_file) struct PassphraseForm {
    plain: SecretBytes,
    wide: SecretBytes,
}

impl PassphraseForm {
    /// As the standards say: UTF-8 for PBES1 and PBES2, UTF-16 with a zero at its end for PKCS#12 (RFC 7292 appendix B.1).
    pub(in crate::key_file) fn standard(passphrase: &str) -> Self {
        Self { plain: utf8(passphrase), wide: wide(passphrase.encode_utf16(), 2 * passphrase.len()) }
    }

    /// No passphrase at all, which PKCS#12 distinguishes from an empty one.
    pub(in crate::key_file) fn none() -> Self {
        Self { plain: Zeroizing::default(), wide: Zeroizing::default() }
    }

    /// All forms that programs used. OpenSSL before 1.1 took each byte for a character of its own.
    pub(in crate::key_file) fn all_of(passphrase: &str) -> Vec<Self> {
        let mut forms = vec![Self::standard(passphrase)];
        if !passphrase.is_ascii() {
            let bytes = passphrase.bytes().map(u16::from);
            forms.push(Self { plain: utf8(passphrase), wide: wide(bytes, 2 * passphrase.len()) });
        }
        forms
    }

    /// The same passphrase in the form of PKCS#12 for every scheme, as NSS before 3.31 used it.
    pub(in crate::key_file) fn always_wide(&self) -> Self {
        Self { plain: self.wide.clone(), wide: self.wide.clone() }
    }

    /// Its bytes for PBES1 and PBES2.
    pub(in crate::key_file) fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// Its bytes for PKCS#12.
    pub(in crate::key_file) fn wide(&self) -> &[u8] {
        &self.wide
    }
}

fn utf8(passphrase: &str) -> SecretBytes {
    Zeroizing::new(passphrase.as_bytes().to_vec())
}

/// Allocated in full at once: growing would leave copies of a passphrase in memory.
fn wide(units: impl Iterator<Item = u16>, most: usize) -> SecretBytes {
    let mut bytes = Zeroizing::new(Vec::with_capacity(most + 2));
    units.for_each(|unit| bytes.extend_from_slice(&unit.to_be_bytes()));
    bytes.extend_from_slice(&[0, 0]);
    bytes
}
