//! PKCS#12 (RFC 7292): private key and certificate in one file under one passphrase, as OpenSSL 3 and Java 17 write
//! and read it: AES-256 with PBKDF2 and HMAC-SHA256, and an HMAC-SHA256 over all of it.

use p12_keystore::{
    Certificate as StoredCertificate, KeyStore, KeyStoreEntry, PrivateKey as StoredKey, PrivateKeyChain,
};
use secrecy::{ExposeSecret as _, SecretString};

use super::{ITERATIONS, WriteKeyError};
use crate::certificate::Certificate;
use crate::key::PrivateKey;

/// Whether PKCS#12 can say this passphrase: it counts in UTF-16, and not all tools agree on characters that need two
/// units there (emoji).
pub(crate) fn can_encode_passphrase(passphrase: &SecretString) -> bool {
    // Looked through for one thing.
    passphrase.expose_secret().chars().all(is_basic)
}

/// Whether a character is one unit of UTF-16.
fn is_basic(character: char) -> bool {
    u32::from(character) <= 0xFFFF
}

/// Key and certificate as PKCS#12 in DER. The entry has the name of the certificate's subject. Takes about a
/// second. The library holds a copy of the key meanwhile in memory that it does not clear.
pub(crate) fn write_pkcs12(
    key: &PrivateKey,
    certificate: &Certificate,
    passphrase: &SecretString,
) -> Result<Vec<u8>, WriteKeyError> {
    let stored_key = StoredKey::from_der(key.pkcs8_der()).map_err(|_| WriteKeyError)?;
    let stored_certificate = StoredCertificate::from_der(certificate.der()).map_err(|_| WriteKeyError)?;
    // Ties both together; any value will do.
    let identifier = certificate.fingerprint_sha256();
    let chain = PrivateKeyChain::new(identifier.as_slice(), stored_key, [stored_certificate]);
    let name: String = certificate.subject().chars().filter(|character| is_basic(*character)).collect();
    let mut store = KeyStore::new();
    store.add_entry(&name, KeyStoreEntry::PrivateKeyChain(chain));
    // The library makes of it the keys that encrypt and authenticate.
    store
        .writer(passphrase.expose_secret())
        .encryption_iterations(ITERATIONS)
        .mac_iterations(ITERATIONS)
        .write()
        .map_err(|_| WriteKeyError)
}
