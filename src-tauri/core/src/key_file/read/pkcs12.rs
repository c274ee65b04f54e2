//! Reads PKCS#12 (RFC 7292): private keys and certificates in one file with a passphrase, as OpenSSL, Windows
//! and Java write it. Anything else in the file is ignored.

use aws_lc_rs::hmac;
use pkcs8::der::asn1::{AnyRef, OctetStringRef};
use pkcs8::der::{Decode as _, Reader as _, SliceReader, Tagged as _};
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use zeroize::Zeroizing;

use super::content::EncryptedKey;
use super::found::Found;
use crate::key::KeySyntax;
use crate::key::SecretBytes;
use crate::key_file::budget::Effort;
use crate::key_file::passphrase::{LockForm, Trial, Unlocker};
use crate::key_file::password_based::{decrypt, pkcs12_password};
use crate::key_file::pkcs12_structure::{
    Attribute, CERTIFICATE_BAG, CertificateBag, ContentInfo, DATA, ENCRYPTED_DATA, EncryptedContentInfo,
    EncryptedData, FRIENDLY_NAME, KEY_BAG, MacData, Pfx, SAFE_CONTENTS_BAG, SHA_1, SHA_256, SHA_384, SHA_512,
    SHROUDED_KEY_BAG, SafeBag,
};
use crate::key_file::problem::{ForeignFormat, KeyDerivation, KeyProblem, ReadFormat};
use crate::key_file::refusal::Refusal;

/// Bags may hold bags. No real file nests them deeper than this.
const DEEPEST: usize = 4;
/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 64;

const DAMAGED: KeyProblem = KeyProblem::FileDamaged { format: ReadFormat::Pkcs12 };

/// What the passphrase of the file unlocks.
#[derive(Default)]
struct Contents {
    /// `PrivateKeyInfo`, and its name.
    keys: Vec<(String, SecretBytes)>,
    /// `EncryptedPrivateKeyInfo` with a different passphrase, and its name.
    locked_keys: Vec<(String, Vec<u8>)>,
    /// DER, not read yet: what is read counts, and this may not be the right passphrase.
    certificates: Vec<Vec<u8>>,
    problems: Vec<KeyProblem>,
}

/// Reads all private keys and certificates.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>, unlocker: &mut Unlocker<'_>) {
    let pfx = match Pfx::from_der(bytes) {
        Ok(pfx) if pfx.version == 3 => pfx,
        _ if is_ber(bytes) => {
            return found.add_problem(KeyProblem::UnsupportedFormat { format: ForeignFormat::Pkcs12Ber });
        }
        _ => return found.add_problem(DAMAGED),
    };
    let Some(safes) = pfx.auth_safe.data() else {
        // Encrypted for a public key, which no common tool does.
        let cipher = pfx.auth_safe.content_type.to_string();
        return found.add_problem(KeyProblem::CipherUnsupported { cipher });
    };
    let Some(lock) = unlocker.next_lock(LockForm::Pkcs12) else { return };
    // Many files have an empty passphrase, and some have none, which is not the same.
    let empty = [pkcs12_password(""), Zeroizing::new(Vec::new())];
    let silently = unlocker.open_silently(|effort| {
        empty
            .iter()
            .map(|password| open(&pfx, safes, "", password, effort))
            .find(|opened| !matches!(opened, Err(Refusal::WrongPassphrase)))
            .unwrap_or(Err(Refusal::WrongPassphrase))
    });
    let contents = match silently {
        Ok(contents) => contents,
        Err(_) => {
            let opened = unlocker.open(lock.clone(), |passphrase, effort| {
                open(&pfx, safes, passphrase, &pkcs12_password(passphrase), effort)
            });
            match opened {
                Trial::Opened(contents) => contents,
                Trial::Locked { lock, refused } => return found.add_locked(lock, refused),
                Trial::Problem(problem) => return found.add_problem(problem),
            }
        }
    };
    for (name, der) in &contents.locked_keys {
        let mut entry_lock = lock.clone();
        entry_lock.entry = Some(name.clone());
        let Some(encrypted) = EncryptedKey::read(der) else { continue };
        match unlocker.open(entry_lock, |passphrase, effort| encrypted.open(passphrase, effort)) {
            Trial::Opened(pkcs8) => {
                found.name_next_key(name);
                found.take_key_within(&pkcs8, KeySyntax::Pkcs12, DAMAGED);
            }
            Trial::Locked { lock, refused } => found.add_locked(lock, refused),
            Trial::Problem(problem) => found.add_problem(problem),
        }
    }
    for (name, pkcs8) in &contents.keys {
        found.name_next_key(name);
        found.take_key_within(pkcs8, KeySyntax::Pkcs12, DAMAGED);
    }
    for der in &contents.certificates {
        found.add_certificate(Some(der), DAMAGED);
    }
    contents.problems.into_iter().for_each(|problem| found.add_problem(problem));
    found.nothing_else_inside(ReadFormat::Pkcs12);
}

/// Whether the structures before the content have indefinite lengths, which DER does not allow.
fn is_ber(bytes: &[u8]) -> bool {
    bytes.iter().zip(bytes.iter().skip(1)).take(32).any(|pair| matches!(pair, (0x24 | 0x30 | 0xA0, 0x80)))
}

/// Above this count, a wrong integrity code is taken for a wrong passphrase without trying to decrypt.
const COSTLY_ITERATIONS: u32 = 20_000;

/// Decrypts everything with one passphrase.
fn open(
    pfx: &Pfx<'_>,
    safes: &[u8],
    passphrase: &str,
    mac_password: &[u8],
    effort: &mut Effort<'_>,
) -> Result<Contents, Refusal> {
    let verified =
        pfx.mac_data.as_ref().map(|mac| mac.verify(safes, mac_password, effort)).transpose()?.flatten();
    // A wrong integrity code can also mean that the file was altered. Decrypting anyway shows which it is, but
    // may not cost more than asking again.
    let is_costly = pfx.mac_data.as_ref().is_some_and(|mac| mac.iterations > COSTLY_ITERATIONS);
    if verified == Some(false) && (is_costly || effort.is_silent()) {
        return Err(Refusal::WrongPassphrase);
    }
    let mut opening = Opening { passphrase, effort, contents: Contents::default(), opened: false };
    let read = opening.safes(safes);
    match (verified, read) {
        (Some(true) | None, Ok(())) => Ok(opening.contents),
        // The integrity code proves that the passphrase is right, but the content does not decrypt: it was
        // altered.
        (Some(true), Err(Refusal::WrongPassphrase)) => Err(DAMAGED.into()),
        // The content decrypts, but the integrity code is wrong: something was altered here, too.
        (Some(false), _) if opening.opened => Err(DAMAGED.into()),
        (Some(false), _) => Err(Refusal::WrongPassphrase),
        (_, Err(refusal)) => Err(refusal),
    }
}

impl MacData<'_> {
    /// Whether the passphrase gives this integrity code (section 4, appendix B). `None` for an unknown kind of
    /// code: then only decryption can tell.
    fn verify(
        &self,
        content: &[u8],
        password: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<Option<bool>, Refusal> {
        let algorithm = match self.mac.algorithm.oid {
            SHA_1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            SHA_256 => hmac::HMAC_SHA256,
            SHA_384 => hmac::HMAC_SHA384,
            SHA_512 => hmac::HMAC_SHA512,
            _ => return Ok(None),
        };
        // The longer hashes take four times as long.
        let price = if algorithm.digest_algorithm().output_len() > 32 { 4 } else { 1 };
        effort.spend(KeyDerivation::Pkcs12, price * u64::from(self.iterations))?;
        effort.spend_on_bytes(KeyDerivation::Pkcs12, content.len())?;
        // A larger count was just refused.
        let iterations = i32::try_from(self.iterations).unwrap_or(i32::MAX);
        let length = algorithm.digest_algorithm().output_len();
        let salt = self.salt.as_bytes();
        let purpose = Pkcs12KeyType::Mac;
        let key = Zeroizing::new(match length {
            20 => derive_key::<sha1::Sha1>(password, salt, purpose, iterations, length),
            32 => derive_key::<sha2::Sha256>(password, salt, purpose, iterations, length),
            48 => derive_key::<sha2::Sha384>(password, salt, purpose, iterations, length),
            _ => derive_key::<sha2::Sha512>(password, salt, purpose, iterations, length),
        });
        let key = hmac::Key::new(algorithm, &key);
        Ok(Some(hmac::verify(&key, content, self.mac.digest.as_bytes()).is_ok()))
    }
}

impl<'a> ContentInfo<'a> {
    /// The content, if it is plain `data`.
    fn data(&self) -> Option<&'a [u8]> {
        let content = (self.content_type == DATA).then_some(self.content)?;
        content.decode_as::<&OctetStringRef>().ok().map(OctetStringRef::as_bytes)
    }
}

/// A file being decrypted with one passphrase.
struct Opening<'e, 'b> {
    passphrase: &'e str,
    effort: &'e mut Effort<'b>,
    contents: Contents,
    /// Something encrypted was decrypted with it.
    opened: bool,
}

impl Opening<'_, '_> {
    /// Reads `AuthenticatedSafe` (section 4.1).
    fn safes(&mut self, der: &[u8]) -> Result<(), Refusal> {
        each_in_sequence::<ContentInfo<'_>>(der, |info| {
            if let Some(data) = info.data() {
                return self.bags(data, 0);
            }
            if info.content_type != ENCRYPTED_DATA {
                let cipher = info.content_type.to_string();
                return Err(KeyProblem::CipherUnsupported { cipher }.into());
            }
            let encrypted: EncryptedData<'_> = info.content.decode_as().map_err(|_| DAMAGED)?;
            let EncryptedContentInfo { algorithm, content, .. } = &encrypted.content;
            let plain = decrypt(algorithm, content.as_bytes(), self.passphrase, self.effort)?;
            self.opened = true;
            self.bags(&plain, 0)
        })
    }

    /// Reads `SafeContents` (section 4.2).
    fn bags(&mut self, der: &[u8], depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(DAMAGED.into());
        }
        each_in_sequence::<SafeBag<'_>>(der, |bag| match bag.id {
            KEY_BAG => {
                self.contents.keys.push((bag.name(), whole(&bag.value)?));
                Ok(())
            }
            SHROUDED_KEY_BAG => self.shrouded_key(&bag),
            CERTIFICATE_BAG => self.certificate(&bag),
            SAFE_CONTENTS_BAG => self.bags(&whole(&bag.value)?, depth + 1),
            // Revocation lists and secrets that are not keys.
            _ => Ok(()),
        })
    }

    fn shrouded_key(&mut self, bag: &SafeBag<'_>) -> Result<(), Refusal> {
        let der = whole(&bag.value)?;
        let encrypted = EncryptedKey::read(&der).ok_or(DAMAGED)?;
        match encrypted.open(self.passphrase, self.effort) {
            Ok(pkcs8) => {
                self.opened = true;
                self.contents.keys.push((bag.name(), pkcs8));
            }
            Err(Refusal::WorkSpent(derivation)) => {
                self.contents.problems.push(KeyProblem::TooCostly { derivation });
            }
            // In Java, a key can have another passphrase than its keystore.
            Err(Refusal::WrongPassphrase) => self.contents.locked_keys.push((bag.name(), der.to_vec())),
            Err(Refusal::Problem(problem)) => self.contents.problems.push(problem),
        }
        Ok(())
    }

    fn certificate(&mut self, bag: &SafeBag<'_>) -> Result<(), Refusal> {
        let bag: CertificateBag<'_> = bag.value.decode_as().map_err(|_| DAMAGED)?;
        // SDSI certificates are text; nobody uses them.
        let Ok(der) = bag.value.decode_as::<&OctetStringRef>() else { return Ok(()) };
        self.contents.certificates.push(der.as_bytes().to_vec());
        Ok(())
    }
}

impl SafeBag<'_> {
    /// The friendly name, which Java calls alias; empty if there is none.
    fn name(&self) -> String {
        let mut name = String::new();
        let attributes = self.attributes.map(|set| set.value().to_vec()).unwrap_or_default();
        let Ok(mut reader) = SliceReader::new(&attributes) else { return name };
        while let Ok(attribute) = Attribute::decode(&mut reader) {
            if attribute.id != FRIENDLY_NAME {
                continue;
            }
            if let Ok(value) = AnyRef::from_der(attribute.values.value()) {
                // BMPString: UTF-16, big endian.
                let (units, _) = value.value().as_chunks::<2>();
                let characters = char::decode_utf16(units.iter().map(|unit| u16::from_be_bytes(*unit)));
                name =
                    characters.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).take(LONGEST_NAME).collect();
            }
        }
        name
    }
}

/// A value with its tag and length.
fn whole(value: &AnyRef<'_>) -> Result<SecretBytes, Refusal> {
    use pkcs8::der::Encode as _;
    value.to_der().map(Zeroizing::new).map_err(|_| DAMAGED.into())
}

/// Calls `each` for the elements of a SEQUENCE OF, to its end or the first error.
fn each_in_sequence<'a, T: pkcs8::der::Decode<'a, Error = pkcs8::der::Error>>(
    der: &'a [u8],
    mut each: impl FnMut(T) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let sequence = AnyRef::from_der(der).ok().filter(|any| any.tag() == pkcs8::der::Tag::Sequence);
    let mut reader = SliceReader::new(sequence.ok_or(DAMAGED)?.value()).map_err(|_| DAMAGED)?;
    while !reader.is_finished() {
        each(T::decode(&mut reader).map_err(|_| DAMAGED)?)?;
    }
    Ok(())
}
