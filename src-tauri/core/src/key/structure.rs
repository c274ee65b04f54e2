//! The DER structures of private and public keys, whatever file they are in.

use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, UintRef};
use pkcs8::der::{Decode as _, Reader as _, Tag, TagNumber, Tagged as _};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::explicit_curve::curve_with;
use super::pkcs8_info::Pkcs8Info;
use super::pss::{PssHash, RSA_PSS};
use super::rsa_numbers::bit_length;
use super::sequence::is_sequence_of;
use super::{EcCurve, KeySyntax, KeyType};

/// `rsaEncryption` (RFC 8017 appendix A.1).
pub(crate) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// `id-dsa`.
pub(crate) const DSA: &str = "1.2.840.10040.4.1";
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// What was recognised as a private key's structure.
pub(crate) enum PrivateKeyStructure<'d> {
    /// A key of a type that can sign here.
    Usable(FoundKey<'d>),
    /// A key of another type.
    Other(KeyType),
    /// Against the standard, or damaged.
    Malformed,
}

/// The structure of a private key, and the syntax it was wrapped in. Its numbers are not checked yet.
pub(crate) enum FoundKey<'d> {
    /// `RSAPrivateKey` (PKCS#1).
    Rsa { pkcs1: &'d [u8], syntax: KeySyntax },
    /// `RSAPrivateKey` of a key for RSASSA-PSS alone, and the algorithm that says so.
    RsaPss { pkcs1: &'d [u8], algorithm: AlgorithmIdentifierRef<'d>, syntax: KeySyntax },
    /// The number of an EC key, and its public key if there is one.
    Ec { curve: EcCurve, number: &'d [u8], point: Option<&'d [u8]>, syntax: KeySyntax },
    /// The seed of an Ed25519 key, and its public key if there is one.
    Ed25519 { seed: &'d [u8], public: Option<&'d [u8]>, syntax: KeySyntax },
}

impl FoundKey<'_> {
    /// The same key, marked as found inside another format.
    pub(crate) fn within(mut self, format: KeySyntax) -> Self {
        let (Self::Rsa { syntax, .. }
        | Self::RsaPss { syntax, .. }
        | Self::Ec { syntax, .. }
        | Self::Ed25519 { syntax, .. }) = &mut self;
        *syntax = format;
        self
    }
}

/// Recognises a private key that fills the bytes completely: PKCS#8, PKCS#1, SEC 1, or DSA as OpenSSL once wrote it. `None`
/// for anything else.
pub(crate) fn private_key_structure(der: &[u8]) -> Option<PrivateKeyStructure<'_>> {
    if let Some(info) = Pkcs8Info::read(der) {
        return Some(pkcs8_structure(&info));
    }
    if RsaPrivateKeyRef::try_from(der).is_ok() {
        let found = FoundKey::Rsa { pkcs1: der, syntax: KeySyntax::Pkcs1 };
        return Some(PrivateKeyStructure::Usable(found));
    }
    if is_old_dsa_key(der) {
        return Some(PrivateKeyStructure::Other(KeyType::Other { oid: DSA.to_owned() }));
    }
    let key = SecKey::read(der)?;
    Some(ec_structure(None, &key, KeySyntax::Sec1))
}

fn pkcs8_structure<'d>(info: &Pkcs8Info<'d>) -> PrivateKeyStructure<'d> {
    let algorithm = &info.algorithm;
    let syntax = KeySyntax::Pkcs8;
    match algorithm.oid {
        EC => match SecKey::read(info.private_key) {
            Some(key) => ec_structure(algorithm.parameters, &key, syntax),
            None => PrivateKeyStructure::Malformed,
        },
        // RFC 8410 section 3: no parameters are allowed.
        ED25519 if algorithm.parameters.is_some() => PrivateKeyStructure::Malformed,
        ED25519 => match <&OctetStringRef>::from_der(info.private_key) {
            Ok(seed) => PrivateKeyStructure::Usable(FoundKey::Ed25519 {
                seed: seed.as_bytes(),
                public: info.public_key,
                syntax,
            }),
            Err(_) => PrivateKeyStructure::Malformed,
        },
        RSA => {
            // The parameters of RSA keys are NULL; some writers leave them out.
            let pkcs1 = info.private_key;
            let parameters_fit = algorithm.parameters.is_none_or(|parameters| parameters.is_null());
            if parameters_fit && RsaPrivateKeyRef::try_from(pkcs1).is_ok() {
                PrivateKeyStructure::Usable(FoundKey::Rsa { pkcs1, syntax })
            } else {
                PrivateKeyStructure::Malformed
            }
        }
        RSA_PSS => pss_structure(info),
        _ => PrivateKeyStructure::Other(KeyType::Other { oid: algorithm.oid.to_string() }),
    }
}

fn pss_structure<'d>(info: &Pkcs8Info<'d>) -> PrivateKeyStructure<'d> {
    let Ok(key) = RsaPrivateKeyRef::try_from(info.private_key) else { return PrivateKeyStructure::Malformed };
    match pss_type(&info.algorithm, bit_length(key.modulus.as_bytes())) {
        Some(key_type @ KeyType::RsaPss { only_hash: Some(0), .. }) => PrivateKeyStructure::Other(key_type),
        Some(_) => PrivateKeyStructure::Usable(FoundKey::RsaPss {
            pkcs1: info.private_key,
            algorithm: info.algorithm,
            syntax: KeySyntax::Pkcs8,
        }),
        None => PrivateKeyStructure::Malformed,
    }
}

/// The type of an RSASSA-PSS key with this algorithm; `None` if the parameters are damaged.
pub(super) fn pss_type(algorithm: &AlgorithmIdentifierRef<'_>, bits: u32) -> Option<KeyType> {
    let only_hash = match PssHash::of(algorithm.parameters)? {
        PssHash::Any => None,
        PssHash::Only(hash) => Some(hash),
        PssHash::NoneOfJws => Some(0),
    };
    Some(KeyType::RsaPss { bits, only_hash })
}

/// `ECPrivateKey` (RFC 5915), with its curve by name or by numbers.
struct SecKey<'d> {
    number: &'d [u8],
    parameters: Option<AnyRef<'d>>,
    point: Option<&'d [u8]>,
}

impl<'d> SecKey<'d> {
    fn read(der: &'d [u8]) -> Option<Self> {
        let mut read = None;
        let is_whole = is_sequence_of(der, |reader| {
            let version = u8::decode(reader)?;
            let number = <&OctetStringRef>::decode(reader)?.as_bytes();
            let tagged = |number| Tag::ContextSpecific { constructed: true, number: TagNumber(number) };
            let (mut parameters, mut point) = (None, None);
            while !reader.is_finished() {
                let any = AnyRef::decode(reader)?;
                if any.tag() == tagged(0) {
                    parameters = Some(AnyRef::from_der(any.value())?);
                } else if any.tag() == tagged(1) {
                    point = BitStringRef::from_der(any.value())?.as_bytes();
                }
            }
            read = (version == 1).then_some(Self { number, parameters, point });
            Ok(())
        });
        read.filter(|_| is_whole)
    }
}

fn ec_structure<'d>(
    around: Option<AnyRef<'d>>,
    key: &SecKey<'d>,
    syntax: KeySyntax,
) -> PrivateKeyStructure<'d> {
    let name = curve_of(around.or(key.parameters).as_ref());
    match EcCurve::named(&name) {
        Some(curve) => {
            let SecKey { number, point, .. } = *key;
            PrivateKeyStructure::Usable(FoundKey::Ec { curve, number, point, syntax })
        }
        None => PrivateKeyStructure::Other(KeyType::Ec { curve: name }),
    }
}

/// The name of the curve with these parameters: an object identifier, or the numbers of a curve.
fn curve_of(parameters: Option<&AnyRef<'_>>) -> String {
    let Some(parameters) = parameters else { return UNNAMED_CURVE.to_owned() };
    match parameters.decode_as::<ObjectIdentifier>() {
        Ok(oid) => curve_name(oid),
        Err(_) => curve_with(parameters).unwrap_or(UNNAMED_CURVE).to_owned(),
    }
}

/// A DSA key as OpenSSL wrote it before PKCS#8: version 0 and five numbers.
fn is_old_dsa_key(der: &[u8]) -> bool {
    is_sequence_of(der, |reader| {
        let mut numbers = 0;
        let version = u8::decode(reader)?;
        while !reader.is_finished() {
            UintRef::decode(reader)?;
            numbers += 1;
        }
        if (version, numbers) == (0, 5) { Ok(()) } else { Err(reader.error(Tag::Sequence.value_error())) }
    })
}

/// The type of the key in a `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7); `None` if it is not one.
pub(crate) fn public_key_type(spki: &[u8]) -> Option<KeyType> {
    let info = SubjectPublicKeyInfoRef::try_from(spki).ok()?;
    let algorithm = &info.algorithm;
    let bits = || {
        let key = RsaPublicKeyRef::try_from(info.subject_public_key.as_bytes()?).ok()?;
        Some(bit_length(key.modulus.as_bytes()))
    };
    Some(match algorithm.oid {
        RSA => KeyType::Rsa { bits: bits()? },
        RSA_PSS => pss_type(algorithm, bits()?)?,
        EC => KeyType::Ec { curve: curve_of(algorithm.parameters.as_ref()) },
        ED25519 => KeyType::Ed25519,
        _ => KeyType::Other { oid: algorithm.oid.to_string() },
    })
}

/// The name of a curve that is given by numbers of its own, or not given at all.
const UNNAMED_CURVE: &str = "?";

fn curve_name(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    let name = match oid.as_str() {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        "1.3.132.0.33" => "P-224",
        "1.2.840.10045.3.1.1" => "P-192",
        "1.3.132.0.10" => "secp256k1",
        "1.2.156.10197.1.301" => "SM2",
        "1.3.36.3.3.2.8.1.1.7" => "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11" => "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13" => "brainpoolP512r1",
        _ => return oid,
    };
    name.to_owned()
}
