//! Writes `ECPrivateKey` (SEC 1, RFC 5915) as OpenSSL did before PKCS#8. The RSA counterpart, PKCS#1, needs no
//! writing: PKCS#8 contains it unchanged.

use pkcs8::der::Encode as _;
use pkcs8::{ObjectIdentifier, SubjectPublicKeyInfoRef};
use sec1::{EcParameters, EcPrivateKey};
use zeroize::Zeroizing;

use super::WriteKeyError;
use crate::key::PrivateKey;

/// An EC key as `ECPrivateKey` in DER, with its curve. Inside PKCS#8 this structure has no curve, because
/// PKCS#8 names it elsewhere.
pub(crate) fn write_sec1(key: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, WriteKeyError> {
    let inner = EcPrivateKey::try_from(key.inner_der()).map_err(|_| WriteKeyError)?;
    let spki = SubjectPublicKeyInfoRef::try_from(key.public_key_spki_der()).map_err(|_| WriteKeyError)?;
    let curve: ObjectIdentifier = spki.algorithm.parameters_oid().map_err(|_| WriteKeyError)?;
    let whole = EcPrivateKey {
        private_key: inner.private_key,
        parameters: Some(EcParameters::NamedCurve(curve)),
        public_key: spki.subject_public_key.as_bytes(),
    };
    whole.to_der().map(Zeroizing::new).map_err(|_| WriteKeyError)
}
