//! Lets the certificate library sign with a private key as it is held in memory, so that it is neither parsed
//! nor copied again.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use rcgen::{
    PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256, PublicKeyData,
    SignatureAlgorithm, SigningKey,
};

use super::private_key::LibraryKey;
use super::{EcCurve, PrivateKey};

impl PublicKeyData for PrivateKey {
    /// Contents of the BIT STRING in a `SubjectPublicKeyInfo`.
    fn der_bytes(&self) -> &[u8] {
        match self.library_key() {
            LibraryKey::Rsa(key) => key.public_key().as_ref(),
            LibraryKey::Ec(_, key) => key.public_key().as_ref(),
            LibraryKey::Ed25519(key) => key.public_key().as_ref(),
        }
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self.library_key() {
            LibraryKey::Rsa(_) => &PKCS_RSA_SHA256,
            LibraryKey::Ec(EcCurve::P256, _) => &PKCS_ECDSA_P256_SHA256,
            LibraryKey::Ec(EcCurve::P384, _) => &PKCS_ECDSA_P384_SHA384,
            LibraryKey::Ed25519(_) => &PKCS_ED25519,
        }
    }
}

impl SigningKey for PrivateKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let random = SystemRandom::new();
        let signature = match self.library_key() {
            LibraryKey::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map(|()| signature)
            }
            LibraryKey::Ec(_, key) => key.sign(&random, message).map(|signature| signature.as_ref().to_vec()),
            LibraryKey::Ed25519(key) => key.try_sign(message).map(|signature| signature.as_ref().to_vec()),
        };
        signature.map_err(|_| rcgen::Error::RingUnspecified)
    }
}
