//! RSA keys that may sign with RSASSA-PSS alone (RFC 4055 section 3.1): `openssl genpkey -algorithm RSA-PSS`.

use der::Sequence;
use pkcs8::der::asn1::{AnyRef, ObjectIdentifier};
use pkcs8::spki::AlgorithmIdentifierRef;

/// `id-RSASSA-PSS` (RFC 4055 section 3.1).
pub(super) const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");

/// `RSASSA-PSS-params`. The hash without a value is SHA-1.
#[derive(Sequence)]
struct Parameters<'a> {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierRef<'a>>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierRef<'a>>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt_length: Option<u32>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u32>,
}

/// Which hash a PSS key may sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PssHash {
    /// Any.
    Any,
    /// Only this one, by its output in bits: 256, 384 or 512.
    Only(u32),
    /// None that a JSON Web Signature is made with (RFC 7518 section 3.5).
    NoneOfJws,
}

impl PssHash {
    /// The hash that the parameters of a key restrict it to; `None` if they are damaged.
    pub(super) fn of(parameters: Option<AnyRef<'_>>) -> Option<Self> {
        let Some(parameters) = parameters.filter(|any| !any.is_null()) else { return Some(Self::Any) };
        let Parameters { hash, mask, salt_length, trailer: _ } = parameters.decode_as().ok()?;
        let hash = hash.map(|hash| hash.oid);
        let of_mask = mask.filter(|mask| mask.oid == MGF1).and_then(|mask| mask.parameters);
        let of_mask = of_mask.and_then(|any| any.decode_as::<AlgorithmIdentifierRef<'_>>().ok());
        let bits = match hash.map(|oid| oid.to_string()).as_deref() {
            Some("2.16.840.1.101.3.4.2.1") => 256,
            Some("2.16.840.1.101.3.4.2.2") => 384,
            Some("2.16.840.1.101.3.4.2.3") => 512,
            _ => return Some(Self::NoneOfJws),
        };
        // A JSON Web Signature has the same hash in its mask, and a salt as long as the hash.
        let fits = of_mask.map(|mask| mask.oid) == hash && salt_length.unwrap_or(20) <= bits / 8;
        Some(if fits { Self::Only(bits) } else { Self::NoneOfJws })
    }
}
