//! The usual names of what is not supported.

use pkcs8::der::asn1::ObjectIdentifier;

use crate::key_file::problem::KeyProblem;
use crate::key_file::refusal::Refusal;

/// Parameters that cannot be read.
pub(super) const MALFORMED: Refusal = Refusal::Problem(KeyProblem::EncryptionDamaged);

/// The problem of an unsupported cipher. It has the usual name, or else the object identifier.
pub(in crate::key_file) fn cipher_unsupported(id: &ObjectIdentifier) -> KeyProblem {
    KeyProblem::CipherUnsupported { cipher: name(id) }
}

/// The problem of an unsupported derivation, or of the hash in it.
pub(super) fn derivation_unsupported(id: &ObjectIdentifier) -> KeyProblem {
    KeyProblem::DerivationUnsupported { derivation: name(id) }
}

fn name(id: &ObjectIdentifier) -> String {
    let id = id.to_string();
    let name = match id.as_str() {
        "2.16.840.1.101.3.4.1.1" => "AES-128-ECB",
        "2.16.840.1.101.3.4.1.21" => "AES-192-ECB",
        "2.16.840.1.101.3.4.1.41" => "AES-256-ECB",
        "2.16.840.1.101.3.4.1.26" => "AES-192-GCM",
        "1.3.14.3.2.6" => "DES-ECB",
        "1.2.840.113549.3.2" => "RC2",
        "1.2.840.113549.3.4" => "RC4",
        "1.2.840.113549.3.9" => "RC5",
        "1.2.410.200046.1.1.2" | "1.2.410.200046.1.1.7" | "1.2.410.200046.1.1.12" => "ARIA",
        "1.2.392.200011.61.1.1.1.2" | "1.2.392.200011.61.1.1.1.3" | "1.2.392.200011.61.1.1.1.4" => "Camellia",
        "1.2.410.200004.1.4" => "SEED",
        "1.2.156.10197.1.104.2" => "SM4-CBC",
        "1.2.643.2.2.21" => "GOST 28147-89",
        "1.2.643.7.1.1.5.1.1" => "Magma",
        "1.2.643.7.1.1.5.2.1" | "1.2.643.7.1.1.5.2.2" => "Kuznyechik",
        "1.2.643.2.2.10" => "HMAC with GOST R 34.11-94",
        "1.2.643.7.1.1.4.1" => "HMAC with Streebog-256",
        "1.2.643.7.1.1.4.2" => "HMAC with Streebog-512",
        "1.2.156.10197.1.401.3.1" => "HMAC with SM3",
        "1.3.6.1.4.1.11591.4.11" => "scrypt",
        "1.2.840.113549.1.5.12" => "PBKDF2",
        "1.2.840.113549.1.5.14" => "PBMAC1",
        "1.2.840.113549.1.7.2" => "PKCS#7 SignedData",
        "1.2.840.113549.1.7.3" => "PKCS#7 EnvelopedData",
        _ => return id,
    };
    name.to_owned()
}
