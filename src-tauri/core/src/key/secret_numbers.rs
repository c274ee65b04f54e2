//! The numbers of a private key that are secret, apart from the structures that hold them.

use pkcs1::RsaPrivateKeyRef;
use pkcs8::der::Decode as _;
use pkcs8::der::asn1::OctetStringRef;
use sec1::EcPrivateKey;

use super::{KeyType, PrivateKey, SecretBytes};

impl PrivateKey {
    /// Each secret number, most significant byte first: of RSA the exponents, the primes and the coefficient, of EC the
    /// scalar, of Ed25519 the seed. Every file and every text with the key has them, whatever is around them.
    pub(crate) fn secret_numbers(&self) -> Vec<SecretBytes> {
        let inner = self.inner_der();
        let numbers: Vec<&[u8]> = match self.key_type() {
            KeyType::Rsa { .. } | KeyType::RsaPss { .. } => {
                RsaPrivateKeyRef::try_from(inner).map_or(Vec::new(), |key| {
                    let numbers = [
                        key.private_exponent,
                        key.prime1,
                        key.prime2,
                        key.exponent1,
                        key.exponent2,
                        key.coefficient,
                    ];
                    numbers.iter().map(|number| number.as_bytes()).collect()
                })
            }
            KeyType::Ec { .. } => {
                EcPrivateKey::try_from(inner).map_or(Vec::new(), |key| vec![key.private_key])
            }
            KeyType::Ed25519 => {
                <&OctetStringRef>::from_der(inner).map_or(Vec::new(), |seed| vec![seed.as_bytes()])
            }
            KeyType::Other { .. } => Vec::new(),
        };
        numbers.into_iter().map(|number| SecretBytes::new(number.to_vec())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NewKey, make_key};

    #[test]
    fn every_kind_of_key_has_its_numbers() {
        for (kind, lengths) in [
            (NewKey::Rsa2048, vec![256, 128, 128, 128, 128, 128]),
            (NewKey::P256, vec![32]),
            (NewKey::P384, vec![48]),
        ] {
            let key = make_key(kind).unwrap();
            let numbers = key.secret_numbers();
            assert_eq!(numbers.len(), lengths.len(), "{kind:?}");
            // A number can begin with zeros, which RSA leaves out.
            assert!(
                numbers.iter().zip(lengths).all(|(number, length)| length - number.len() < 4),
                "{kind:?}"
            );
            let der = key.to_pkcs8_der();
            assert!(
                numbers.iter().all(|number| der.windows(number.len()).any(|part| part == number.as_slice()))
            );
        }
    }
}
