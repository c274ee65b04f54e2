//! Curves that are given by their numbers instead of their names (`ECParameters`, SEC 1 appendix C.2).

use pkcs8::der::Reader as _;
use pkcs8::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef, UintRef};

/// `prime-field`.
const PRIME_FIELD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.1.1");

/// A curve and its numbers: the prime, what x is multiplied with, what is added, x of the base point, and the number of
/// points.
struct Curve {
    name: &'static str,
    prime: &'static str,
    factor: &'static str,
    summand: &'static str,
    base: &'static str,
    order: &'static str,
}

const CURVES: [Curve; 4] = [
    Curve {
        name: "P-256",
        prime: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        factor: "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        summand: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        base: "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        order: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    },
    Curve {
        name: "P-384",
        prime: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeff\
            ffffff0000000000000000ffffffff",
        factor: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeff\
            ffffff0000000000000000fffffffc",
        summand: "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac6\
            56398d8a2ed19d2a85c8edd3ec2aef",
        base: "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a3855\
            02f25dbf55296c3a545e3872760ab7",
        order: "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf58\
            1a0db248b0a77aecec196accc52973",
    },
    Curve {
        name: "P-521",
        prime: "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
            fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        factor: "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
            ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
        summand: "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e1\
            56193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        base: "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dba\
            a14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
        order: "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
            a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    },
    Curve {
        name: "secp256k1",
        prime: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
        factor: "0",
        summand: "7",
        base: "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        order: "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
    },
];

/// The name of the curve with these parameters, if they are those of a known one.
pub(super) fn curve_with(parameters: &AnyRef<'_>) -> Option<&'static str> {
    let mut numbers = None;
    let read = parameters.sequence(|reader| {
        let _version = reader.decode::<u8>()?;
        let prime = reader.sequence(|field: &mut pkcs8::der::SliceReader<'_>| {
            let kind = field.decode::<ObjectIdentifier>()?;
            let prime = field.decode::<UintRef<'_>>()?;
            Ok::<_, pkcs8::der::Error>((kind == PRIME_FIELD).then(|| hexadecimal(prime.as_bytes())))
        })?;
        let (factor, summand) = reader.sequence(|curve: &mut pkcs8::der::SliceReader<'_>| {
            let factor = hexadecimal(curve.decode::<&OctetStringRef>()?.as_bytes());
            let summand = hexadecimal(curve.decode::<&OctetStringRef>()?.as_bytes());
            // A seed may follow.
            while !curve.is_finished() {
                curve.decode::<AnyRef<'_>>()?;
            }
            Ok::<_, pkcs8::der::Error>((factor, summand))
        })?;
        let base = hexadecimal(base_x(reader.decode::<&OctetStringRef>()?.as_bytes()));
        let order = hexadecimal(reader.decode::<UintRef<'_>>()?.as_bytes());
        // A cofactor may follow.
        while !reader.is_finished() {
            reader.decode::<AnyRef<'_>>()?;
        }
        numbers = prime.map(|prime| [prime, factor, summand, base, order]);
        Ok::<_, pkcs8::der::Error>(())
    });
    let numbers = numbers.filter(|_| read.is_ok())?;
    let curve = CURVES
        .iter()
        .find(|curve| numbers == [curve.prime, curve.factor, curve.summand, curve.base, curve.order])?;
    Some(curve.name)
}

/// The first coordinate of a point, which is compressed or not (SEC 1 section 2.3.3).
fn base_x(point: &[u8]) -> &[u8] {
    match point {
        [4, both @ ..] => &both[..both.len() / 2],
        [2 | 3, x @ ..] => x,
        _ => &[],
    }
}

/// A number without leading zeros.
fn hexadecimal(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let short = digits.trim_start_matches('0');
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}
