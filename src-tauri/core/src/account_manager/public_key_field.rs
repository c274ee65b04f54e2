//! Account Manager's field "Client JWT Bearer Public Key", read as strictly as Account Manager reads it: nothing may
//! stand before the first dash or after the last one. Our own certificate reader is tolerant; this one must not be.

use serde::Serialize;
use x509_parser::pem::Pem;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::certificate::{Certificate, CertificateFacts};
use crate::jws::PublicKey;
use crate::key::{KeyType, public_key_type};
use crate::moment::UnixSeconds;

/// What the text in the field turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum PublicKeyField {
    /// Nothing.
    Empty,
    /// Something stands before the first or after the last dash, even if it is only a line break.
    StrayCharacters,
    /// Neither a certificate nor a public key in PEM.
    Unreadable,
    /// A certificate or public key that cannot be used with RS256.
    NotRsa {
        /// Type of the key.
        key_type: KeyType,
    },
    /// A certificate.
    Certificate {
        /// What the certificate says.
        facts: Box<CertificateFacts>,
    },
    /// A public key.
    PublicKey {
        /// Type of the key.
        key_type: KeyType,
    },
}

/// Why there is no key to verify with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoKey {
    Empty,
    StrayCharacters,
    Unreadable,
}

/// Whether the text contains a private key in PEM (RFC 7468 sections 10 and 11, and the older labels).
pub(crate) fn is_private_key(text: &str) -> bool {
    text.lines().any(|line| line.contains("-----BEGIN ") && line.contains("PRIVATE KEY-----"))
}

/// Reads the RSA public key in the text.
pub(crate) fn read_key(text: &str) -> Result<PublicKey, NoKey> {
    let key = PublicKey::from_spki(&read_spki(text)?.0).map_err(|_| NoKey::Unreadable)?;
    if matches!(key.key_type(), KeyType::Rsa { .. }) { Ok(key) } else { Err(NoKey::Unreadable) }
}

/// Describes the text for the window. `now` decides where a certificate stands in its life.
pub(crate) fn describe(text: &str, now: UnixSeconds) -> PublicKeyField {
    let (spki, certificate) = match read_spki(text) {
        Ok(read) => read,
        Err(NoKey::Empty) => return PublicKeyField::Empty,
        Err(NoKey::StrayCharacters) => return PublicKeyField::StrayCharacters,
        Err(NoKey::Unreadable) => return PublicKeyField::Unreadable,
    };
    match (public_key_type(&spki), certificate) {
        (None, _) => PublicKeyField::Unreadable,
        (Some(key_type), _) if read_key(text).is_err() => PublicKeyField::NotRsa { key_type },
        (_, Some(certificate)) => PublicKeyField::Certificate { facts: Box::new(certificate.facts(now)) },
        (Some(key_type), None) => PublicKeyField::PublicKey { key_type },
    }
}

/// The `SubjectPublicKeyInfo` in DER, and the certificate that contains it, if there is one.
fn read_spki(text: &str) -> Result<(Vec<u8>, Option<Certificate>), NoKey> {
    if text.trim().is_empty() {
        return Err(NoKey::Empty);
    }
    if !text.contains("-----BEGIN ") {
        return Err(NoKey::Unreadable);
    }
    if !text.starts_with("-----BEGIN ") || !text.ends_with("-----") {
        return Err(NoKey::StrayCharacters);
    }
    let (pem, length) = Pem::read(std::io::Cursor::new(text)).map_err(|_| NoKey::Unreadable)?;
    if length < text.len() {
        return Err(NoKey::StrayCharacters);
    }
    match pem.label.as_str() {
        "CERTIFICATE" => {
            let certificate = Certificate::from_der(&pem.contents).map_err(|_| NoKey::Unreadable)?;
            let (_, x509) = X509Certificate::from_der(&pem.contents).map_err(|_| NoKey::Unreadable)?;
            Ok((x509.public_key().raw.to_vec(), Some(certificate)))
        }
        "PUBLIC KEY" => Ok((pem.contents, None)),
        _ => Err(NoKey::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use pkcs1::{RsaPublicKeyRef, UintRef};
    use pkcs8::der::Encode as _;
    use serde_json::Value;

    use super::*;
    use crate::jws::CompactJws;
    use crate::key::{SigningAlgorithm, write_pem};

    const VECTORS: &str = include_str!("../../tests/inspect/wycheproof/json_web_signature_test.json");
    /// `AlgorithmIdentifier` of RSA keys (RFC 8017 appendix A.1).
    const RSA: [u8; 15] = [0x30, 13, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 13, 1, 1, 1, 5, 0];

    /// The public key of a JSON Web Key as PEM, as it is pasted into the field.
    fn pem_of(jwk: &Value) -> String {
        let number = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
        let (n, e) = (number("n"), number("e"));
        let integer = |bytes| UintRef::new(bytes).unwrap();
        let key = RsaPublicKeyRef { modulus: integer(&n), public_exponent: integer(&e) }.to_der().unwrap();
        let with_length = |tag: u8, content: &[u8]| {
            let length = u16::try_from(content.len()).unwrap().to_be_bytes();
            [&[tag, 0x82, length[0], length[1]], content].concat()
        };
        let bits = with_length(3, &[&[0], &*key].concat());
        write_pem("PUBLIC KEY", &with_length(0x30, &[&RSA, &*bits].concat())).trim_end().to_owned()
    }

    /// The practice Account Manager verifies assertions with this key.
    #[test]
    fn the_key_of_the_field_verifies_rs256_as_wycheproofs_vectors_say() {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let groups = file["testGroups"].as_array().unwrap().iter();
        let mut seen = [0, 0];
        for group in groups.filter(|group| group["comment"] == "rs256") {
            let key = read_key(&pem_of(&group["public"])).unwrap();
            for test in group["tests"].as_array().unwrap() {
                let verifies =
                    test["jws"].as_str().and_then(|jws| CompactJws::read(jws).ok()).is_some_and(|jws| {
                        jws.header_text("alg") == Some("RS256")
                            && key.verifies(SigningAlgorithm::Rs256, jws.signed.as_bytes(), &jws.signature)
                    });
                assert_eq!(verifies, test["result"] == "valid", "{test}");
                seen[usize::from(verifies)] += 1;
            }
        }
        assert!(seen[0] >= 200 && seen[1] >= 6, "{seen:?}");
    }
}
