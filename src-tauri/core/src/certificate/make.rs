//! Making self-signed certificates, as `openssl req -x509` does: for a new key pair, and anew for an old one.

use aws_lc_rs::digest;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use pkcs8::der::asn1::{AnyRef, BitStringRef};
use pkcs8::der::{Decode as _, Encode as _};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, DnValue, IsCa, KeyIdMethod,
    PublicKeyData as _, SerialNumber, SigningKey as _,
};
use x509_parser::time::ASN1Time;

use super::{Certificate, CertificateOptions, Subject, Validity};
use crate::key::PrivateKey;
use crate::moment::UnixSeconds;

/// Why a certificate could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MakeCertificateError {
    /// Its validity would begin before 1970 or end after the year 9999: the clock is wrong.
    TimeOutOfRange,
    /// The cryptography library gave up.
    Library,
}

impl std::fmt::Display for MakeCertificateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TimeOutOfRange => "a certificate cannot be valid at this time",
            Self::Library => "the cryptography library could not make a certificate",
        })
    }
}

impl std::error::Error for MakeCertificateError {}

/// Length of the serial number in bytes: the most that RFC 5280 section 4.1.2.2 allows.
pub(super) const SERIAL_LENGTH: usize = 20;

/// Last second of the year 9999: the most that a certificate can say.
const END_OF_TIME: i64 = 253_402_300_799;

/// Makes a self-signed certificate for the key: X.509 version 3, signed with SHA-256 (P-384: SHA-384; Ed25519
/// hashes by itself), valid from `now` to the end that the options say, with a random serial number of 20 bytes.
///
/// # Errors
/// If `now` is no time that a certificate can say, or if the cryptography library gives up.
pub fn make_self_signed(
    key: &PrivateKey,
    options: &CertificateOptions,
    now: UnixSeconds,
) -> Result<Certificate, MakeCertificateError> {
    make_self_signed_with_serial(key, options, now, make_serial()?)
}

/// The same with a serial number of the caller's. Its first two bits become 0 and 1, so that the number is
/// positive and really has 20 bytes. Gives the same bytes for the same arguments, but for EC keys: their
/// signatures are random.
///
/// # Errors
/// As [`make_self_signed`].
pub fn make_self_signed_with_serial(
    key: &PrivateKey,
    options: &CertificateOptions,
    now: UnixSeconds,
    serial: [u8; SERIAL_LENGTH],
) -> Result<Certificate, MakeCertificateError> {
    let mut params = params(key, options.validity, now, serial)?;
    params.distinguished_name = distinguished_name(&options.subject)?;
    let made = params.self_signed(key).map_err(|_| MakeCertificateError::Library)?;
    Certificate::from_der(made.der()).map_err(|_| MakeCertificateError::Library)
}

/// Makes a new certificate for the key with the subject of `old`, byte for byte, valid from `now`. Like every
/// certificate made here it is self-signed, whoever issued the old one, and has the extensions of a new one.
///
/// # Errors
/// As [`make_self_signed`].
pub fn renew(
    old: &Certificate,
    key: &PrivateKey,
    validity: Validity,
    now: UnixSeconds,
) -> Result<Certificate, MakeCertificateError> {
    renew_with_serial(old, key, validity, now, make_serial()?)
}

/// The same with a serial number of the caller's, as in [`make_self_signed_with_serial`].
///
/// # Errors
/// As [`make_self_signed`].
pub fn renew_with_serial(
    old: &Certificate,
    key: &PrivateKey,
    validity: Validity,
    now: UnixSeconds,
    serial: [u8; SERIAL_LENGTH],
) -> Result<Certificate, MakeCertificateError> {
    let params = params(key, validity, now, serial)?;
    let made = params.self_signed(key).map_err(|_| MakeCertificateError::Library)?;
    let renewed = with_subject(made.der(), old.subject_der(), key).ok_or(MakeCertificateError::Library)?;
    Certificate::from_der(&renewed).map_err(|_| MakeCertificateError::Library)
}

fn make_serial() -> Result<[u8; SERIAL_LENGTH], MakeCertificateError> {
    let mut serial = [0; SERIAL_LENGTH];
    SystemRandom::new().fill(&mut serial).map_err(|_| MakeCertificateError::Library)?;
    Ok(serial)
}

/// Everything but the subject.
fn params(
    key: &PrivateKey,
    validity: Validity,
    now: UnixSeconds,
    mut serial: [u8; SERIAL_LENGTH],
) -> Result<CertificateParams, MakeCertificateError> {
    serial[0] = (serial[0] & 0x7F) | 0x40;
    let end = validity.end(now);
    if now.0 < 0 || end.0 > END_OF_TIME {
        return Err(MakeCertificateError::TimeOutOfRange);
    }
    let time =
        |at: UnixSeconds| ASN1Time::from_timestamp(at.0).map_err(|_| MakeCertificateError::TimeOutOfRange);

    let mut params = CertificateParams::default();
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.not_before = time(now)?.to_datetime();
    params.not_after = time(end)?.to_datetime();
    // The extensions are those of `openssl req -x509` with its own settings, because certificates made by it
    // are what Account Manager is fed with today: subject and authority key identifier (SHA-1 over the public
    // key, RFC 5280 section 4.2.1.2 method 1) and basic constraints, critical, CA:TRUE. A certificate that is
    // its own issuer has to say CA:TRUE for verifiers that build a chain.
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.use_authority_key_identifier_extension = true;
    let key_identifier = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, key.der_bytes());
    params.key_identifier_method = KeyIdMethod::PreSpecified(key_identifier.as_ref().to_vec());
    Ok(params)
}

/// In the order in which `openssl req` asks for the parts.
fn distinguished_name(subject: &Subject) -> Result<DistinguishedName, MakeCertificateError> {
    let mut name = DistinguishedName::new();
    if let Some(country) = &subject.country {
        // RFC 5280 appendix A.1 allows no other kind of string here.
        let letters = country.as_str().try_into().map_err(|_| MakeCertificateError::Library)?;
        name.push(DnType::CountryName, DnValue::PrintableString(letters));
    }
    if let Some(organization) = &subject.organization {
        name.push(DnType::OrganizationName, DnValue::Utf8String(organization.clone()));
    }
    name.push(DnType::CommonName, DnValue::Utf8String(subject.common_name.clone()));
    Ok(name)
}

/// Where in `TBSCertificate` with its version (RFC 5280 section 4.1) the names are.
const ISSUER: usize = 3;
const SUBJECT: usize = 5;

/// The certificate with this name as issuer and subject, signed again: the library that makes certificates can
/// not say every name that other tools give (it knows one organizational unit, not two).
fn with_subject(certificate: &[u8], name: &[u8], key: &PrivateKey) -> Option<Vec<u8>> {
    let [tbs, algorithm, _] = <[AnyRef<'_>; 3]>::try_from(Vec::from_der(certificate).ok()?).ok()?;
    let tbs = tbs.to_der().ok()?;
    let mut parts: Vec<AnyRef<'_>> = Vec::from_der(&tbs).ok()?;
    let name = AnyRef::from_der(name).ok()?;
    *parts.get_mut(ISSUER)? = name;
    *parts.get_mut(SUBJECT)? = name;
    let tbs = parts.to_der().ok()?;
    let signature = key.sign(&tbs).ok()?;
    let signature = BitStringRef::from_bytes(&signature).ok()?.to_der().ok()?;
    let parts = [AnyRef::from_der(&tbs).ok()?, algorithm, AnyRef::from_der(&signature).ok()?];
    parts.to_vec().to_der().ok()
}
