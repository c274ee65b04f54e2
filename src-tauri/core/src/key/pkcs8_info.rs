//! `PrivateKeyInfo` (PKCS#8, RFC 5958) as programs write it. They disagree about what comes after the key: attributes, and
//! the public key with the tag that an older draft of RFC 5958 had, as ring before 0.17 did.

use pkcs8::der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use pkcs8::der::{Decode as _, Reader as _, Tag, TagNumber, Tagged as _};
use pkcs8::spki::AlgorithmIdentifierRef;

use super::sequence::is_sequence_of;

/// What a `PrivateKeyInfo` holds.
pub(super) struct Pkcs8Info<'d> {
    pub(super) algorithm: AlgorithmIdentifierRef<'d>,
    /// The private key in the algorithm's own format.
    pub(super) private_key: &'d [u8],
    /// The public key, if it is there.
    pub(super) public_key: Option<&'d [u8]>,
}

impl<'d> Pkcs8Info<'d> {
    /// Reads the structure; `None` if it is another one.
    pub(super) fn read(der: &'d [u8]) -> Option<Self> {
        let mut read = None;
        let is_whole = is_sequence_of(der, |reader| {
            let version = u8::decode(reader)?;
            let algorithm = AlgorithmIdentifierRef::decode(reader)?;
            let private_key = <&OctetStringRef>::decode(reader)?.as_bytes();
            let mut public_key = None;
            while !reader.is_finished() {
                let more = AnyRef::decode(reader)?;
                public_key = public_key.or(public_key_in(&more));
            }
            read = (version <= 1).then_some(Self { algorithm, private_key, public_key });
            Ok(())
        });
        read.filter(|_| is_whole)
    }
}

/// The bits of `[1] IMPLICIT BIT STRING`, or `[1] EXPLICIT` in the older form.
fn public_key_in<'d>(any: &AnyRef<'d>) -> Option<&'d [u8]> {
    let Tag::ContextSpecific { constructed, number: TagNumber(1) } = any.tag() else { return None };
    if constructed {
        return BitStringRef::from_der(any.value()).ok()?.as_bytes();
    }
    // The first byte counts the unused bits.
    any.value().strip_prefix(&[0])
}
