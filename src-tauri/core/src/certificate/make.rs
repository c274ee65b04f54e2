//! Makes self-signed certificates as `openssl req -x509` does: for a new key pair, or to renew an existing one.

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
    /// The validity would begin before 1970 or end after the year 9999, so the clock must be wrong.
    TimeOutOfRange,
    /// The cryptography library failed.
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

/// The last second of the year 9999: the latest time that a certificate can contain.
const END_OF_TIME: i64 = 253_402_300_799;

/// Makes a self-signed certificate for the key: X.509 version 3, with a random serial number of 20 bytes, valid
/// from `now` until the end given by the options. It is signed with SHA-256, for P-384 with SHA-384; Ed25519
/// has its own hash.
///
/// # Errors
/// If a certificate cannot contain the time `now` or its end, or if the cryptography library fails.
///
/// # Examples
/// ```
/// use countersign_core::certificate::{CertificateOptions, Subject, Validity, make_self_signed};
/// use countersign_core::key::{RsaBits, make_rsa_key};
/// use countersign_core::moment::UnixSeconds;
///
/// let key = make_rsa_key(RsaBits::Rsa2048)?;
/// let subject = Subject { common_name: "my-integration".into(), ..Subject::default() };
/// let options = CertificateOptions { subject, validity: Validity::Days(90) };
/// let now = UnixSeconds(1_800_000_000);
/// let certificate = make_self_signed(&key, &options, now)?;
///
/// assert_eq!(certificate.subject(), "my-integration");
/// assert_eq!(certificate.not_after(), UnixSeconds(now.0 + 90 * 24 * 60 * 60));
/// assert!(certificate.belongs_to(&key));
/// assert!(certificate.to_pem().starts_with("-----BEGIN CERTIFICATE-----\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn make_self_signed(
    key: &PrivateKey,
    options: &CertificateOptions,
    now: UnixSeconds,
) -> Result<Certificate, MakeCertificateError> {
    make_self_signed_with_serial(key, options, now, make_serial()?)
}

/// Makes a certificate like [`make_self_signed`], with a serial number chosen by the caller. Its first two bits
/// are set to 0 and 1, so that the number is positive and really has 20 bytes. The same arguments give the same
/// bytes, except for EC keys, whose signatures are random.
///
/// # Errors
/// See [`make_self_signed`].
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
/// certificate made here it is self-signed, whoever issued the old one, and it has the extensions of a new one.
///
/// # Errors
/// See [`make_self_signed`].
pub fn renew(
    old: &Certificate,
    key: &PrivateKey,
    validity: Validity,
    now: UnixSeconds,
) -> Result<Certificate, MakeCertificateError> {
    renew_with_serial(old, key, validity, now, make_serial()?)
}

/// Renews a certificate like [`renew`], with a serial number chosen by the caller as in
/// [`make_self_signed_with_serial`].
///
/// # Errors
/// See [`make_self_signed`].
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

/// All parameters except the subject.
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
    // The extensions are the defaults of `openssl req -x509`, because that is how people make certificates for
    // Account Manager today: subject and authority key identifier (SHA-1 over the public key, RFC 5280 section
    // 4.2.1.2 method 1) and basic constraints, critical, CA:TRUE. A self-issued certificate has to say CA:TRUE
    // for verifiers that build a chain.
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.use_authority_key_identifier_extension = true;
    let key_identifier = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, key.der_bytes());
    params.key_identifier_method = KeyIdMethod::PreSpecified(key_identifier.as_ref().to_vec());
    Ok(params)
}

/// The parts of the name in the order in which `openssl req` asks for them.
fn distinguished_name(subject: &Subject) -> Result<DistinguishedName, MakeCertificateError> {
    let mut name = DistinguishedName::new();
    if let Some(country) = &subject.country {
        // RFC 5280 appendix A.1 allows no other string type here.
        let letters = country.as_str().try_into().map_err(|_| MakeCertificateError::Library)?;
        name.push(DnType::CountryName, DnValue::PrintableString(letters));
    }
    if let Some(organization) = &subject.organization {
        name.push(DnType::OrganizationName, DnValue::Utf8String(organization.clone()));
    }
    name.push(DnType::CommonName, DnValue::Utf8String(subject.common_name.clone()));
    Ok(name)
}

/// Positions of the names in a `TBSCertificate` that has a version (RFC 5280 section 4.1).
const ISSUER: usize = 3;
const SUBJECT: usize = 5;

/// The certificate with this name as issuer and subject, signed again. This is needed because the library that
/// makes certificates cannot write every name that other tools can: it knows one organizational unit, not two.
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
