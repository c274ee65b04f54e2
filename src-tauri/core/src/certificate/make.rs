//! Making a self-signed certificate, as `openssl req -x509` does.

use aws_lc_rs::digest;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, DnValue, IsCa, KeyIdMethod,
    PublicKeyData as _, SerialNumber,
};
use x509_parser::time::ASN1Time;

use super::{Certificate, CertificateOptions};
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

/// Length of the serial number in bytes: the most that RFC 5280 section 4.1.2.2 allows.
pub(super) const SERIAL_LENGTH: usize = 20;

/// Last second of the year 9999: the most that a certificate can say.
const END_OF_TIME: i64 = 253_402_300_799;

/// Makes a self-signed certificate for the key: X.509 version 3, signed with SHA-256 (P-384: SHA-384; Ed25519
/// hashes by itself), valid from `now` for the days that the options say, with a random serial number of 20 bytes.
///
/// # Errors
/// If `now` is no time that a certificate can say, or if the cryptography library gives up.
pub fn make_self_signed(
    key: &PrivateKey,
    options: &CertificateOptions,
    now: UnixSeconds,
) -> Result<Certificate, MakeCertificateError> {
    let mut serial = [0; SERIAL_LENGTH];
    SystemRandom::new().fill(&mut serial).map_err(|_| MakeCertificateError::Library)?;
    make_self_signed_with_serial(key, options, now, serial)
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
    mut serial: [u8; SERIAL_LENGTH],
) -> Result<Certificate, MakeCertificateError> {
    serial[0] = (serial[0] & 0x7F) | 0x40;
    let end = now.0.saturating_add(i64::from(options.days) * 24 * 60 * 60);
    if now.0 < 0 || end > END_OF_TIME {
        return Err(MakeCertificateError::TimeOutOfRange);
    }
    let time = |seconds| ASN1Time::from_timestamp(seconds).map_err(|_| MakeCertificateError::TimeOutOfRange);

    let mut params = CertificateParams::default();
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.not_before = time(now.0)?.to_datetime();
    params.not_after = time(end)?.to_datetime();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, DnValue::Utf8String(options.common_name.clone()));
    // The extensions are those of `openssl req -x509` with its own settings, because certificates made by it
    // are what Account Manager is fed with today: subject and authority key identifier (SHA-1 over the public
    // key, RFC 5280 section 4.2.1.2 method 1) and basic constraints, critical, CA:TRUE. A certificate that is
    // its own issuer has to say CA:TRUE for verifiers that build a chain.
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.use_authority_key_identifier_extension = true;
    let key_identifier = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, key.der_bytes());
    params.key_identifier_method = KeyIdMethod::PreSpecified(key_identifier.as_ref().to_vec());

    let made = params.self_signed(key).map_err(|_| MakeCertificateError::Library)?;
    Certificate::from_der(made.der()).map_err(|_| MakeCertificateError::Library)
}
